package io.github.camelhubspot.internal.lead;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Payload;
import io.github.camelhubspot.internal.operation.RequestBody;

/** Builds the bodies of batch calls, from all inputs of a message at once or input by input. */
public interface BatchPayload extends Payload {

    /** HubSpot's maximum number of inputs per batch. */
    int MAX_INPUTS = 100;
    /** HubSpot's maximum number of inputs of a batch that is read with the history of properties. */
    int MAX_INPUTS_WITH_HISTORY = 50;
    String INPUTS = "inputs";

    @Override
    default boolean inBatches() {
        return true;
    }

    /** Returns whether the calls only read. */
    boolean reads();

    /** Returns whether inputs have trace ids, which HubSpot repeats in its response. */
    boolean traces();

    /**
     * Returns the inputs of a message that fits into one batch.
     *
     * @throws io.github.camelhubspot.HubSpotValidationException if any of them is invalid; names all problems
     */
    List<BatchInput> all(Call call, List<?> elements);

    /**
     * Returns one input of a message of any length, independent of the others. An invalid input has a refusal.
     */
    BatchInput one(Call call, Object element, long index);

    /**
     * Returns the fields of a request beside its inputs.
     *
     * @param given those in the body of the message
     */
    Map<String, Object> fields(Call call, Map<String, Object> given);

    /** Returns what helps to find out whether a call took effect if its response is lost. */
    Map<String, List<String>> reconciliationHints(List<BatchInput> inputs);

    /** Returns the body of one call. */
    default RequestBody request(Call call, Map<String, Object> fields, List<BatchInput> inputs) {
        Map<String, Object> request = new LinkedHashMap<>(fields);
        request.put(INPUTS, inputs.stream().map(BatchInput::content).toList());
        return RequestBody.json(call, request, reconciliationHints(inputs));
    }

    /**
     * Returns HubSpot's maximum number of inputs per request.
     *
     * @param history names of properties to read with their history; anything but a list counts as none
     */
    static int maxInputs(Object history) {
        return history instanceof List<?> list && !list.isEmpty() ? MAX_INPUTS_WITH_HISTORY : MAX_INPUTS;
    }

    static String path(long index) {
        return INPUTS + '[' + index + ']';
    }

    @Override
    default RequestBody build(Call call, Input body) {
        try (BatchSource source = BatchSource.of(call.operation(), call.json(), body.raw(), reads(), false)) {
            Map<String, Object> fields = fields(call, source.fields());
            return request(call, fields, all(call, source.first(Integer.MAX_VALUE)));
        }
    }
}
