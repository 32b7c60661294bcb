package io.github.camelhubspot.internal.batch;

import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.internal.lead.BatchPayload;
import io.github.camelhubspot.internal.lead.BatchSource;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Futures;

/** The inputs of one message for a batch operation, and the calls that send them. */
final class BatchRequests implements Closeable {

    private static final int DEFAULT_CONCURRENCY = 2;

    private final HubSpotClient client;
    private final Call call;
    private final BatchPayload payload;
    private final BatchSource source;
    private final Map<String, Object> fields;

    /**
     * @param  streaming whether the body is read while calls are made
     * @throws io.github.camelhubspot.HubSpotException if the body is not the body of a batch
     */
    BatchRequests(HubSpotClient client, Operation operation, Arguments arguments, Object body, boolean validation,
            boolean streaming) {
        this.client = client;
        this.call = client.newCall(operation, arguments, validation);
        this.payload = (BatchPayload) call.operation().payload();
        this.source = BatchSource.of(call.operation(), call.json(), body, payload.reads(), streaming);
        this.fields = payload.fields(call, source.fields());
    }

    Operation operation() {
        return call.operation();
    }

    /** Whether HubSpot's response contains records. */
    boolean returnsRecords() {
        return !call.operation().responseType().isNothing();
    }

    /** Returns a sender for the batches of this message. */
    BatchSender sender() {
        return new BatchSender(inputs -> send(inputs, OutputType.MAP), client.executor(), payload.reads(), idProperty());
    }

    /** Returns the unique property that the ids of a read are values of; {@code null} for HubSpot's own ids. */
    private String idProperty() {
        Object property = payload.reads() ? fields.get(Parameters.ID_PROPERTY.name()) : null;
        return property == null || Parameters.OBJECT_ID.equals(property) ? null : property.toString();
    }

    /** Returns a splitter of elements. An element that HubSpot would reject becomes a refused input. */
    BatchSplitter splitter(Iterator<?> elements) {
        return new BatchSplitter(elements, (element, index) -> payload.one(call, element, index), batchSize(), payload.reads());
    }

    /** Returns the maximum inputs per call. */
    int batchSize() {
        int maximum = BatchPayload.maxInputs(fields.get(Parameters.PROPERTIES_WITH_HISTORY.name()));
        return Math.min(maximum, call.get(Parameters.BATCH_SIZE, maximum));
    }

    /** Returns the maximum number of calls in flight. */
    int concurrency() {
        return call.get(Parameters.BATCH_CONCURRENCY, DEFAULT_CONCURRENCY);
    }

    /** Returns the elements of the body, which can be read once. */
    Iterator<Object> elements() {
        return source;
    }

    /**
     * Returns the inputs of a message that fits into one batch.
     *
     * @throws io.github.camelhubspot.HubSpotValidationException if HubSpot would reject any of them; it names all problems
     */
    List<BatchInput> all(List<?> elements) {
        return payload.all(call, elements);
    }

    /** Makes one call, and a second one for whole leads that HubSpot rejected because of properties that it calculates. */
    CompletableFuture<ApiResponse> send(List<BatchInput> inputs, OutputType outputType) {
        List<BatchInput> sent = BatchInput.writable(inputs, call.readOnly());
        CompletableFuture<ApiResponse> response = request(sent, outputType);
        if (sent.stream().noneMatch(BatchInput::fromHubSpot)) {
            return response;
        }
        return response.handle((first, failure) -> {
            RefusedInputs refused = failure == null ? RefusedInputs.of(call.readOnly(), sent, first)
                    : RefusedInputs.of(call.readOnly(), sent, Futures.unwrapped(failure));
            if (refused.writable().isEmpty()) {
                return response;
            }
            return first == null ? request(refused.writable(), outputType)
                    : request(refused.writable(), OutputType.MAP).thenApply(second -> refused.merged(first, second, body ->
                            client.inOutputType(body, ResponseType.BATCH_RESULT, outputType)));
        }).thenCompose(merged -> merged);
    }

    private CompletableFuture<ApiResponse> request(List<BatchInput> inputs, OutputType outputType) {
        return client.send(call, payload.request(call, fields, inputs), outputType);
    }

    /** Closes the body. */
    @Override
    public void close() {
        source.close();
    }
}
