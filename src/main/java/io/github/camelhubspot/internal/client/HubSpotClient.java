package io.github.camelhubspot.internal.client;

import java.net.URI;
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

/** Calls HubSpot: request, answer or exception. Knows nothing of Camel's exchanges. */
public final class HubSpotClient {

    /** HubSpot gives fewer leads per page when it has to gather their history. */
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

    /** Returns a client whose calls are sent only as long as they are not cancelled. */
    public HubSpotClient with(Cancellation cancellation) {
        return new HubSpotClient(serviceUrl, connection.with(cancellation), json);
    }

    /**
     * Calls an operation.
     *
     * @param  body       what the message brings, see {@link Input}
     * @param  validation whether the input is checked for what HubSpot would refuse
     * @return            done at once on a transport that blocks, unless something had to be waited for; fails with
     *                    {@link HubSpotException}
     * @throws HubSpotException if the input is not acceptable
     */
    public CompletableFuture<ApiResponse> call(Operation asked, Arguments given, Object body, OutputType outputType,
            boolean validation) {
        return call(asked, given, body, outputType, validation, check -> {
        });
    }

    /**
     * Calls an operation that may be stopped at the last moment.
     *
     * @param beforeSend gets what helps to find out whether the call took effect, when the request is complete; its exception
     *                   is that of the call, of which nothing has been sent then
     */
    public CompletableFuture<ApiResponse> call(Operation asked, Arguments given, Object body, OutputType outputType,
            boolean validation, Consumer<Map<String, List<String>>> beforeSend) {
        return call(asked, given, new Input(asked, json, body), outputType, validation, beforeSend);
    }

    /** Calls an operation with an input that may have been read before. */
    public CompletableFuture<ApiResponse> call(Operation asked, Arguments given, Input input, OutputType outputType, boolean validation,
            Consumer<Map<String, List<String>>> beforeSend) {
        Arguments arguments = asked.derive(given, input);
        boolean allPages = asked.paged() && Boolean.TRUE.equals(arguments.get(Parameters.ALL_PAGES));
        if (allPages) {
            // later pages are asked for when the message may long have other headers
            arguments = arguments.of(asked.parameters()).orElse(Parameters.LIMIT, largestPage(asked, arguments));
        }
        Operation operation = asked.resolve(arguments);
        Call plain = new Call(operation, arguments, null, validation, json, readOnly);
        Call call = allPages ? operation.walk().first(plain, input) : plain;
        ApiResponseReader reader = new ApiResponseReader(call, outputType, allPages);
        RequestBody request = operation.payload().build(call, input);
        beforeSend.accept(request.reconciliationHints());
        return sendWritable(call, input, request, reader).handle((reply, failure) -> {
            if (failure != null) {
                throw Futures.unwrapped(failure);
            }
            return allPages ? pages(call, input, reader, reply) : single(call, reply);
        });
    }

    /**
     * Prepares calls that are sent later. Their arguments are read now, because the message may have other headers by then.
     *
     * @param validation whether the input is checked for what HubSpot would refuse
     */
    public Call prepare(Operation operation, Arguments arguments, boolean validation) {
        return new Call(operation, arguments.of(operation.parameters()), null, validation, json, readOnly);
    }

    /** Returns the body of a message as the input of an operation. */
    public Input input(Operation operation, Object body) {
        return new Input(operation, json, body);
    }

    /**
     * Sends a batch.
     *
     * @return fails with {@link HubSpotException}
     */
    public CompletableFuture<ApiResponse> send(Call call, RequestBody body, OutputType outputType) {
        return send(call, body, new ApiResponseReader(call, outputType, false)).handle((reply, failure) -> {
            if (failure != null) {
                throw Futures.unwrapped(failure);
            }
            return single(call, reply);
        });
    }

    /** Runs what must not block the thread that completes a call. */
    public Executor executor() {
        return connection.executor();
    }

    /** The parameters of a call, with those that follow from others or from the body. Does not look at the message again. */
    public Arguments arguments(Operation operation, Arguments given, Object body) {
        return operation.derive(given, new Input(operation, json, body)).of(operation.parameters());
    }

    /** An element of an answer, as maps and lists, in an output type. */
    public Object inOutputType(Map<?, ?> element, ResponseType type, OutputType outputType) {
        return switch (outputType) {
            case MAP -> element;
            case JSON -> json.writeText(element);
            case POJO -> json.convert(element, type.record());
        };
    }

    private static int largestPage(Operation operation, Arguments arguments) {
        int largest = operation.maxLimit();
        return arguments.get(Parameters.PROPERTIES_WITH_HISTORY) == null ? largest
                : Math.min(largest, MAX_LIMIT_WITH_HISTORY);
    }

    /** Sends a whole lead that was read again without the properties that HubSpot refuses to write. */
    private CompletableFuture<CallResult<ApiResponse>> sendWritable(Call call, Input input, RequestBody body, ApiResponseReader reader) {
        return send(call, body, reader).handle((reply, failure) -> {
            if (failure == null) {
                return CompletableFuture.completedFuture(reply);
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
        }).thenCompose(reply -> reply);
    }

    private CompletableFuture<CallResult<ApiResponse>> send(Call call, RequestBody body, ApiResponseReader reader) {
        CompletableFuture<CallResult<ApiResponse>> answer = sendOnce(call, body, reader);
        return call.operation().completion() == null ? answer : answer.thenCompose(first -> completed(call, first, reader));
    }

    /** Reads what the records of an answer lack, as many at once as HubSpot gives. */
    private CompletableFuture<CallResult<ApiResponse>> completed(Call call, CallResult<ApiResponse> first, ApiResponseReader reader) {
        Completion completion = new Completion(call, first);
        Call rest = call.completion();
        ApiResponseReader restReader = new ApiResponseReader(rest, OutputType.MAP, false);
        CompletableFuture<Completion> read = CompletableFuture.completedFuture(completion);
        for (List<String> ids : completion.batches()) {
            read = read.thenCompose(known -> sendOnce(rest, rest.operation().payload().build(rest,
                    new Input(rest.operation(), json, ids)), restReader).thenApply(known::with));
        }
        return read.thenApply(whole -> whole.answer(reader));
    }

    private CompletableFuture<CallResult<ApiResponse>> sendOnce(Call call, RequestBody body, ApiResponseReader reader) {
        URI uri = URI.create(serviceUrl.base() + call.operation().target(serviceUrl.version(), call.arguments()));
        ApiRequest request = new ApiRequest(call, serviceUrl.version(), uri, body.content(), reader);
        return connection.call(request).handle((tried, failure) -> {
            Throwable problem = failure == null ? tried.outcome().failure() : Futures.cause(failure);
            if (problem != null) {
                throw failure == null
                        ? Failures.of(call.operation(), problem, body.reconciliationHints(), tried.attempts(),
                                tried.outcome().unreadable(), tried.outcome().correlationId(), uri)
                        : Failures.of(call.operation(), problem, body.reconciliationHints(), 0, 0, null, uri);
            }
            HubSpotError error = tried.outcome().response().error();
            if (error != null) {
                throw Failures.of(call.operation(), Failures.located(error, uri).withAttempts(tried.attempts()), body.reconciliationHints());
            }
            return tried;
        });
    }

    private ApiResponse single(Call call, CallResult<ApiResponse> result) {
        ApiResponse response = result.outcome().response().withAttempts(result.attempts());
        return call.get(Parameters.INCLUDE_COUNTERS, false) ? response
                : response.withMetadata(response.metadata().withoutCounters());
    }

    private ApiResponse pages(Call call, Input input, ApiResponseReader reader, CallResult<ApiResponse> result) {
        ApiResponse first = result.outcome().response();
        PageIterator pages = new PageIterator(call.operation(), page(call, reader, first),
                next -> fetch(next, input, reader));
        ResponseMetadata metadata = new ResponseMetadata(null, null, null, first.metadata().total(), null, null);
        return new ApiResponse(first.status(), first.correlationId(), result.attempts(), pages, metadata, first.date());
    }

    /** Asks for a page in the background, because whoever uses the one before must not wait for a transport that blocks. */
    private CompletableFuture<Page> fetch(Call call, Input input, ApiResponseReader reader) {
        CompletableFuture<Page> result = new CompletableFuture<>();
        connection.executor().execute(() -> {
            if (result.isDone()) {
                return; // let go before its turn came
            }
            try {
                send(call, call.operation().payload().build(call, input), reader)
                        .thenApply(tried -> page(call, reader, tried.outcome().response())).whenComplete((page, failure) -> {
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

    private static Page page(Call call, ApiResponseReader reader, ApiResponse reply) {
        Page page = call.operation().walk().page(call, reply);
        return new Page(reader.inOutputType(page.elements(), reply), page.next(), page.status(), page.correlationId());
    }
}
