package io.github.camelhubspot.internal.lead;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Payload;
import io.github.camelhubspot.internal.operation.RequestBody;

/** Makes the body of a call about many leads, as a whole or input by input. */
public interface BatchPayload extends Payload {

    /** HubSpot's bound on the inputs of one batch. */
    int MAX_INPUTS = 100;
    /** HubSpot's bound on a batch that is read with the history of its properties. */
    int MAX_INPUTS_WITH_HISTORY = 50;
    String INPUTS = "inputs";

    @Override
    default boolean inBatches() {
        return true;
    }

    /** Whether the calls only read. */
    boolean reads();

    /** Whether inputs have trace ids, which HubSpot repeats in its answer. */
    boolean traces();

    /**
     * The inputs of a message that fits into one batch.
     *
     * @throws io.github.camelhubspot.HubSpotValidationException if any of them is not acceptable: it tells all that is wrong
     */
    List<BatchInput> all(Call call, List<?> elements);

    /**
     * One input of a message of any length, whatever else is in it.
     *
     * @return a refused input if it is not acceptable
     */
    BatchInput one(Call call, Object element, long index);

    /**
     * The fields of a request beside its inputs.
     *
     * @param given those that the message brings
     */
    Map<String, Object> fields(Call call, Map<String, Object> given);

    /** What helps to find out whether a call took effect. */
    Map<String, List<String>> check(List<BatchInput> inputs);

    /** The body of one call. */
    default RequestBody request(Call call, Map<String, Object> fields, List<BatchInput> inputs) {
        Map<String, Object> request = new LinkedHashMap<>(fields);
        request.put(INPUTS, inputs.stream().map(BatchInput::content).toList());
        return RequestBody.json(call, request, check(inputs));
    }

    /**
     * The most inputs that HubSpot takes in a request.
     *
     * @param history names of properties that are asked for with their history; anything but a list is none
     */
    static int most(Object history) {
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
