package io.github.camelhubspot.internal.batch;

import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

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

/** What one message asks of a batch operation: its inputs, and the calls that they go into. */
public final class BatchRequests implements Closeable {

    private static final int DEFAULT_CONCURRENCY = 2;

    private final HubSpotClient client;
    private final Call call;
    private final BatchPayload payload;
    private final BatchSource source;
    private final Map<String, Object> fields;

    /**
     * @param  streaming whether the body is read while calls are made
     * @throws io.github.camelhubspot.HubSpotException if the body is not one of a batch
     */
    public BatchRequests(HubSpotClient client, Operation operation, Arguments arguments, Object body, boolean validation,
            boolean streaming) {
        this.client = client;
        this.call = client.prepare(operation, arguments, validation);
        this.payload = (BatchPayload) call.operation().payload();
        this.source = BatchSource.of(call.operation(), call.json(), body, payload.reads(), streaming);
        this.fields = payload.fields(call, source.fields());
    }

    public Operation operation() {
        return call.operation();
    }

    /** Whether the calls only read: what HubSpot does not mention is not there, and nothing can be done twice. */
    public boolean reads() {
        return payload.reads();
    }

    /** Whether HubSpot answers with records. */
    public boolean answers() {
        return !call.operation().answer().isNothing();
    }

    /** The unique property that the ids of a read are values of; {@code null} for HubSpot's own ids. */
    public String idProperty() {
        Object property = payload.reads() ? fields.get(Parameters.ID_PROPERTY.name()) : null;
        return property == null || Parameters.OBJECT_ID.equals(property) ? null : property.toString();
    }

    /** The most inputs of one call. */
    public int batchSize() {
        int most = BatchPayload.most(fields.get(Parameters.PROPERTIES_WITH_HISTORY.name()));
        return Math.min(most, call.get(Parameters.BATCH_SIZE, most));
    }

    /** How many calls may be under way at once. */
    public int concurrency() {
        return call.get(Parameters.BATCH_CONCURRENCY, DEFAULT_CONCURRENCY);
    }

    /** The elements of the body, to be read once. */
    public Iterator<Object> elements() {
        return source;
    }

    /**
     * The inputs of a message that fits into one batch.
     *
     * @throws io.github.camelhubspot.HubSpotValidationException if any of them is not acceptable: it tells all that is wrong
     */
    public List<BatchInput> all(List<?> elements) {
        return payload.all(call, elements);
    }

    /** One input of a message of any length; a refused one if it is not acceptable. */
    public BatchInput one(Object element, long index) {
        return payload.one(call, element, index);
    }

    /** Makes one call, and another one for whole leads that were refused because of properties that HubSpot calculates. */
    public CompletableFuture<ApiResponse> send(List<BatchInput> inputs, OutputType outputType) {
        List<BatchInput> sent = BatchInput.writable(inputs, call.readOnly());
        CompletableFuture<ApiResponse> answer = request(sent, outputType);
        if (sent.stream().noneMatch(BatchInput::fromHubSpot)) {
            return answer;
        }
        return answer.handle((first, failure) -> {
            RefusedInputs refused = failure == null ? RefusedInputs.of(call.readOnly(), sent, first)
                    : RefusedInputs.of(call.readOnly(), sent, Futures.unwrapped(failure));
            if (refused.writable().isEmpty()) {
                return answer;
            }
            return first == null ? request(refused.writable(), outputType)
                    : request(refused.writable(), OutputType.MAP).thenApply(second -> refused.merged(first, second, body ->
                            client.inOutputType(body, ResponseType.BATCH_RESULT, outputType)));
        }).thenCompose(whole -> whole);
    }

    private CompletableFuture<ApiResponse> request(List<BatchInput> inputs, OutputType outputType) {
        return client.send(call, payload.request(call, fields, inputs), outputType);
    }

    /** Runs calls beside each other. */
    public Executor executor() {
        return client.executor();
    }

    /** Ends the reading of the body. */
    @Override
    public void close() {
        source.close();
    }
}
