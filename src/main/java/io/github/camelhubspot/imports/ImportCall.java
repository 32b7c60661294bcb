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
 * What one message asks of an operation on imports.
 *
 * @param endpoint  where it was sent
 * @param arguments its parameters
 * @param body      what the {@code BodyReader} made of its body
 */
record ImportCall(HubSpotImportEndpoint endpoint, Arguments arguments, Object body) {

    private static final int OK = 200;

    Operation operation() {
        return endpoint.getApiOperation();
    }

    /** Does no more than the operation's own call. */
    CompletableFuture<ApiResponse> send() {
        return endpoint.client().call(operation(), arguments, body, endpoint.outputType(), validation());
    }

    /** @param beforeSend gets what helps to find out whether the call took effect; its exception stops the call */
    CompletableFuture<ApiResponse> send(Consumer<Map<String, List<String>>> beforeSend) {
        return endpoint.client().call(operation(), arguments, endpoint.client().input(operation(), body),
                endpoint.outputType(), validation(), beforeSend);
    }

    /** The same with what follows from the body, which is not read again then. */
    ImportCall withDerivedArguments() {
        return new ImportCall(endpoint,
                operation().resolveParameters(arguments, endpoint.client().input(operation(), body)), null);
    }

    boolean is(Parameter<Boolean> parameter) {
        return Boolean.TRUE.equals(arguments.get(parameter));
    }

    /** @param known the import as it was just seen; {@code null} to look at once */
    CompletableFuture<ApiResponse> await(ImportWait wait, ObservedImport known) {
        return endpoint.awaiter().await(wait, known)
                .thenApply(observed -> answer(observed, is(Parameters.INCLUDE_COUNTERS), null));
    }

    /** An import that was read off elsewhere as the answer of this call. */
    ApiResponse answer(ObservedImport observed, boolean counters, String correlationId) {
        return new ApiResponse(OK, correlationId, 1,
                endpoint.client().inOutputType(observed.content(), ResponseType.IMPORT, endpoint.outputType()),
                counters ? observed.metadataWithCounters() : observed.metadata(), null);
    }

    /** The answer that an earlier try of this cancellation would have had. */
    ApiResponse canceledBefore(HubSpotException refusal) {
        return new ApiResponse(OK, refusal.getCorrelationId(), refusal.getAttempts(), endpoint.client().inOutputType(
                Map.of("status", "COMPLETE"), operation().responseType(), endpoint.outputType()), ResponseMetadata.NONE, null);
    }

    private boolean validation() {
        return endpoint.getConfiguration().isValidation();
    }
}
