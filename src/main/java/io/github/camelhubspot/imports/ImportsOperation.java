package io.github.camelhubspot.imports;

import static io.github.camelhubspot.internal.operation.Resource.IMPORTS;
import static io.github.camelhubspot.internal.parameter.Parameters.AWAIT_COMPLETION;
import static io.github.camelhubspot.internal.parameter.Parameters.AWAIT_TIMEOUT;
import static io.github.camelhubspot.internal.parameter.Parameters.CLAIM_TIMEOUT;
import static io.github.camelhubspot.internal.parameter.Parameters.COLUMN_MAPPINGS;
import static io.github.camelhubspot.internal.parameter.Parameters.DATE_FORMAT;
import static io.github.camelhubspot.internal.parameter.Parameters.ESCAPE_FORMULAS;
import static io.github.camelhubspot.internal.parameter.Parameters.FAIL_ON_STATE;
import static io.github.camelhubspot.internal.parameter.Parameters.FETCH_ERRORS;
import static io.github.camelhubspot.internal.parameter.Parameters.FILE_NAME;
import static io.github.camelhubspot.internal.parameter.Parameters.IDEMPOTENT_REPOSITORY;
import static io.github.camelhubspot.internal.parameter.Parameters.IMPORT_ID;
import static io.github.camelhubspot.internal.parameter.Parameters.IMPORT_NAME;
import static io.github.camelhubspot.internal.parameter.Parameters.IMPORT_OPERATION;
import static io.github.camelhubspot.internal.parameter.Parameters.IMPORT_REQUEST;
import static io.github.camelhubspot.internal.parameter.Parameters.INCLUDE_COUNTERS;
import static io.github.camelhubspot.internal.parameter.Parameters.INCLUDE_ERROR_MESSAGE;
import static io.github.camelhubspot.internal.parameter.Parameters.INCLUDE_ROW_DATA;
import static io.github.camelhubspot.internal.parameter.Parameters.OBJECT_TYPE_ID;
import static io.github.camelhubspot.internal.parameter.Parameters.POLL_INTERVAL;
import static io.github.camelhubspot.internal.parameter.Parameters.REPORT_FORMAT;
import static io.github.camelhubspot.internal.parameter.Parameters.SEND_INITIAL_STATE;
import static io.github.camelhubspot.internal.parameter.Parameters.SINCE;
import static io.github.camelhubspot.internal.parameter.Parameters.SKIP_IF_RUNNING;
import static io.github.camelhubspot.internal.parameter.Parameters.SOURCE_DIRECTORY;
import static io.github.camelhubspot.internal.parameter.Parameters.SOURCE_FILE;
import static io.github.camelhubspot.internal.parameter.Parameters.STATES;
import static io.github.camelhubspot.internal.parameter.Parameters.WATCH_NAME;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.internal.component.BodyReader;
import io.github.camelhubspot.internal.importfile.ImportPayloads;
import io.github.camelhubspot.internal.lead.ParameterResolvers;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.OperationBuilder;
import io.github.camelhubspot.internal.operation.ResponseType;

/** The operations of {@code hubspot-import:} under their URI names, with the calls of HubSpot's API that they make. */
public enum ImportsOperation {

    /** Uploads files and starts their import. */
    start(imports("start").call("POST", IMPORTS)
            .takes(IMPORT_REQUEST, IMPORT_NAME, OBJECT_TYPE_ID, IMPORT_OPERATION, COLUMN_MAPPINGS, DATE_FORMAT, FILE_NAME,
                    SKIP_IF_RUNNING, INCLUDE_COUNTERS, AWAIT_COMPLETION, SOURCE_DIRECTORY)
            .takes(AWAIT_TIMEOUT, POLL_INTERVAL, FAIL_ON_STATE).payload(ImportPayloads::start).responseType(ResponseType.IMPORT)
            .notIdempotent(), new ImportBodyReader(), ImportActions::start),
    /** A page of the imports of this app. */
    list(imports("list").call("GET", IMPORTS).paged(100).responseType(ResponseType.IMPORT_PAGE), BodyReader.JSON,
            ImportCall::send),
    /** One import with its state and counters. */
    get(imports("get").call("GET", IMPORTS, "/", IMPORT_ID).takes(INCLUDE_COUNTERS)
            .resolver(ParameterResolvers::importOfBody).responseType(ResponseType.IMPORT), BodyReader.JSON, ImportCall::send),
    /** A page of the errors of an import. */
    errors(imports("errors").call("GET", IMPORTS, "/", IMPORT_ID, "/errors").paged(100)
            .query(INCLUDE_ERROR_MESSAGE, INCLUDE_ROW_DATA).takes(REPORT_FORMAT, SOURCE_FILE, SOURCE_DIRECTORY, ESCAPE_FORMULAS)
            .resolver(ParameterResolvers::importErrors)
            .responseType(ResponseType.IMPORT_ERROR_PAGE), BodyReader.JSON, ImportCall::send),
    /** Cancels an import that is not finished. */
    cancel(imports("cancel").call("POST", IMPORTS, "/", IMPORT_ID, "/cancel")
            .takes(INCLUDE_COUNTERS, AWAIT_COMPLETION, AWAIT_TIMEOUT, POLL_INTERVAL)
            .resolver(ParameterResolvers::importOfBody).responseType(ResponseType.ACTION_RESULT), BodyReader.JSON,
            ImportActions::cancel),
    /** Waits until an import is finished. */
    await(imports("await").call("GET", IMPORTS, "/", IMPORT_ID)
            .takes(INCLUDE_COUNTERS, AWAIT_TIMEOUT, POLL_INTERVAL, FAIL_ON_STATE)
            .resolver(ParameterResolvers::importOfBody).responseType(ResponseType.IMPORT), BodyReader.JSON,
            ImportActions::await),
    /** Delivers an exchange for each state transition of one import, or of all imports of this app. */
    watch(imports("watch").call("GET", IMPORTS)
            .takes(IMPORT_ID, STATES, SEND_INITIAL_STATE, SINCE, FETCH_ERRORS, INCLUDE_ERROR_MESSAGE, INCLUDE_ROW_DATA)
            .takes(IDEMPOTENT_REPOSITORY, WATCH_NAME, CLAIM_TIMEOUT)
            .responseType(ResponseType.IMPORT_PAGE), BodyReader.JSON, ImportCall::send);

    /** Executes an operation for one message. */
    @FunctionalInterface
    interface Action {
        CompletableFuture<ApiResponse> run(ImportCall call);
    }

    private final Operation operation;
    private final BodyReader bodyReader;
    private final Action action;

    ImportsOperation(OperationBuilder builder, BodyReader bodyReader, Action action) {
        this.operation = builder.build();
        this.bodyReader = bodyReader;
        this.action = action;
    }

    /** Returns the call of HubSpot's API. */
    Operation operation() {
        return operation;
    }

    BodyReader bodyReader() {
        return bodyReader;
    }

    /** Returns what executes the operation, with one call or more. */
    Action action() {
        return action;
    }

    static List<Operation> operations() {
        return Arrays.stream(values()).map(ImportsOperation::operation).toList();
    }

    private static OperationBuilder imports(String name) {
        return Operation.builder("hubspot-import:" + name);
    }
}
