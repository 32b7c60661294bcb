package io.github.camelhubspot.internal.lead;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.RequestBody;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Texts;

/** Builds batch inputs from single calls about leads that are coalesced, and finds calls that cannot be. */
public final class CoalescedInputs {

    private CoalescedInputs() {
    }

    /** Returns the input of a new lead. */
    public static Map<String, Object> create(Call call, Input body) {
        Map<String, Object> input = LeadPayloads.newLead(call, body);
        call.json().write(input); // a value that cannot be written as JSON must not fail the whole batch
        return input;
    }

    /** Returns the input of an update. */
    public static Map<String, Object> update(Call call, Input body) {
        Map<String, Object> input = new LinkedHashMap<>(id(call, body));
        String idProperty = call.arguments().get(Parameters.ID_PROPERTY);
        if (idProperty != null) {
            input.put("idProperty", idProperty);
        }
        input.put("properties", LeadPayloads.newValues(call, body));
        return input;
    }

    /** Returns an input with the id of the lead only. */
    public static Map<String, Object> id(Call call, Input body) {
        return Map.of("id", call.operation().require(Parameters.LEAD_ID, call.arguments()));
    }

    /** Returns the input of an upsert. */
    public static Map<String, Object> upsert(Call call, Input body) {
        if (body.isEmpty()) {
            throw call.operation().invalid("the body is empty: it must contain a lead");
        }
        Object plain = body.plain();
        if (!(plain instanceof Map<?, ?> map) || map.containsKey(BatchPayload.INPUTS)) {
            throw call.operation().invalid("with coalesce=true the body of " + call.operation().name()
                    + " must be one lead, but is "
                    + (plain instanceof Map<?, ?> ? "a request with inputs" : Input.describe(plain))
                    + ": leave out coalesce for a body with many leads, or split it");
        }
        return BatchPayloads.upsertInput(call, body);
    }

    /** Builds a batch with an upsert as its only input. */
    public static RequestBody upsertAlone(Call call, Input body) {
        return RequestBody.json(call, Map.of(BatchPayload.INPUTS, List.of(upsert(call, body))));
    }

    /** Returns why a read cannot be coalesced; {@code null} if it can. */
    public static String obstacleToRead(Arguments arguments) {
        if (arguments.get(Parameters.ASSOCIATIONS) != null) {
            return "HubSpot returns no associations for a batch: leave out associations, and read them with another call";
        }
        String idProperty = arguments.get(Parameters.ID_PROPERTY);
        List<String> properties = arguments.get(Parameters.PROPERTIES);
        return idProperty == null || Parameters.OBJECT_ID.equals(idProperty)
                || properties != null && properties.contains(idProperty) ? null
                : "a lead is found in the response to a batch by the value of idProperty: name " + Texts.printable(idProperty)
                        + " in properties, too";
    }
}
