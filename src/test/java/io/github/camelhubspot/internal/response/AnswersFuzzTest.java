package io.github.camelhubspot.internal.response;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.imports.ImportsOperation;
import io.github.camelhubspot.imports.ImportsTable;
import io.github.camelhubspot.internal.client.PageIterator;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Calls;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.Page;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.leads.LeadsOperation;
import io.github.camelhubspot.leads.LeadsTable;
import io.github.camelhubspot.support.FuzzInput;
import io.github.camelhubspot.support.FuzzRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random responses are either used or fail with a documented exception. */
class AnswersFuzzTest {

    private static final String[] SAMPLES = {
            "{\"id\": \"11\", \"properties\": {\"hs_lead_name\": \"Jane\", \"x\": null}, \"createdAt\": \"2026-11-22T00:00:00.000Z\", "
                    + "\"updatedAt\": \"2026-11-22T00:00:00Z\", \"archived\": false, \"url\": \"https://app.hubspot.com\", \"new\": true, "
                    + "\"associations\": {\"contacts\": {\"results\": [{\"id\": \"5\", \"type\": \"lead_to_contact\"}]}}, "
                    + "\"propertiesWithHistory\": {\"x\": [{\"value\": \"a\", \"timestamp\": \"2026-11-22T00:00:00Z\", \"updatedByUserId\": 5}]}}",
            "{\"total\": 3, \"results\": [{\"id\": \"1\", \"properties\": {\"hs_lastmodifieddate\": \"2026-11-22T00:00:00Z\"}}, {\"id\": \"2\"}], "
                    + "\"paging\": {\"next\": {\"after\": \"200\", \"link\": \"?\"}}}",
            "{\"status\": \"COMPLETE\", \"results\": [{\"id\": \"1\", \"objectWriteTraceId\": \"a\"}], \"numErrors\": 1, \"errors\": "
                    + "[{\"status\": \"error\", \"category\": \"OBJECT_NOT_FOUND\", \"message\": \"gone\", \"context\": {\"ids\": [\"2\"]}}], "
                    + "\"startedAt\": \"2026-11-22T00:00:00Z\", \"completedAt\": \"2026-11-22T00:00:00Z\"}",
            "{\"id\": \"5\", \"state\": \"DONE\", \"createdAt\": \"2026-11-22T00:00:00Z\", \"optOutImport\": false, \"metadata\": "
                    + "{\"counters\": {\"TOTAL_ROWS\": 2, \"ERRORS\": 1}, \"fileIds\": [\"6\"], \"objectLists\": []}, \"mappedObjectTypeIds\": [\"0-1\"]}",
            "{\"results\": [{\"id\": \"7\", \"errorType\": \"INVALID_EMAIL\", \"sourceData\": {\"fileId\": 6, \"lineNumber\": 2, "
                    + "\"rowData\": [\"a\", \"b\"]}, \"createdAt\": 1790000000000, \"knownColumnNumber\": 1, \"extraContext\": \"x\"}]}",
            "{\"status\": \"error\", \"message\": \"bad\", \"category\": \"VALIDATION_ERROR\", \"subCategory\": \"x\", \"correlationId\": \"c\", "
                    + "\"context\": {\"ids\": [\"1\"]}, \"errors\": [{\"message\": \"e\", \"code\": \"READ_ONLY_VALUE\", \"context\": {\"propertyName\": [\"x\"]}}]}",
            "{\"message\": \"limit\", \"errorType\": \"RATE_LIMIT\", \"policyName\": \"DAILY\"}",
            "<html><head><title>502 Bad Gateway</title></head><body>x</body></html>", "", "null", "[]" };
    private static final Integer[] STATUSES = { 200, 200, 200, 201, 204, 207, 302, 400, 401, 403, 404, 409, 423, 429, 477, 500, 502, 503 };

    private static FakeResponse answer(FuzzInput input) {
        return new FakeResponse(input.oneOf(STATUSES), input.bytes(SAMPLES), Map.of(
                "date", input.text("Sun, 22 Nov 2026 00:00:00 GMT"), "retry-after", input.text("5", "Sun, 22 Nov 2026 00:00:00 GMT"),
                "x-hubspot-correlation-id", input.text("d6ac96e4-eb9e-2383-fbd2-a6631b32ccf3"),
                "x-hubspot-ratelimit-interval-milliseconds", input.text("10000"), "x-hubspot-ratelimit-max", input.text("190"),
                "x-hubspot-ratelimit-remaining", input.text("100"), "x-hubspot-ratelimit-daily-remaining", input.text("500000")));
    }

    private static Operation operation(FuzzInput input) {
        return input.oneIn(3) ? ImportsTable.of(input.oneOf(ImportsOperation.values())) : LeadsTable.of(input.oneOf(LeadsOperation.values()));
    }

    private static void read(FuzzInput input) throws IOException {
        Operation operation = operation(input);
        boolean elements = operation.responseType().element() != null && input.oneIn(2);
        Call call = new Call(operation, Arguments.NONE, null, !input.oneIn(4), Calls.JSON);
        if (elements) {
            call = operation.pageWalk().first(call, new Input(operation, Calls.JSON, null));
        }
        ApiResponseReader reader = new ApiResponseReader(call, input.oneOf(OutputType.values()), elements);
        ApiResponse response = reader.read(answer(input));
        if (response.error() != null) {
            Failures.of(operation, response.error(), Map.of()).getMessage();
        } else if (elements) {
            iterate(input, call, reader, response);
        }
    }

    /** Reads pages to the end. A server that repeats a page must not cause an endless iteration. */
    private static void iterate(FuzzInput input, Call call, ApiResponseReader reader, ApiResponse first) throws IOException {
        ApiResponse again = reader.read(answer(input));
        int[] pages = { 0 };
        PageIterator iterator = new PageIterator(call.operation(), page(call, reader, first), next -> {
            if (pages[0]++ > 1_000) {
                throw new AssertionError("the iteration does not end");
            }
            return again.elements() == null ? CompletableFuture.failedFuture(new HubSpotTransportException(again.error(), null))
                    : CompletableFuture.completedFuture(page(next, reader, again));
        });
        iterator.forEachRemaining(element -> { });
    }

    private static Page page(Call call, ApiResponseReader reader, ApiResponse response) {
        Page page = call.operation().pageWalk().page(call, response);
        return new Page(reader.inOutputType(page.elements(), response), page.next(), page.status(), page.correlationId());
    }

    /** The sender gets an IOException as a failure of the transport. A search may need a filter for which there is no room. */
    private static FuzzRun accepting(FuzzRun run) {
        return run.accepting(IOException.class, HubSpotTransportException.class, HubSpotValidationException.class);
    }

    @Test
    void usesAResponse_orFailsAsDocumented() {
        accepting(FuzzRun.ofTwoSeconds("answers")).feed(AnswersFuzzTest::read);
    }

    @Test
    @Tag("campaign")
    void usesAResponse_orFailsAsDocumented_forMinutes() {
        accepting(FuzzRun.ofMinutes("answers")).feed(AnswersFuzzTest::read);
    }
}
