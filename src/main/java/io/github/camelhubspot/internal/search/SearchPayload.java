package io.github.camelhubspot.internal.search;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Problems;
import io.github.camelhubspot.internal.operation.RequestBody;
import io.github.camelhubspot.internal.parameter.Parameters;

/** The body of a search. */
public final class SearchPayload {

    private SearchPayload() {
    }

    /** A search: the body is the request, parameters fill in what it lacks. */
    public static RequestBody of(Call call, Input body) {
        Problems problems = new Problems(call.operation());
        return checked(call, body, request(call, body, problems), problems);
    }

    /**
     * The body of a search.
     *
     * @throws io.github.camelhubspot.HubSpotValidationException if there are problems, or HubSpot would not take the request
     */
    public static RequestBody checked(Call call, Input body, Map<String, Object> request, Problems problems) {
        RequestBody content = RequestBody.json(call, request);
        if (call.validation()) {
            new SearchValidator(call, body, problems).check(request, content);
        }
        problems.throwIfAny();
        return content;
    }

    /** The fields of a search. */
    public static Map<String, Object> request(Call call, Input body, Problems problems) {
        Map<String, Object> request = new LinkedHashMap<>(body.map());
        String answer = call.validation() ? body.answerOfAnEarlierStep() : null;
        if (answer != null) {
            throw call.operation().invalid("the body is taken as the search request, but it is " + answer
                    + ": put the request into the body, or empty it before this step, such as with setBody and a constant of \"\"");
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

    /** @return what was given if it is none: HubSpot takes numbers only, but a route often has text at hand */
    private static Object wholeNumber(Object limit) {
        try {
            return Parameters.LIMIT.parse(limit);
        } catch (IllegalArgumentException e) {
            return limit;
        }
    }
}
