package io.github.camelhubspot.internal.batch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotPartialFailureException;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.PartialFailure;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.ErrorDetails;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.ResponseMetadata;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Futures;
import io.github.camelhubspot.model.BatchVerdict.Outcome;

/**
 * Performs batch operations with bodies of any length. Each input gets exactly one verdict. A body that fits into one batch is
 * sent in one call, like any other operation.
 */
public final class Batches {

    private final HubSpotClient client;

    public Batches(HubSpotClient client) {
        this.client = client;
    }

    /**
     * Performs an operation on each input of a body.
     *
     * @param  body       the body of the message
     * @param  validation whether inputs that HubSpot would reject are detected before sending
     * @return            the merged response, or with {@code streaming} an iterator over the verdicts; fails with
     *                    {@link HubSpotException} if no input was done for one reason
     * @throws HubSpotException if the body is invalid
     */
    public CompletableFuture<ApiResponse> call(Operation operation, Arguments arguments, Object body, OutputType outputType,
            boolean validation) {
        boolean streaming = Boolean.TRUE.equals(arguments.get(Parameters.STREAMING));
        boolean throwing = arguments.get(Parameters.PARTIAL_FAILURE) == PartialFailure.THROW;
        BatchRequests requests = new BatchRequests(client, operation, arguments, body, validation, streaming);
        return new Work(requests, new VerdictFormatter(client, outputType), throwing).start(streaming);
    }

    /** The operation on one body. */
    private record Work(BatchRequests requests, VerdictFormatter formatter, boolean throwing) {

        CompletableFuture<ApiResponse> start(boolean streaming) {
            try {
                if (streaming) {
                    return CompletableFuture.completedFuture(
                            new ApiResponse(0, null, 0, iterator(), ResponseMetadata.NONE, null));
                }
                int size = requests.batchSize();
                List<Object> head = new ArrayList<>();
                while (head.size() <= size && requests.elements().hasNext()) {
                    head.add(requests.elements().next());
                }
                if (head.size() > size) {
                    return sendBatches(head);
                }
                requests.close();
                return sendOne(requests.all(head));
            } catch (RuntimeException e) {
                requests.close();
                throw e;
            }
        }

        private VerdictIterator iterator() {
            return new VerdictIterator(requests.splitter(requests.elements()), requests.sender(), requests.concurrency(),
                    requests, formatter::format,
                    (undone, first) -> throwing ? partialFailure(null, 0, undone + " inputs were not done, the first: "
                            + first.get("message"), List.of(first), null, null, null) : null);
        }

        /** Sends a body that fits into one batch. Returns the response as it is if it has a verdict for each input. */
        private CompletableFuture<ApiResponse> sendOne(List<BatchInput> inputs) {
            BatchSender sender = requests.sender();
            return requests.send(inputs, formatter.outputType()).handle((response, failure) -> {
                if (failure == null) {
                    return CompletableFuture.completedFuture(ofOne(sender.match(inputs, response), response));
                }
                CallFailure reason = new CallFailure(Futures.unwrapped(failure));
                if (!reason.isDivisible() || inputs.size() < 2) {
                    throw reason.cause();
                }
                return sender.afterFailure(inputs, reason).thenApply(outcome -> {
                    if (outcome.verdicts().stream().noneMatch(verdict -> verdict.outcome() != Outcome.FAILED)) {
                        throw outcome.failure().cause();
                    }
                    MergedResult result = new MergedResult();
                    outcome.verdicts().forEach(result::add);
                    result.add(outcome);
                    return merged(result, null);
                });
            }).thenCompose(response -> response);
        }

        private ApiResponse ofOne(BatchMatcher.Match match, ApiResponse response) {
            if (!match.complete()) {
                MergedResult result = new MergedResult();
                match.verdicts().forEach(result::add);
                result.add(BatchOutcome.of(match, response));
                return merged(result, null);
            }
            List<?> verdicts = formatter.list(match.verdicts());
            Long errors = response.metadata().numErrors();
            if (throwing && errors != null && errors > 0) {
                throw partialFailure(response, response.attempts(), null, ErrorDetails.errors(response.plain().get("errors")),
                        response.body(), verdicts, null);
            }
            return response(response, response.status(), response.attempts(), response.body(), errors, verdicts);
        }

        private CompletableFuture<ApiResponse> sendBatches(List<Object> head) {
            Iterator<Object> elements = joined(head.iterator(), requests.elements());
            return new BufferedBatchRun(requests.splitter(elements), requests.sender(), requests.concurrency()).start()
                    .whenComplete((run, failure) -> requests.close()).thenApply(run -> {
                        if (run.failure() != null) {
                            throw run.failure();
                        }
                        return merged(run.result(), run.readFailure());
                    });
        }

        private static Iterator<Object> joined(Iterator<Object> first, Iterator<Object> second) {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return first.hasNext() || second.hasNext();
                }

                @Override
                public Object next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    if (!first.hasNext()) {
                        return second.next();
                    }
                    Object element = first.next();
                    first.remove(); // releases the memory of the element
                    return element;
                }
            };
        }

        private ApiResponse merged(MergedResult result, RuntimeException readFailure) {
            Object body = requests.returnsRecords() ? formatter.result(result.asMap()) : null;
            List<Object> verdicts = formatter.list(result.verdicts());
            List<Map<String, ?>> errors = result.errors();
            if (readFailure != null) {
                if (result.first() == null) {
                    throw readFailure;
                }
                throw partialFailure(result.first(), result.attempts(), "the body could not be read beyond " + verdicts.size()
                        + " inputs: " + readFailure.getMessage(), errors, body, verdicts, readFailure);
            }
            if (throwing && !errors.isEmpty()) {
                throw partialFailure(result.first(), result.attempts(), null, errors, body, verdicts, null);
            }
            Long numErrors = errors.isEmpty() ? null : Long.valueOf(errors.size());
            return response(result.first(), result.status(), result.attempts(), body, numErrors, verdicts);
        }

        private ApiResponse response(ApiResponse first, int status, int attempts, Object body, Long errors, List<?> verdicts) {
            return new ApiResponse(status, first == null ? null : first.correlationId(), attempts, body,
                    ResponseMetadata.ofBatch(errors, verdicts), first == null ? null : first.date());
        }

        /** @param message {@code null} for the number of errors and the first of them */
        private HubSpotPartialFailureException partialFailure(ApiResponse response, int attempts, String message,
                List<? extends Map<String, ?>> errors, Object body, List<?> verdicts, RuntimeException cause) {
            String text = message != null ? message : errors.size() + " errors in the batch"
                    + (errors.isEmpty() ? "" : ", the first: " + errors.get(0).get("message"));
            Map<String, ?> first = errors.isEmpty() ? Map.of() : errors.get(0);
            return new HubSpotPartialFailureException(HubSpotError.of(requests.operation().uri(),
                    response == null ? 0 : response.status(), text, response == null ? null : response.correlationId())
                    .withCategory(text(first.get("category")), text(first.get("subCategory")))
                    .withErrors(ErrorDetails.errors(errors)).withAttempts(attempts), body, verdicts, cause);
        }

        private static String text(Object value) {
            return value instanceof CharSequence ? value.toString() : null;
        }
    }
}
