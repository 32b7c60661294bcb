package io.github.camelhubspot.internal.batch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.ResponseMetadata;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Futures;
import io.github.camelhubspot.model.BatchVerdict.Outcome;

/**
 * Does batch operations with bodies of any length: each input gets exactly one verdict. A body that fits into one batch is
 * one call, like any other operation.
 */
public final class Batches {

    private final HubSpotClient client;

    public Batches(HubSpotClient client) {
        this.client = client;
    }

    /**
     * Does an operation with each input of a body.
     *
     * @param  body       what the message brings
     * @param  validation whether inputs are checked for what HubSpot would refuse
     * @return            the merged answer, or with {@code streaming} an iterator over the verdicts; fails with
     *                    {@link HubSpotException} if nothing at all was done for one reason
     * @throws HubSpotException if the body is not acceptable
     */
    public CompletableFuture<ApiResponse> call(Operation operation, Arguments arguments, Object body, OutputType outputType,
            boolean validation) {
        boolean streaming = Boolean.TRUE.equals(arguments.get(Parameters.STREAMING));
        boolean throwing = arguments.get(Parameters.PARTIAL_FAILURE) == PartialFailure.THROW;
        BatchRequests requests = new BatchRequests(client, operation, arguments, body, validation, streaming);
        return new Work(requests, new VerdictFormatter(client, outputType), throwing).begin(streaming);
    }

    /** One body. */
    private record Work(BatchRequests requests, VerdictFormatter forms, boolean throwing) {

        CompletableFuture<ApiResponse> begin(boolean streaming) {
            try {
                if (streaming) {
                    return CompletableFuture.completedFuture(new ApiResponse(0, null, 0, iterator(), ResponseMetadata.NONE, null));
                }
                int size = requests.batchSize();
                List<Object> head = new ArrayList<>();
                while (head.size() <= size && requests.elements().hasNext()) {
                    head.add(requests.elements().next());
                }
                if (head.size() > size) {
                    return many(head);
                }
                requests.close();
                return one(requests.all(head));
            } catch (RuntimeException e) {
                requests.close();
                throw e;
            }
        }

        private BatchSender sender() {
            return new BatchSender(inputs -> requests.send(inputs, OutputType.MAP), requests.reads(), requests.idProperty());
        }

        private BatchSplitter cutter(Iterator<?> elements) {
            return new BatchSplitter(elements, requests::one, requests.batchSize(), requests.reads());
        }

        private VerdictIterator iterator() {
            return new VerdictIterator(cutter(requests.elements()), sender(), requests.batchSize(), requests.concurrency(),
                    requests.executor(), requests, forms::form,
                    (undone, first) -> throwing ? partialFailure(null, 0, undone + " inputs were not done, the first: "
                            + first.get("message"), List.of(first), null, null, null) : null);
        }

        /** A body that fits into one batch: the answer is handed on as it came, unless it leaves something open. */
        private CompletableFuture<ApiResponse> one(List<BatchInput> inputs) {
            BatchSender sender = sender();
            return requests.send(inputs, forms.outputType()).handle((answer, failure) -> {
                if (failure == null) {
                    return CompletableFuture.completedFuture(answered(sender.match(inputs, answer), answer));
                }
                CallFailure reason = new CallFailure(Futures.unwrapped(failure));
                if (!reason.isDivisible() || inputs.size() < 2) {
                    throw reason.cause();
                }
                return sender.failed(inputs, reason).thenApply(end -> {
                    if (end.verdicts().stream().noneMatch(verdict -> verdict.outcome() != Outcome.FAILED)) {
                        throw end.failure().cause();
                    }
                    MergedResult result = new MergedResult();
                    end.verdicts().forEach(result::add);
                    result.add(end);
                    return answer(result, null);
                });
            }).thenCompose(answer -> answer);
        }

        private ApiResponse answered(BatchMatcher.Match match, ApiResponse answer) {
            if (!match.complete()) {
                MergedResult result = new MergedResult();
                match.verdicts().forEach(result::add);
                result.add(BatchOutcome.answered(match, answer));
                return answer(result, null);
            }
            List<?> verdicts = forms.list(match.verdicts());
            Long errors = answer.metadata().numErrors();
            if (throwing && errors != null && errors > 0) {
                throw partialFailure(answer, answer.attempts(), null, maps(answer.plain().get("errors")), answer.body(), verdicts,
                        null);
            }
            return with(answer, answer.status(), answer.attempts(), answer.body(), errors, verdicts);
        }

        private CompletableFuture<ApiResponse> many(List<Object> head) {
            Iterator<Object> elements = joined(head.iterator(), requests.elements());
            return new BufferedBatchRun(cutter(elements), sender(), requests.batchSize(), requests.concurrency(), requests.executor())
                    .start().whenComplete((run, failure) -> requests.close()).thenApply(run -> {
                        if (run.failure() != null) {
                            throw run.failure();
                        }
                        return answer(run.result(), run.broken());
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
                    first.remove(); // not needed twice in memory
                    return element;
                }
            };
        }

        private ApiResponse answer(MergedResult result, RuntimeException broken) {
            Object body = requests.answers() ? forms.result(result.asMap()) : null;
            List<Object> verdicts = forms.list(result.verdicts());
            List<Map<String, ?>> errors = result.errors();
            if (broken != null) {
                if (result.first() == null) {
                    throw broken;
                }
                throw partialFailure(result.first(), result.attempts(), "the body could not be read beyond " + verdicts.size()
                        + " inputs: " + broken.getMessage(), errors, body, verdicts, broken);
            }
            if (throwing && !errors.isEmpty()) {
                throw partialFailure(result.first(), result.attempts(), null, errors, body, verdicts, null);
            }
            Long numErrors = errors.isEmpty() ? null : Long.valueOf(errors.size());
            return with(result.first(), result.status(), result.attempts(), body, numErrors, verdicts);
        }

        private ApiResponse with(ApiResponse given, int status, int attempts, Object body, Long errors, List<?> verdicts) {
            return new ApiResponse(status, given == null ? null : given.correlationId(), attempts, body,
                    ResponseMetadata.ofBatch(errors, verdicts), given == null ? null : given.date());
        }

        /** @param told what to say; {@code null} for how many errors there are */
        private HubSpotPartialFailureException partialFailure(ApiResponse answer, int attempts, String told,
                List<? extends Map<String, ?>> errors, Object body, List<?> verdicts, RuntimeException cause) {
            String text = told != null ? told : errors.size() + " errors in the batch"
                    + (errors.isEmpty() ? "" : ", the first: " + errors.get(0).get("message"));
            Map<String, ?> first = errors.isEmpty() ? Map.of() : errors.get(0);
            List<Map<String, Object>> copies = new ArrayList<>();
            errors.forEach(error -> copies.add(new LinkedHashMap<>(error)));
            return new HubSpotPartialFailureException(new HubSpotError(requests.operation().uri(),
                    answer == null ? 0 : answer.status(), text, text(first.get("category")), text(first.get("subCategory")),
                    answer == null ? null : answer.correlationId(), null, copies, null, attempts),
                    body, verdicts, cause);
        }

        private static String text(Object value) {
            return value instanceof CharSequence ? value.toString() : null;
        }

        @SuppressWarnings("unchecked") // objects of JSON have texts as keys
        private static List<Map<String, Object>> maps(Object value) {
            return value instanceof List<?> list ? list.stream().filter(Map.class::isInstance)
                    .map(map -> (Map<String, Object>) map).toList() : List.of();
        }
    }
}
