package io.github.camelhubspot.internal.imports.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

import io.github.camelhubspot.internal.imports.state.ObservedImport;
import org.apache.camel.spi.IdempotentRepository;

/**
 * The transitions that are handled, that is delivered or skipped, in a repository that outlives the JVM and that several JVMs may
 * share. The keys of an import, each after the name of the watch:
 * <ul>
 * <li>{@code id|STATE|time}, kept for ever: this transition is handled, so that a JVM with an older list does not deliver it
 * again;
 * <li>{@code id|STATE}: the state that was handled last, so that an update within a state does not count as a transition. Only
 * for states that this version knows, because a key can only be found for removal by its name;
 * <li>{@code id|claim|slot}: the lease of a JVM that is delivering. It is for the import and not for the transition, so that two
 * JVMs that see two states of an import do not deliver them at the same time in any order.
 * </ul>
 *
 * <p>Thread-safe if the repository is. There are no transactions: the order of the writes makes a kill between two of them cause
 * a second delivery at most, never a loss.
 */
public final class TransitionLedger {

    /** In the usual order of an import. */
    private static final List<String> KNOWN_STATES
            = List.of("STARTED", "DEFERRED", "PROCESSING", "DONE", "FAILED", "CANCELED", "REVERTED");
    private static final String BASELINE = "baseline";

    private final IdempotentRepository repository;
    private final Leases leases;
    private final String prefix;

    /** @param name distinguishes the watches that use the repository */
    public TransitionLedger(IdempotentRepository repository, String name, Duration claimTimeout, InstantSource clock,
            Leases.Background background) {
        this.repository = repository;
        this.leases = new Leases(repository, claimTimeout, clock, background);
        this.prefix = name + "|";
    }

    /**
     * Makes sure that there is a baseline: the states at the first start ever count as handled.
     *
     * @param  found the present imports; {@code null} if none of them counts as handled
     * @return       whether there is a baseline; if not, another JVM is recording it or was killed while it did
     */
    boolean begin(Collection<ObservedImport> found) {
        if (repository.contains(prefix + BASELINE)) {
            return true;
        }
        if (found == null) {
            Leases.add(repository, prefix + BASELINE);
            return true;
        }
        try (Leases.Lease lease = leases.acquire(prefix + BASELINE + "|claim|")) {
            if (lease == null) {
                return false;
            }
            if (!repository.contains(prefix + BASELINE)) {
                boolean first = Leases.add(repository, prefix + BASELINE + "|begun");
                for (ObservedImport observed : found) {
                    // completes the baseline of a killed JVM: a recorded import that has changed since then has a transition to
                    // deliver
                    if (first || !isHandled(observed) && previousStates(observed).isEmpty()) {
                        addKeys(observed);
                    }
                }
                Leases.add(repository, prefix + BASELINE);
            }
            return true;
        }
    }

    /** Returns whether the present state of the import needs no delivery. */
    boolean isHandled(ObservedImport observed) {
        if (repository.contains(transition(observed))) {
            return true;
        }
        // a kill between the record of a state and the removal of the previous one leaves two current states, whose order is
        // unknown: deliver again rather than not at all
        return isKnown(observed.state()) && repository.contains(current(observed.id(), observed.state()))
                && previousStates(observed).isEmpty();
    }

    /**
     * Returns the states other than the present one that are recorded as current, the latest last: usually none or one. A kill
     * leaves two, and a file repository forgets a removal when it is read again.
     */
    List<String> previousStates(ObservedImport observed) {
        return KNOWN_STATES.stream().filter(state -> !state.equals(observed.state())
                && repository.contains(current(observed.id(), state))).toList();
    }

    /** Returns the state that was handled last; {@code null} if there is none other than the present one. */
    String previousState(ObservedImport observed) {
        List<String> previous = previousStates(observed);
        return previous.isEmpty() ? null : previous.get(previous.size() - 1);
    }

    /** @return {@code null} if another JVM is delivering this import */
    Leases.Lease acquire(ObservedImport observed) {
        return leases.acquire(prefix + observed.id() + "|claim|");
    }

    /** Records a transition as handled. */
    void record(ObservedImport observed) {
        List<String> previous = previousStates(observed);
        addKeys(observed);
        previous.forEach(state -> repository.remove(current(observed.id(), state)));
    }

    private void addKeys(ObservedImport observed) {
        Leases.add(repository, transition(observed));
        if (isKnown(observed.state())) {
            Leases.add(repository, current(observed.id(), observed.state()));
        }
    }

    private static boolean isKnown(String state) {
        return state != null && KNOWN_STATES.contains(state);
    }

    private String current(String importId, String state) {
        return prefix + importId + "|" + state;
    }

    /** The time is a number of milliseconds: a key of Camel's JDBC repository has at most 100 characters. */
    private String transition(ObservedImport observed) {
        return current(observed.id(), observed.state()) + "|"
                + (observed.updatedAt().equals(Instant.MAX) ? "-" : observed.updatedAt().toEpochMilli());
    }
}
