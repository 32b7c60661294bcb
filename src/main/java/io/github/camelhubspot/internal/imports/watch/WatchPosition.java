package io.github.camelhubspot.internal.imports.watch;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.camelhubspot.internal.imports.state.ObservedImport;

/**
 * The position of a watch: which transitions this JVM has seen and, with a repository, which transitions any JVM has handled,
 * that is delivered or skipped. Memory is checked first, so that an import without changes causes no access to the repository.
 * Outlives the consumer, as {@link ImportStates} does.
 *
 * <p>Thread-safe: all state is in concurrent collections and in {@link ImportStates}. {@code inFlight} lets one thread at a time
 * deliver an import in this JVM, a lease of {@link TransitionLedger} one JVM at a time.
 */
public final class WatchPosition {

    /**
     * A snapshot for the developer console.
     *
     * @param persistent whether a repository keeps the position
     * @param begun      whether the watch has its baseline
     * @param imports    number of imports that this JVM has seen
     * @param pending    states that wait for delivery, by import id
     */
    public record View(boolean persistent, boolean begun, int imports, Map<String, String> pending) {
    }

    private final ImportStates states = new ImportStates();
    private final TransitionLedger ledger;
    /**
     * States by import id that were delivered but could not be recorded in the repository: this JVM must not deliver them again.
     */
    private final Map<String, String> unrecorded = Collections.synchronizedMap(new HashMap<>());
    /** Imports whose exchange is in flight, perhaps from a consumer that was stopped by force. */
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    /** @param ledger {@code null} to keep the position in memory only */
    public WatchPosition(TransitionLedger ledger) {
        this.ledger = ledger;
    }

    /** Records the states of imports and returns the imports whose state this JVM has not handled. */
    public List<ObservedImport> unhandled(Collection<ObservedImport> found) {
        return found.stream().filter(observed -> states.observe(observed.id(), observed.state())).toList();
    }

    /**
     * Takes the baseline at the first poll.
     *
     * @param  baseline whether the present states count as handled at the first start ever
     * @return          whether deliveries may begin
     */
    public boolean begin(List<ObservedImport> unhandled, boolean baseline) {
        if (states.hasBegun()) {
            return true;
        }
        if (ledger == null) {
            if (baseline) {
                unhandled.forEach(observed -> states.markHandled(observed.id()));
            }
        } else if (!ledger.begin(baseline ? unhandled : null)) {
            return false;
        }
        states.begin();
        return true;
    }

    /** Returns whether this JVM knows that the last state of the import is handled. */
    public boolean isHandled(String importId) {
        return states.isHandled(importId);
    }

    public View view() {
        return new View(ledger != null, states.hasBegun(), states.size(), states.pending());
    }

    /** Ignores an import that was changed before {@code since}; the repository does not record it. */
    public void ignore(ObservedImport observed) {
        states.markHandled(observed.id());
    }

    /** Skips a state that the watch does not deliver. */
    public void skip(ObservedImport observed) {
        if (ledger != null && !ledger.isHandled(observed)) {
            ledger.record(observed);
        }
        states.markHandled(observed.id());
    }

    /** Claims a transition for delivery; {@code null} if it is handled, or another consumer is delivering the import. */
    public Claim claim(ObservedImport observed) {
        if (!inFlight.add(observed.id())) {
            return null;
        }
        Claim claim = null;
        try {
            claim = claimInRepository(observed);
            return claim;
        } finally {
            if (claim == null) {
                inFlight.remove(observed.id());
            }
        }
    }

    private Claim claimInRepository(ObservedImport observed) {
        if (ledger == null) {
            return isHandled(observed.id()) ? null : new Claim(observed, null, states.previous(observed.id()));
        }
        if (checkHandled(observed)) {
            return null;
        }
        Leases.Lease lease = ledger.acquire(observed);
        if (lease == null) {
            return null;
        }
        // the former holder of the lease may have handled the transition after the check above
        if (checkHandled(observed)) {
            lease.close();
            return null;
        }
        String previous = states.previous(observed.id());
        return new Claim(observed, lease, previous == null ? ledger.previousState(observed) : previous);
    }

    /** Returns whether any JVM has handled the transition, and records a delivery that could not be recorded before. */
    private boolean checkHandled(ObservedImport observed) {
        boolean delivered = observed.state() != null && observed.state().equals(unrecorded.get(observed.id()));
        if (delivered) {
            ledger.record(observed);
        }
        if (delivered || ledger.isHandled(observed)) {
            unrecorded.remove(observed.id());
            states.markHandled(observed.id());
            return true;
        }
        return false;
    }

    /** The exclusive right to deliver a transition. */
    public final class Claim implements AutoCloseable {

        private final ObservedImport observed;
        private final Leases.Lease lease;
        private final String previousState;

        private Claim(ObservedImport observed, Leases.Lease lease, String previousState) {
            this.observed = observed;
            this.lease = lease;
            this.previousState = previousState;
        }

        /** Returns the state before, delivered or not; {@code null} if none is known. */
        public String previousState() {
            return previousState;
        }

        /** Records that the exchange has been processed. */
        public void delivered() {
            if (ledger != null) {
                unrecorded.put(observed.id(), observed.state());
                ledger.record(observed);
                unrecorded.remove(observed.id());
            }
            states.markHandled(observed.id());
        }

        /** Releases the claim, so that another consumer can deliver a transition that was not delivered. */
        @Override
        public void close() {
            inFlight.remove(observed.id());
            if (lease != null) {
                lease.close();
            }
        }
    }
}
