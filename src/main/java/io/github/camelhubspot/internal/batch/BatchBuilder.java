package io.github.camelhubspot.internal.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelhubspot.internal.lead.BatchInput;

/**
 * A batch that is being filled. An input about a lead that an earlier one is about is left behind until that one is done:
 * HubSpot refuses a batch that names a lead twice, and two batches under way could overtake each other. A repeated id of a
 * read is asked for once in a batch.
 */
final class BatchBuilder {

    /**
     * A batch.
     *
     * @param inputs what is sent
     * @param keys   what no other batch may be about until this one is done
     * @param twins  inputs that are answered by another one, by the position of that
     */
    record Batch(List<BatchInput> inputs, Set<String> keys, Map<Integer, List<BatchInput>> twins) {
    }

    private final int size;
    private final boolean reads;
    private final Set<String> busy;
    private final List<BatchInput> inputs = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    /** Keys of inputs that were left behind: a later input about the same must not come before. */
    private final Set<String> passed = new HashSet<>();
    private final Map<Integer, List<BatchInput>> twins = new HashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();

    /** @param busy keys of the batches under way */
    BatchBuilder(int size, boolean reads, Set<String> busy) {
        this.size = size;
        this.reads = reads;
        this.busy = busy;
    }

    boolean isFull() {
        return inputs.size() == size;
    }

    boolean isEmpty() {
        return inputs.isEmpty();
    }

    /** @return whether the input is in the batch now; otherwise it is left behind */
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

    Batch batch() {
        return new Batch(inputs, keys, twins);
    }

    private static List<String> keys(BatchInput input) {
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
