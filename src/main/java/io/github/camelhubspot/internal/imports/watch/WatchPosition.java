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
 * How far a watch has come: what this JVM has seen, and, with a repository, what has been dealt with in any JVM. Memory is
 * asked first, so that an import at rest costs the repository nothing. Outlives the consumer, as {@link ImportStates} does.
 */
public final class WatchPosition {

    /**
     * What can be told of it.
     *
     * @param lasting whether a repository keeps it
     * @param begun   whether the first poll has been dealt with
     * @param imports how many imports this JVM has seen
     * @param pending the states that wait for delivery, by the id of the import
     */
    public record View(boolean lasting, boolean begun, int imports, Map<String, String> pending) {
    }

    private final ImportStates states = new ImportStates();
    private final TransitionLedger ledger;
    /** Delivered, but the repository failed when it was to be written down: not to be delivered again by this JVM. */
    private final Map<String, String> unrecorded = Collections.synchronizedMap(new HashMap<>());

    /** Imports of which an exchange is under way, perhaps one of a consumer that was stopped by force. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** @param ledger {@code null} to keep the position in memory only */
    public WatchPosition(TransitionLedger ledger) {
        this.ledger = ledger;
    }

    /** Those that are in a state that has not been dealt with, as far as this JVM knows. */
    public List<ObservedImport> changed(Collection<ObservedImport> found) {
        return found.stream().filter(observed -> states.observe(observed.id(), observed.state())).toList();
    }

    /**
     * At the first poll.
     *
     * @param  baseline whether what is there at the very first start is not to be delivered
     * @return          whether deliveries may begin
     */
    public boolean begin(List<ObservedImport> changed, boolean baseline) {
        if (states.hasBegun()) {
            return true;
        }
        if (ledger == null) {
            if (baseline) {
                changed.forEach(observed -> states.settle(observed.id()));
            }
        } else if (!ledger.begin(baseline ? changed : null)) {
            return false;
        }
        states.begin();
        return true;
    }

    /** Whether the state of the import is to be delivered no more, as far as this JVM knows. */
    public boolean isSettled(String importId) {
        return states.isSettled(importId);
    }

    public View view() {
        return new View(ledger != null, states.hasBegun(), states.size(), states.pending());
    }

    /** For what is too old to be of interest: the repository need not know. */
    public void ignore(ObservedImport observed) {
        states.settle(observed.id());
    }

    /** For what is not to be delivered, because of its state. */
    public void skip(ObservedImport observed) {
        if (ledger != null && !ledger.isDone(observed)) {
            ledger.settle(observed);
        }
        states.settle(observed.id());
    }

    /** @return {@code null} if the transition has been delivered or skipped, or another consumer is delivering it */
    public Turn turn(ObservedImport observed) {
        if (!underWay.add(observed.id())) {
            return null;
        }
        Turn turn = null;
        try {
            turn = claimed(observed);
            return turn;
        } finally {
            if (turn == null) {
                underWay.remove(observed.id());
            }
        }
    }

    private Turn claimed(ObservedImport observed) {
        if (ledger == null) {
            return isSettled(observed.id()) ? null : new Turn(observed, null, states.previous(observed.id()));
        }
        if (isDone(observed)) {
            return null;
        }
        Leases.Lease lease = ledger.claim(observed);
        if (lease == null) {
            return null;
        }
        // the one who had the claim before may have dealt with it after the look above
        if (isDone(observed)) {
            lease.close();
            return null;
        }
        String previous = states.previous(observed.id());
        return new Turn(observed, lease,
                previous == null ? ledger.formerState(observed) : previous);
    }

    private boolean isDone(ObservedImport observed) {
        boolean delivered = observed.state() != null && observed.state().equals(unrecorded.get(observed.id()));
        if (delivered) {
            ledger.settle(observed);
        }
        if (delivered || ledger.isDone(observed)) {
            unrecorded.remove(observed.id());
            states.settle(observed.id());
            return true;
        }
        return false;
    }

    /** The right to deliver a transition. */
    public final class Turn implements AutoCloseable {

        private final ObservedImport observed;
        private final Leases.Lease lease;
        private final String previousState;

        private Turn(ObservedImport observed, Leases.Lease lease, String previousState) {
            this.observed = observed;
            this.lease = lease;
            this.previousState = previousState;
        }

        /** The state before, delivered or not; {@code null} if none is known. */
        public String previousState() {
            return previousState;
        }

        /** The exchange is done. */
        public void delivered() {
            if (ledger != null) {
                unrecorded.put(observed.id(), observed.state());
                ledger.settle(observed);
                unrecorded.remove(observed.id());
            }
            states.settle(observed.id());
        }

        /** Lets another consumer deliver it, if this one has not. */
        @Override
        public void close() {
            underWay.remove(observed.id());
            if (lease != null) {
                lease.close();
            }
        }
    }
}
