package io.github.camelhubspot.internal.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.lead.LeadInput;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.Page;
import io.github.camelhubspot.internal.operation.ReadOnlyProperties;
import io.github.camelhubspot.internal.operation.RequestBody;
import io.github.camelhubspot.internal.operation.ResponseMetadata;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.internal.operation.ServiceUrl;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.resilience.CallResult;
import io.github.camelhubspot.internal.response.ApiResponseReader;
import io.github.camelhubspot.internal.response.Failures;
import io.github.camelhubspot.internal.support.Cancellation;
import io.github.camelhubspot.internal.support.Futures;

/**
 * Calls operations of HubSpot: builds the request, sends it, and returns the response or fails with an exception. Knows nothing
 * of Camel's exchanges.
 *
 * <p>Thread-safe: it has no state except the {@link ReadOnlyProperties}, which are thread-safe.
 */
public final class HubSpotClient {

    /** HubSpot's limit of leads per page that have their history. */
    private static final int MAX_LIMIT_WITH_HISTORY = 50;

    private final ServiceUrl serviceUrl;
    private final Connection connection;
    private final Json json;
    private final ReadOnlyProperties readOnly = new ReadOnlyProperties();

    public HubSpotClient(ServiceUrl serviceUrl, Connection connection, Json json) {
        this.serviceUrl = serviceUrl;
        this.connection = connection;
        this.json = json;
    }

    /** Returns a client that sends calls only until they are cancelled. */
    public HubSpotClient with(Cancellation cancellation) {
        return new HubSpotClient(serviceUrl, connection.with(cancellation), json);
    }

    /**
     * Calls an operation.
     *
     * @param  body       the message body, see {@link Input}
     * @param  validation whether to check the input for values that HubSpot would refuse
     * @return            fails with {@link HubSpotException}. On a blocking transport it is done, unless the call had to wait.
     * @throws HubSpotException if the input is not acceptable
     */
    public CompletableFuture<ApiResponse> call(Operation operation, Arguments arguments, Object body, OutputType outputType,
            boolean validation) {
        return call(operation, arguments, input(operation, body), outputType, validation, hints -> { });
    }

    /**
     * Calls an operation with an input that may have been parsed before.
     *
     * @param beforeSend is called when the request is complete, with what helps to find out whether the call took effect. If it
     *                   throws, nothing is sent, and this method throws the same exception.
     */
    public CompletableFuture<ApiResponse> call(Operation operation, Arguments arguments, Input input, OutputType outputType,
            boolean validation, Consumer<Map<String, List<String>>> beforeSend) {
        Arguments resolved = operation.resolveParameters(arguments, input);
        boolean allPages = operation.paged() && Boolean.TRUE.equals(resolved.get(Parameters.ALL_PAGES));
        Call call = allPages ? firstPage(operation, resolved, input, validation)
                : newCall(operation.variantFor(resolved), resolved, validation);
        ApiResponseReader reader = new ApiResponseReader(call, outputType, allPages);
        RequestBody body = call.operation().payload().build(call, input);
        beforeSend.accept(body.reconciliationHints());
        return Futures.map(sendWritable(call, input, body, reader),
                result -> allPages ? pages(call, input, reader, result) : single(call, result));
    }

    /**
     * Returns a call that {@link #send} can send.
     *
     * @param validation whether to check the input for values that HubSpot would refuse
     */
    public Call newCall(Operation operation, Arguments arguments, boolean validation) {
        return new Call(operation, arguments, null, validation, json, readOnly);
    }

    /** Returns the body of a message as the input of an operation. */
    public Input input(Operation operation, Object body) {
        return new Input(operation, json, body);
    }

    /**
     * Sends a call with a body.
     *
     * @return fails with {@link HubSpotException}
     */
    public CompletableFuture<ApiResponse> send(Call call, RequestBody body, OutputType outputType) {
        return Futures.map(send(call, body, new ApiResponseReader(call, outputType, false)), result -> single(call, result));
    }

    /** Runs tasks that must not block the thread on which a call ends. */
    public Executor executor() {
        return connection.executor();
    }

    /** Returns an element of a response, given as maps and lists, in an output type. */
    public Object inOutputType(Map<?, ?> element, ResponseType type, OutputType outputType) {
        return switch (outputType) {
            case MAP -> element;
            case JSON -> json.writeText(element);
            case POJO -> json.convert(element, type.record());
        };
    }

    private Call firstPage(Operation operation, Arguments arguments, Input input, boolean validation) {
        Arguments limited = arguments.orElse(Parameters.LIMIT, largestPage(operation, arguments));
        Operation variant = operation.variantFor(limited);
        return variant.pageWalk().first(newCall(variant, limited, validation), input);
    }

    private static int largestPage(Operation operation, Arguments arguments) {
        int largest = operation.maxLimit();
        return arguments.get(Parameters.PROPERTIES_WITH_HISTORY) == null ? largest
                : Math.min(largest, MAX_LIMIT_WITH_HISTORY);
    }

    /** Sends a call. If HubSpot refuses read-only properties of a lead that was read before, sends it again without them. */
    private CompletableFuture<CallResult<ApiResponse>> sendWritable(Call call, Input input, RequestBody body,
            ApiResponseReader reader) {
        return send(call, body, reader).handle((result, failure) -> {
            if (failure == null) {
                return CompletableFuture.completedFuture(result);
            }
            RuntimeException cause = Futures.unwrapped(failure);
            if (cause instanceof HubSpotValidationException refusal && LeadInput.isFromHubSpot(input.mapOrEmpty())
                    && readOnly.learn(refusal)) {
                RequestBody writable = call.operation().payload().build(call, input);
                if (!writable.isLike(body)) {
                    return send(call, writable, reader);
                }
            }
            throw cause;
        }).thenCompose(result -> result);
    }

    private CompletableFuture<CallResult<ApiResponse>> send(Call call, RequestBody body, ApiResponseReader reader) {
        CompletableFuture<CallResult<ApiResponse>> sent = sendOnce(call, body, reader);
        return call.operation().completion() == null ? sent : sent.thenCompose(first -> complete(call, first, reader));
    }

    /** Reads what the records of a response lack, in batches as large as HubSpot allows. */
    private CompletableFuture<CallResult<ApiResponse>> complete(Call call, CallResult<ApiResponse> first,
            ApiResponseReader reader) {
        Completion completion = new Completion(call, first);
        Call further = call.completion();
        ApiResponseReader furtherReader = new ApiResponseReader(further, OutputType.MAP, false);
        CompletableFuture<Completion> read = CompletableFuture.completedFuture(completion);
        for (List<String> ids : completion.batches()) {
            read = read.thenCompose(known -> sendOnce(further, further.operation().payload().build(further,
                    input(further.operation(), ids)), furtherReader).thenApply(known::with));
        }
        return read.thenApply(complete -> complete.result(reader));
    }

    private CompletableFuture<CallResult<ApiResponse>> sendOnce(Call call, RequestBody body, ApiResponseReader reader) {
        ApiAttempt attempt = new ApiAttempt(call, serviceUrl, body.content(), reader, connection);
        return connection.call(attempt).handle((result, failure) -> {
            if (failure != null) {
                throw Failures.notAttempted(call.operation(), Futures.cause(failure), body.reconciliationHints(), attempt.uri());
            }
            if (result.outcome().failure() != null) {
                throw Failures.unanswered(call.operation(), result, body.reconciliationHints(), attempt.uri());
            }
            HubSpotError error = result.outcome().response().error();
            if (error != null) {
                throw Failures.of(call.operation(), Failures.withAddress(error, attempt.uri()).withAttempts(result.attempts()),
                        body.reconciliationHints());
            }
            return result;
        });
    }

    private static ApiResponse single(Call call, CallResult<ApiResponse> result) {
        ApiResponse response = result.outcome().response().withAttempts(result.attempts());
        return call.get(Parameters.INCLUDE_COUNTERS, false) ? response
                : response.withMetadata(response.metadata().withoutCounters());
    }

    private ApiResponse pages(Call call, Input input, ApiResponseReader reader, CallResult<ApiResponse> result) {
        ApiResponse first = result.outcome().response();
        PageIterator pages = new PageIterator(call.operation(), page(call, reader, first), next -> fetch(next, input, reader));
        ResponseMetadata metadata = new ResponseMetadata(null, null, null, first.metadata().total(), null, null);
        return new ApiResponse(first.status(), first.correlationId(), result.attempts(), pages, metadata, first.date());
    }

    /** Fetches a page on the executor, because a transport may block and the caller still reads the previous page. */
    private CompletableFuture<Page> fetch(Call call, Input input, ApiResponseReader reader) {
        CompletableFuture<Page> result = new CompletableFuture<>();
        connection.executor().execute(() -> {
            if (result.isDone()) {
                return; // cancelled while it waited for a thread
            }
            try {
                send(call, call.operation().payload().build(call, input), reader)
                        .thenApply(sent -> page(call, reader, sent.outcome().response())).whenComplete((page, failure) -> {
                            if (failure == null) {
                                result.complete(page);
                            } else {
                                result.completeExceptionally(Futures.cause(failure));
                            }
                        });
            } catch (Throwable e) { // also an Error: otherwise the caller would wait for the page forever
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private static Page page(Call call, ApiResponseReader reader, ApiResponse response) {
        Page page = call.operation().pageWalk().page(call, response);
        return new Page(reader.inOutputType(page.elements(), response), page.next(), page.status(), page.correlationId());
    }
}
