package io.github.camelhubspot.imports;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.internal.imports.state.ImportWait;
import io.github.camelhubspot.internal.imports.state.ObservedImport;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.ResponseMetadata;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.parameter.Parameters;

/**
 * One execution of an operation on imports.
 *
 * @param endpoint  the endpoint that received the message
 * @param arguments the parameters of the message
 * @param body      the body as the {@code BodyReader} returned it
 */
record ImportCall(HubSpotImportEndpoint endpoint, Arguments arguments, Object body) {

    private static final int OK = 200;

    Operation operation() {
        return endpoint.getApiOperation();
    }

    /** Sends the operation's own call. */
    CompletableFuture<ApiResponse> send() {
        return endpoint.client().call(operation(), arguments, body, endpoint.outputType(), validation());
    }

    /**
     * @param beforeSend receives the reconciliation hints of the complete request; an exception stops the call before it is sent
     */
    CompletableFuture<ApiResponse> send(Consumer<Map<String, List<String>>> beforeSend) {
        return endpoint.client().call(operation(), arguments, endpoint.client().input(operation(), body),
                endpoint.outputType(), validation(), beforeSend);
    }

    /** Returns this call with the parameters that the body provides; the body is not read again. */
    ImportCall withResolvedArguments() {
        return new ImportCall(endpoint,
                operation().resolveParameters(arguments, endpoint.client().input(operation(), body)), null);
    }

    boolean isSet(Parameter<Boolean> parameter) {
        return Boolean.TRUE.equals(arguments.get(parameter));
    }

    /** @param known the import as it was just read; {@code null} to poll it at once */
    CompletableFuture<ApiResponse> await(ImportWait wait, ObservedImport known) {
        return endpoint.awaiter().await(wait, known)
                .thenApply(observed -> response(observed, isSet(Parameters.INCLUDE_COUNTERS), null));
    }

    /** Returns an import that another call has read as the response of this call. */
    ApiResponse response(ObservedImport observed, boolean counters, String correlationId) {
        return new ApiResponse(OK, correlationId, 1,
                endpoint.client().inOutputType(observed.content(), ResponseType.IMPORT, endpoint.outputType()),
                counters ? observed.metadataWithCounters() : observed.metadata(), null);
    }

    /** Returns the response of an earlier attempt that canceled the import, but whose response was lost. */
    ApiResponse canceledByEarlierAttempt(HubSpotException refusal) {
        return new ApiResponse(OK, refusal.getCorrelationId(), refusal.getAttempts(), endpoint.client().inOutputType(
                Map.of("status", "COMPLETE"), operation().responseType(), endpoint.outputType()), ResponseMetadata.NONE, null);
    }

    private boolean validation() {
        return endpoint.getConfiguration().isValidation();
    }
}
