package io.github.camelhubspot.internal.parameter;

import java.time.Duration;
import java.util.List;

import io.github.camelhubspot.DateFormat;
import io.github.camelhubspot.ImportOperation;
import io.github.camelhubspot.NullValues;
import io.github.camelhubspot.PartialFailure;
import io.github.camelhubspot.ReportFormat;

/** All parameters of operations. */
public final class Parameters {

    /** The property with HubSpot's own id of a record; {@code idProperty} may name it. */
    public static final String OBJECT_ID = "hs_object_id";

    public static final Parameter<String> LEAD_ID = Parameter.segment("leadId");
    public static final Parameter<String> ID_PROPERTY = Parameter.text("idProperty");
    public static final Parameter<List<String>> PROPERTIES = Parameter.list("properties");
    public static final Parameter<List<String>> PROPERTIES_WITH_HISTORY = Parameter.list("propertiesWithHistory");
    public static final Parameter<List<String>> ASSOCIATIONS = Parameter.list("associations");
    public static final Parameter<Boolean> ARCHIVED = Parameter.bool("archived");
    public static final Parameter<Integer> LIMIT = Parameter.integer("limit");
    public static final Parameter<String> AFTER = Parameter.text("after");
    public static final Parameter<String> QUERY = Parameter.text("query");
    public static final Parameter<Boolean> URGENT = Parameter.bool("urgent");
    public static final Parameter<Boolean> ALL_PAGES = Parameter.bool("allPages");
    public static final Parameter<String> CONTACT_ID = Parameter.id("contactId");
    public static final Parameter<String> COMPANY_ID = Parameter.id("companyId");
    public static final Parameter<String> TO_OBJECT_TYPE = Parameter.objectType("toObjectType");
    public static final Parameter<String> TO_OBJECT_ID = Parameter.id("toObjectId");
    public static final Parameter<Integer> ASSOCIATION_TYPE_ID = Parameter.integer("associationTypeId");
    public static final Parameter<String> ASSOCIATION_CATEGORY = Parameter.text("associationCategory");
    public static final Parameter<PartialFailure> PARTIAL_FAILURE
            = Parameter.choice("partialFailure", PartialFailure.class);
    public static final Parameter<Integer> BATCH_SIZE = Parameter.integer("batchSize", 1, 100);
    public static final Parameter<Integer> BATCH_CONCURRENCY = Parameter.integer("batchConcurrency", 1, 20);
    public static final Parameter<Boolean> STREAMING = Parameter.bool("streaming");
    public static final Parameter<NullValues> NULL_VALUES = Parameter.choice("nullValues", NullValues.class);
    public static final Parameter<Boolean> COALESCE = Parameter.bool("coalesce");
    public static final Parameter<Duration> COALESCE_DELAY
            = Parameter.duration("coalesceDelay", Duration.ofMillis(1), Duration.ofSeconds(10));

    public static final Parameter<Object> FILTER_GROUPS = Parameter.document("filterGroups");
    public static final Parameter<Duration> SETTLE_WINDOW = Parameter.durationOrZero("settleWindow");
    public static final Parameter<Duration> OVERLAP = Parameter.durationOrZero("overlap");
    public static final Parameter<Object> STATE_REPOSITORY = Parameter.any("stateRepository");
    public static final Parameter<String> STATE_DIRECTORY = Parameter.text("stateDirectory");
    public static final Parameter<String> POSITION_NAME = Parameter.text("positionName");
    public static final Parameter<Boolean> BATCH = Parameter.bool("batch");
    public static final Parameter<Integer> CONCURRENCY = Parameter.integer("concurrency", 1, 100);
    public static final Parameter<Integer> MAX_MESSAGES_PER_POLL
            = Parameter.integer("maxMessagesPerPoll", 0, Integer.MAX_VALUE);

    public static final Parameter<String> IMPORT_ID = Parameter.id("importId");
    public static final Parameter<Object> IMPORT_REQUEST = Parameter.document("importRequest");
    public static final Parameter<String> IMPORT_NAME = Parameter.text("importName");
    public static final Parameter<String> OBJECT_TYPE_ID = Parameter.objectType("objectTypeId");
    public static final Parameter<ImportOperation> IMPORT_OPERATION
            = Parameter.choice("importOperation", ImportOperation.class);
    public static final Parameter<Object> COLUMN_MAPPINGS = Parameter.any("columnMappings");
    public static final Parameter<DateFormat> DATE_FORMAT = Parameter.choice("dateFormat", DateFormat.class);
    public static final Parameter<String> FILE_NAME = Parameter.text("fileName");
    public static final Parameter<Boolean> INCLUDE_ROW_DATA = Parameter.bool("includeRowData");
    public static final Parameter<Boolean> INCLUDE_ERROR_MESSAGE = Parameter.bool("includeErrorMessage");
    public static final Parameter<ReportFormat> REPORT_FORMAT = Parameter.choice("reportFormat", ReportFormat.class);
    public static final Parameter<ImportFile> SOURCE_FILE = Parameter.file("sourceFile");
    public static final Parameter<String> SOURCE_DIRECTORY = Parameter.optionOnly("sourceDirectory");
    public static final Parameter<Boolean> ESCAPE_FORMULAS = Parameter.bool("escapeFormulas");
    public static final Parameter<List<String>> STATES = Parameter.list("states");
    public static final Parameter<Boolean> SEND_INITIAL_STATE = Parameter.bool("sendInitialState");
    public static final Parameter<String> SINCE = Parameter.text("since");
    public static final Parameter<Boolean> FETCH_ERRORS = Parameter.bool("fetchErrors");
    public static final Parameter<Object> IDEMPOTENT_REPOSITORY = Parameter.any("idempotentRepository");
    public static final Parameter<String> WATCH_NAME = Parameter.text("watchName");
    public static final Parameter<Object> CLAIM_TIMEOUT = Parameter.any("claimTimeout");

    public static final Parameter<Boolean> INCLUDE_COUNTERS = Parameter.bool("includeCounters");
    public static final Parameter<Boolean> SKIP_IF_RUNNING = Parameter.bool("skipIfRunning");
    public static final Parameter<Boolean> AWAIT_COMPLETION = Parameter.bool("awaitCompletion");
    public static final Parameter<Duration> AWAIT_TIMEOUT = Parameter.duration("awaitTimeout");
    public static final Parameter<Duration> POLL_INTERVAL = Parameter.duration("pollInterval");
    public static final Parameter<List<String>> FAIL_ON_STATE = Parameter.list("failOnState");

    private Parameters() {
    }
}
