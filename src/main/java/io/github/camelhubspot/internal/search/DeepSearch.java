package io.github.camelhubspot.internal.search;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotTransportException;
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

/** All that a search finds, also beyond the limit that HubSpot sets to the results of one. */
public final class DeepSearch implements PageWalk {

    /**
     * Where a walk stands.
     *
     * @param window  the part of the results
     * @param limit   size of a page
     * @param lacking what keeps the search from getting more filters; {@code null} for nothing
     */
    private record Position(SearchSegment window, int limit, FilterCapacity lacking) implements PageCursor {

        @Override
        public String text() {
            return window.text();
        }

        @Override
        public void into(Map<String, Object> request) {
            if (lacking == null) {
                window.into(request);
            } else if (window.after() != null) {
                request.put(Parameters.AFTER.name(), window.after());
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
            return call; // of more than one sort, or none that is known: as HubSpot takes it
        }
        String text = new String(((HttpBody.Bytes) content.content()).content(), StandardCharsets.UTF_8);
        FilterCapacity lacking = FilterCapacity.lacking(request, text.length(), order);
        Object after = request.get(Parameters.AFTER.name());
        int limit = request.get(Parameters.LIMIT.name()) instanceof Integer number ? number : SearchValidator.DEFAULT_LIMIT;
        return call.at(new Position(SearchSegment.first(lacking == null ? order : order.unasked(),
                after == null ? null : after.toString()), limit, lacking));
    }

    @Override
    public Page page(Call asked, ApiResponse reply) {
        if (!(asked.cursor() instanceof Position position)) {
            return BY_CURSOR.page(asked, reply);
        }
        SearchSegment window = position.window();
        Long total = reply.metadata().total();
        SearchSegment.Step step;
        try {
            step = window.step(reply.elements(), total, reply.metadata().nextAfter(), position.limit(),
                    position.lacking() == null);
        } catch (SearchSegment.NoProgressException e) {
            throw new HubSpotTransportException(new HubSpotError(asked.operation().uri(), reply.status(), e.getMessage(), null, null,
                    reply.correlationId(), null, null, null, 1), null);
        } catch (SearchSegment.NoRoomException e) {
            throw refusal(asked.operation(), total, position.lacking());
        }
        step.leads().forEach(window.order()::hideValue);
        Call next = step.next() == null ? null : asked.at(new Position(step.next(), position.limit(), position.lacking()));
        return new Page(step.leads(), next, reply.status(), reply.correlationId());
    }

    private static RuntimeException refusal(Operation operation, Long total, FilterCapacity lacking) {
        Problems problems = new Problems(operation);
        problems.add(lacking.path(), (total == null ? "" : "finds " + total + " leads, ") + lacking.problem());
        return problems.asException();
    }
}
