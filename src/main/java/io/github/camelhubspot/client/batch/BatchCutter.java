package io.github.camelhubspot.client.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.github.camelhubspot.client.BatchInput;

/**
 * Cuts inputs into batches. An input about a lead that an earlier one is about is kept back until that one is done: HubSpot
 * refuses a batch that names a lead twice, and two batches under way could overtake each other. A repeated id of a read is
 * asked for once in a batch.
 */
final class BatchCutter {

    /**
     * A batch.
     *
     * @param inputs what is sent
     * @param keys   what no other batch may be about until this one is done
     * @param twins  inputs that are answered by another one, by the position of that
     */
    record Batch(List<BatchInput> inputs, Set<String> keys, Map<Integer, List<BatchInput>> twins) {
    }

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
    BatchCutter(Iterator<?> source, BiFunction<Object, Long, BatchInput> maker, int size, boolean reads) {
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
        Filling batch = new Filling(busy);
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
        return new Batch(batch.inputs, batch.keys, batch.twins);
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

    private final class Filling {

        private final Set<String> busy;
        private final List<BatchInput> inputs = new ArrayList<>();
        private final Set<String> keys = new HashSet<>();
        /** Keys of inputs that were left behind: a later input about the same must not come before. */
        private final Set<String> passed = new HashSet<>();
        private final Map<Integer, List<BatchInput>> twins = new HashMap<>();
        private final Map<String, Integer> positions = new HashMap<>();

        private Filling(Set<String> busy) {
            this.busy = busy;
        }

        boolean isFull() {
            return inputs.size() == size;
        }

        boolean take(BatchInput input) {
            if (reads) {
                Integer known = positions.putIfAbsent(input.id(), inputs.size());
                if (known == null) {
                    inputs.add(input);
                } else {
                    twins.computeIfAbsent(known, none -> new ArrayList<>()).add(input);
                }
                return true;
            }
            List<String> own = keys(input);
            if (own.stream().anyMatch(key -> keys.contains(key) || passed.contains(key) || busy.contains(key))) {
                passed.addAll(own);
                return false;
            }
            inputs.add(input);
            keys.addAll(own);
            return true;
        }

        private List<String> keys(BatchInput input) {
            List<String> own = new ArrayList<>(2);
            if (input.id() != null) {
                own.add("id " + (input.idProperty() == null ? "" : input.idProperty()) + ' ' + input.id());
            }
            if (input.traceId() != null) {
                own.add("trace " + input.traceId());
            }
            return own;
        }
    }
}
