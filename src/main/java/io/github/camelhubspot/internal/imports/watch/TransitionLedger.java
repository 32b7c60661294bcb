package io.github.camelhubspot.internal.imports.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

import io.github.camelhubspot.internal.imports.state.ObservedImport;
import org.apache.camel.spi.IdempotentRepository;

/**
 * Which transitions have been dealt with, in a repository that outlives the JVM and may be shared by several. The keys of an
 * import, each behind the name of the watch:
 * <ul>
 * <li>{@code id|STATE|time}, for ever: this transition has been dealt with, so that a JVM that comes with an older list does
 * not deliver it again;
 * <li>{@code id|STATE}: this is the state dealt with last, so that an import that is only updated within its state is not taken
 * for a transition. Only for the states that this version knows: the others could not be found to be removed;
 * <li>{@code id|claim|slot}: a JVM is at it. The claim is on the import, not on the transition, so that two JVMs that see two
 * states of an import do not deliver them side by side, in any order.
 * </ul>
 */
public final class TransitionLedger {

    /** In the order in which an import usually comes to them. */
    private static final List<String> KNOWN_STATES
            = List.of("STARTED", "DEFERRED", "PROCESSING", "DONE", "FAILED", "CANCELED", "REVERTED");
    private static final String BASELINE = "baseline";

    private final IdempotentRepository repository;
    private final Leases leases;
    private final String name;

    /** @param name what tells this watch from others that use the repository */
    public TransitionLedger(IdempotentRepository repository, String name, Duration claimTimeout, InstantSource clock,
            Leases.Background background) {
        this.repository = repository;
        this.leases = new Leases(repository, claimTimeout, clock, background);
        this.name = name + "|";
    }

    /**
     * Makes sure that there is a baseline: imports that were there at the very first start are as good as dealt with.
     *
     * @param  found what is there now; {@code null} if nothing is to be taken as dealt with
     * @return       whether it is there; if not, another JVM is writing it down or was killed while it did
     */
    boolean begin(Collection<ObservedImport> found) {
        if (repository.contains(name + BASELINE)) {
            return true;
        }
        if (found == null) {
            return add(BASELINE);
        }
        try (Leases.Lease lease = leases.claim(name + BASELINE + "|claim|")) {
            if (lease == null) {
                return false;
            }
            if (!repository.contains(name + BASELINE)) {
                boolean first = Leases.add(repository, name + BASELINE + "|begun");
                for (ObservedImport observed : found) {
                    // after an attempt that was killed: what it has written down and what has changed since is a transition
                    if (first || !isDone(observed) && formerStates(observed).isEmpty()) {
                        record(observed);
                    }
                }
                add(BASELINE);
            }
            return true;
        }
    }

    /** Whether the import's state needs no delivery any more. */
    boolean isDone(ObservedImport observed) {
        if (repository.contains(transition(observed))) {
            return true;
        }
        // two current states are left by a kill between the record of the later one and the removal of the former: which is
        // which cannot be told, so rather deliver twice than not at all
        return isKnown(observed.state()) && repository.contains(current(observed.id(), observed.state()))
                && formerStates(observed).isEmpty();
    }

    /**
     * The states other than this one that the import was in when it was last dealt with, the latest at the end: none or one, but
     * a kill leaves two, and a repository in a file forgets a removal when it is read anew.
     */
    List<String> formerStates(ObservedImport observed) {
        return KNOWN_STATES.stream().filter(state -> !state.equals(observed.state())
                && repository.contains(current(observed.id(), state))).toList();
    }

    /** The state that the import was in when it was last dealt with; {@code null} if there is none other than this one. */
    String formerState(ObservedImport observed) {
        List<String> former = formerStates(observed);
        return former.isEmpty() ? null : former.get(former.size() - 1);
    }

    /** @return {@code null} if another JVM is at this import */
    Leases.Lease claim(ObservedImport observed) {
        return leases.claim(name + observed.id() + "|claim|");
    }

    /** The transition has been dealt with. */
    void settle(ObservedImport observed) {
        List<String> former = formerStates(observed);
        record(observed);
        former.forEach(state -> repository.remove(current(observed.id(), state)));
    }

    private void record(ObservedImport observed) {
        Leases.add(repository, transition(observed));
        if (isKnown(observed.state())) {
            Leases.add(repository, current(observed.id(), observed.state()));
        }
    }

    private static boolean isKnown(String state) {
        return state != null && KNOWN_STATES.contains(state);
    }

    private boolean add(String key) {
        Leases.add(repository, name + key);
        return true;
    }

    private String current(String importId, String state) {
        return name + importId + "|" + state;
    }

    /** Time as a number: a table of Camel's JDBC repository has 100 characters for a key. */
    private String transition(ObservedImport observed) {
        return current(observed.id(), observed.state()) + "|"
                + (observed.updatedAt().equals(Instant.MAX) ? "-" : observed.updatedAt().toEpochMilli());
    }
}
