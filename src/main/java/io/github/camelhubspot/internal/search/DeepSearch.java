package io.github.camelhubspot.internal.search;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.Page;
import io.github.camelhubspot.internal.operation.PageCursor;
import io.github.camelhubspot.internal.operation.PageWalk;
import io.github.camelhubspot.internal.operation.Problems;
import io.github.camelhubspot.internal.operation.RequestBody;
import io.github.camelhubspot.internal.parameter.Parameters;

/** Walks over all results of a search, also beyond the {@value SearchValidator#MAX_RESULTS} that HubSpot returns per search. */
public final class DeepSearch implements PageWalk {

    /**
     * The position of a walk.
     *
     * @param limit    size of a page
     * @param exceeded the limit that keeps the search from getting more filters; {@code null} if there is none
     */
    private record Position(SearchSegment segment, int limit, FilterCapacity exceeded) implements PageCursor {

        @Override
        public String text() {
            return segment.text();
        }

        @Override
        public void into(Map<String, Object> request) {
            if (exceeded == null) {
                segment.into(request);
            } else if (segment.after() != null) {
                request.put(Parameters.AFTER.name(), segment.after());
            }
        }
    }

    @Override
    public Call first(Call call, Input body) {
        Problems problems = new Problems(call.operation());
        Map<String, Object> request = SearchPayload.request(call, body, problems);
        RequestBody content = SearchPayload.checked(call, body, request, problems);
        SearchOrder order = SearchOrder.of(request, body);
        if (order == null) {
            return call; // several sorts or one of unknown form: HubSpot decides
        }
        String text = new String(((HttpBody.Bytes) content.content()).content(), StandardCharsets.UTF_8);
        FilterCapacity exceeded = FilterCapacity.exceeded(request, text.length(), order);
        Object after = request.get(Parameters.AFTER.name());
        int limit = request.get(Parameters.LIMIT.name()) instanceof Integer number ? number : SearchValidator.DEFAULT_LIMIT;
        return call.at(new Position(SearchSegment.first(exceeded == null ? order : order.withoutAddedProperty(),
                after == null ? null : after.toString()), limit, exceeded));
    }

    @Override
    public Page page(Call call, ApiResponse response) {
        if (!(call.cursor() instanceof Position position)) {
            return BY_CURSOR.page(call, response);
        }
        SearchSegment segment = position.segment();
        Long total = response.metadata().total();
        SearchSegment.Step step;
        try {
            step = segment.step(response.elements(), total, response.metadata().nextAfter(), position.limit(),
                    position.exceeded() == null);
        } catch (SearchSegment.NoProgressException e) {
            throw response.unusable(call.operation(), e.getMessage());
        } catch (SearchSegment.TooManyResultsException e) {
            throw tooManyResults(call.operation(), total, position.exceeded());
        }
        step.leads().forEach(segment.order()::removeAddedProperty);
        Call next = step.next() == null ? null : call.at(new Position(step.next(), position.limit(), position.exceeded()));
        return new Page(step.leads(), next, response.status(), response.correlationId());
    }

    private static RuntimeException tooManyResults(Operation operation, Long total, FilterCapacity exceeded) {
        Problems problems = new Problems(operation);
        problems.add(exceeded.path(), (total == null ? "" : "finds " + total + " leads, ") + exceeded.problem());
        return problems.asException();
    }
}
