package io.github.camelhubspot.internal.search;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Problems;
import io.github.camelhubspot.internal.operation.RequestBody;
import io.github.camelhubspot.internal.parameter.Parameters;

/** Builds the body of a search. */
public final class SearchPayload {

    private SearchPayload() {
    }

    /** Returns the body of a search: the body of the message, with fields that it lacks from the parameters. */
    public static RequestBody of(Call call, Input body) {
        Problems problems = new Problems(call.operation());
        return checked(call, body, request(call, body, problems), problems);
    }

    /**
     * Validates a request and returns it as the body of a call.
     *
     * @throws io.github.camelhubspot.HubSpotValidationException if there are problems, or HubSpot would reject the request
     */
    public static RequestBody checked(Call call, Input body, Map<String, Object> request, Problems problems) {
        RequestBody content = RequestBody.json(call, request);
        if (call.validation()) {
            new SearchValidator(call, body, problems).check(request, content);
        }
        problems.throwIfAny();
        return content;
    }

    /** Returns the fields of a search. */
    public static Map<String, Object> request(Call call, Input body, Problems problems) {
        Map<String, Object> request = new LinkedHashMap<>(body.map());
        String earlierResponse = call.validation() ? body.describeEarlierResponse() : null;
        if (earlierResponse != null) {
            throw call.operation().invalid("the body is taken as the search request, but it is " + earlierResponse
                    + ": put the request into the body, or empty it before this step, such as with setBody and a constant of"
                    + " \"\"");
        }
        call.fillIn(request, Parameters.QUERY);
        call.fillIn(request, Parameters.PROPERTIES);
        call.fillIn(request, Parameters.LIMIT);
        call.fillIn(request, Parameters.AFTER);
        if (request.get(Parameters.AFTER.name()) instanceof Number number) {
            request.put(Parameters.AFTER.name(), number.toString());
        }
        request.computeIfPresent(Parameters.LIMIT.name(), (name, limit) -> wholeNumber(limit));
        request.computeIfPresent("filterGroups", (key, groups) -> new SearchFilters(call, body, problems).text(groups));
        if (call.cursor() != null) {
            call.cursor().into(request);
        }
        return request;
    }

    /** Converts a text to a number, because HubSpot accepts only numbers. Returns anything else unchanged. */
    private static Object wholeNumber(Object limit) {
        try {
            return Parameters.LIMIT.parse(limit);
        } catch (IllegalArgumentException e) {
            return limit;
        }
    }
}
