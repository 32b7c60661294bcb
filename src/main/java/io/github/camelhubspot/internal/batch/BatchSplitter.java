package io.github.camelhubspot.internal.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.github.camelhubspot.internal.batch.BatchBuilder.Batch;
import io.github.camelhubspot.internal.lead.BatchInput;

/**
 * Splits a body of any length into batches. Reads elements only when a batch needs them. An input about a lead that an earlier
 * input in flight is about is deferred; at most one batch of inputs is. Not thread-safe.
 */
final class BatchSplitter {

    private final Iterator<?> elements;
    private final BiFunction<Object, Long, BatchInput> toInput;
    private final int size;
    private final boolean reads;
    private final Deque<BatchInput> deferred = new ArrayDeque<>();
    private long read;
    private boolean exhausted;
    private RuntimeException readFailure;

    /**
     * @param toInput converts an element, given its index
     * @param size    maximum inputs per batch
     * @param reads   whether the calls only read
     */
    BatchSplitter(Iterator<?> elements, BiFunction<Object, Long, BatchInput> toInput, int size, boolean reads) {
        this.elements = elements;
        this.toInput = toInput;
        this.size = size;
        this.reads = reads;
    }

    int size() {
        return size;
    }

    /** Returns how many inputs have been read. */
    long read() {
        return read;
    }

    int deferred() {
        return deferred.size();
    }

    /** Whether there are no more batches. */
    boolean isExhausted() {
        return exhausted && deferred.isEmpty();
    }

    /** Returns why the body could not be read to its end; {@code null} if it could so far. */
    RuntimeException readFailure() {
        return readFailure;
    }

    /**
     * Returns the next batch.
     *
     * @param  readLimit    how many inputs may be read in all
     * @param  keysInFlight keys of the batches in flight
     * @param  refused      receives inputs that must not be sent
     * @return              a batch without inputs if none can be sent now
     */
    Batch next(long readLimit, Set<String> keysInFlight, Consumer<BatchInput> refused) {
        BatchBuilder builder = new BatchBuilder(size, reads, keysInFlight);
        for (Iterator<BatchInput> inputs = deferred.iterator(); inputs.hasNext() && !builder.isFull();) {
            if (builder.add(inputs.next())) {
                inputs.remove();
            }
        }
        while (!exhausted && !builder.isFull() && deferred.size() < size && read < readLimit) {
            BatchInput input = readOne();
            if (input == null) {
                break;
            }
            if (input.refusal() != null) {
                refused.accept(input);
            } else if (!builder.add(input)) {
                deferred.add(input);
            }
        }
        return builder.batch();
    }

    private BatchInput readOne() {
        try {
            if (elements.hasNext()) {
                return toInput.apply(elements.next(), read++);
            }
        } catch (RuntimeException e) {
            readFailure = e;
        }
        exhausted = true;
        return null;
    }
}
