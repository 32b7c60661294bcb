package io.github.camelhubspot.internal.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.github.camelhubspot.internal.batch.BatchBuilder.Batch;
import io.github.camelhubspot.internal.lead.BatchInput;

/** Cuts inputs into batches. An input about a lead that an earlier one is about is kept back until that one is done. */
final class BatchSplitter {

    private final Iterator<?> source;
    private final BiFunction<Object, Long, BatchInput> maker;
    private final int size;
    private final boolean reads;
    /** Inputs that wait for an earlier one, in their order; never more than a batch of them. */
    private final Deque<BatchInput> kept = new ArrayDeque<>();
    private long read;
    private boolean ended;
    private RuntimeException broken;

    /** @param maker makes an input of an element and its number */
    BatchSplitter(Iterator<?> source, BiFunction<Object, Long, BatchInput> maker, int size, boolean reads) {
        this.source = source;
        this.maker = maker;
        this.size = size;
        this.reads = reads;
    }

    /** How many inputs have been read. */
    long read() {
        return read;
    }

    int kept() {
        return kept.size();
    }

    /** Whether no further batch can come. */
    boolean isEmpty() {
        return ended && kept.isEmpty();
    }

    /**
     * The next batch.
     *
     * @param  most    how many inputs may be read in all
     * @param  busy    keys of the batches under way
     * @param  refused gets the inputs that must not be sent
     * @return         without inputs if there is none for now
     */
    Batch next(long most, Set<String> busy, Consumer<BatchInput> refused) {
        BatchBuilder batch = new BatchBuilder(size, reads, busy);
        for (Iterator<BatchInput> inputs = kept.iterator(); inputs.hasNext() && !batch.isFull();) {
            if (batch.take(inputs.next())) {
                inputs.remove();
            }
        }
        while (!ended && !batch.isFull() && kept.size() < size && read < most) {
            BatchInput input = readOne();
            if (input == null) {
                break;
            }
            if (input.refusal() != null) {
                refused.accept(input);
            } else if (!batch.take(input)) {
                kept.add(input);
            }
        }
        return batch.batch();
    }

    /** Why the body could not be read to its end; {@code null} if it could so far. */
    RuntimeException broken() {
        return broken;
    }

    private BatchInput readOne() {
        try {
            if (source.hasNext()) {
                return maker.apply(source.next(), read++);
            }
        } catch (RuntimeException e) {
            broken = e;
        }
        ended = true;
        return null;
    }
}
