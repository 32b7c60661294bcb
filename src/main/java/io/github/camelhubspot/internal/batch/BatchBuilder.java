package io.github.camelhubspot.internal.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelhubspot.internal.lead.BatchInput;

/**
 * Collects the inputs of one batch.
 *
 * <p>An input of a write is skipped while an earlier input about the same lead is in the batch, in flight or skipped itself:
 * HubSpot rejects a batch that names a lead twice, and two batches in flight could overtake each other. Repeated ids of a read
 * are sent once.
 */
final class BatchBuilder {

    /**
     * A batch.
     *
     * @param inputs     the inputs that are sent
     * @param keys       keys that no other batch may contain while this one is in flight
     * @param duplicates inputs that share the result of a sent one, by the position of the sent one
     */
    record Batch(List<BatchInput> inputs, Set<String> keys, Map<Integer, List<BatchInput>> duplicates) {
    }

    private final int size;
    private final boolean reads;
    private final Set<String> keysInFlight;
    private final List<BatchInput> inputs = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> skippedKeys = new HashSet<>();
    private final Map<Integer, List<BatchInput>> duplicates = new HashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();

    /** @param keysInFlight keys of the batches in flight */
    BatchBuilder(int size, boolean reads, Set<String> keysInFlight) {
        this.size = size;
        this.reads = reads;
        this.keysInFlight = keysInFlight;
    }

    boolean isFull() {
        return inputs.size() == size;
    }

    boolean isEmpty() {
        return inputs.isEmpty();
    }

    /** Adds an input. Returns false if it is skipped. */
    boolean add(BatchInput input) {
        return reads ? addRead(input) : addWrite(input);
    }

    private boolean addRead(BatchInput input) {
        Integer position = positions.putIfAbsent(input.id(), inputs.size());
        if (position == null) {
            inputs.add(input);
        } else {
            duplicates.computeIfAbsent(position, first -> new ArrayList<>()).add(input);
        }
        return true;
    }

    private boolean addWrite(BatchInput input) {
        List<String> own = keys(input);
        if (own.stream().anyMatch(key -> keys.contains(key) || skippedKeys.contains(key) || keysInFlight.contains(key))) {
            skippedKeys.addAll(own);
            return false;
        }
        inputs.add(input);
        keys.addAll(own);
        return true;
    }

    Batch batch() {
        return new Batch(inputs, keys, duplicates);
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
