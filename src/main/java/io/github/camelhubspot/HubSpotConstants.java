package io.github.camelhubspot;

import org.apache.camel.spi.Metadata;

/**
 * The message headers of both schemes. Request headers, named as their option, give a parameter for one exchange and are only
 * read; result headers tell of the answer, have names of their own and are never read, so that the answer of one call cannot
 * steer the next.
 */
public final class HubSpotConstants {

    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "Id of the lead; with CamelHubSpotIdProperty the value of that property.")
    public static final String LEAD_ID = "CamelHubSpotLeadId";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "Unique property that identifies leads instead of HubSpot's own id.")
    public static final String ID_PROPERTY = "CamelHubSpotIdProperty";
    @Metadata(label = "producer", javaType = "String or List",
              applicableFor = "hubspot-leads",
              description = "Names of the properties to return.")
    public static final String PROPERTIES = "CamelHubSpotProperties";
    @Metadata(label = "producer", javaType = "String or List",
              applicableFor = "hubspot-leads",
              description = "Names of the properties to return with their former values.")
    public static final String PROPERTIES_WITH_HISTORY = "CamelHubSpotPropertiesWithHistory";
    @Metadata(label = "producer", javaType = "String or List",
              applicableFor = "hubspot-leads",
              description = "Object types whose associated record ids to return.")
    public static final String ASSOCIATIONS = "CamelHubSpotAssociations";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-leads",
              description = "Whether to return archived leads instead of those in use.")
    public static final String ARCHIVED = "CamelHubSpotArchived";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "Text that a search looks for.")
    public static final String QUERY = "CamelHubSpotQuery";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "Contact to associate.")
    public static final String CONTACT_ID = "CamelHubSpotContactId";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "Company to associate.")
    public static final String COMPANY_ID = "CamelHubSpotCompanyId";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "Object type of the record to associate with.")
    public static final String TO_OBJECT_TYPE = "CamelHubSpotToObjectType";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "Id of the record to associate with.")
    public static final String TO_OBJECT_ID = "CamelHubSpotToObjectId";
    @Metadata(label = "producer", javaType = "Integer",
              applicableFor = "hubspot-leads",
              description = "Id of the association type.")
    public static final String ASSOCIATION_TYPE_ID = "CamelHubSpotAssociationTypeId";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "Who defined the association type.")
    public static final String ASSOCIATION_CATEGORY = "CamelHubSpotAssociationCategory";
    @Metadata(label = "producer", javaType = "io.github.camelhubspot.PartialFailure",
              applicableFor = "hubspot-leads",
              description = "What happens when not every input of a batch operation is done.")
    public static final String PARTIAL_FAILURE = "CamelHubSpotPartialFailure";
    @Metadata(label = "producer", javaType = "Integer",
              applicableFor = "hubspot-leads",
              description = "The most inputs of one call of a batch operation.")
    public static final String BATCH_SIZE = "CamelHubSpotBatchSize";
    @Metadata(label = "producer", javaType = "Integer",
              applicableFor = "hubspot-leads",
              description = "How many calls of a batch operation may be under way at once.")
    public static final String BATCH_CONCURRENCY = "CamelHubSpotBatchConcurrency";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-leads",
              description = "Whether a batch operation answers an iterator over its verdicts.")
    public static final String STREAMING = "CamelHubSpotStreaming";
    @Metadata(label = "producer", javaType = "io.github.camelhubspot.NullValues",
              applicableFor = "hubspot-leads",
              description = "What a property value that is null, or blank in a flat map, means.")
    public static final String NULL_VALUES = "CamelHubSpotNullValues";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-leads",
              description = "Whether the call may share a batch with those of other exchanges; false sends it alone and at"
                      + " once.")
    public static final String COALESCE = "CamelHubSpotCoalesce";
    @Metadata(label = "producer", javaType = "String, Long or java.time.Duration",
              applicableFor = "hubspot-leads",
              description = "How long the exchange waits for others to share a batch with.")
    public static final String COALESCE_DELAY = "CamelHubSpotCoalesceDelay";
    @Metadata(label = "producer", javaType = "Integer",
              description = "How many records a page has.")
    public static final String LIMIT = "CamelHubSpotLimit";
    @Metadata(label = "producer", javaType = "String",
              description = "Cursor of the page to get.")
    public static final String AFTER = "CamelHubSpotAfter";
    @Metadata(label = "producer", javaType = "Boolean",
              description = "Whether to follow all pages.")
    public static final String ALL_PAGES = "CamelHubSpotAllPages";
    @Metadata(label = "producer", javaType = "Boolean",
              description = "Whether the call may use what is kept back of the account's daily quota.")
    public static final String URGENT = "CamelHubSpotUrgent";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-import",
              description = "Id of the import.")
    public static final String IMPORT_ID = "CamelHubSpotImportId";
    @Metadata(label = "producer", javaType = "String, Map or File",
              applicableFor = "hubspot-import",
              description = "The whole import request: JSON, a map, or a file object.")
    public static final String IMPORT_REQUEST = "CamelHubSpotImportRequest";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-import",
              description = "Name of the import in HubSpot.")
    public static final String IMPORT_NAME = "CamelHubSpotImportName";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-import",
              description = "Object type that the rows become.")
    public static final String OBJECT_TYPE_ID = "CamelHubSpotObjectTypeId";
    @Metadata(label = "producer", javaType = "io.github.camelhubspot.ImportOperation",
              applicableFor = "hubspot-import",
              description = "What the import does with its rows.")
    public static final String IMPORT_OPERATION = "CamelHubSpotImportOperation";
    @Metadata(label = "producer", javaType = "String or Map",
              applicableFor = "hubspot-import",
              description = "Which property each column fills.")
    public static final String COLUMN_MAPPINGS = "CamelHubSpotColumnMappings";
    @Metadata(label = "producer", javaType = "io.github.camelhubspot.DateFormat",
              applicableFor = "hubspot-import",
              description = "Order of day, month and year in the dates of the file.")
    public static final String DATE_FORMAT = "CamelHubSpotDateFormat";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-import",
              description = "Name of the file at HubSpot.")
    public static final String FILE_NAME = "CamelHubSpotFileName";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-import",
              description = "Whether errors carry the cells of their row.")
    public static final String INCLUDE_ROW_DATA = "CamelHubSpotIncludeRowData";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-import",
              description = "Whether errors carry a message in words.")
    public static final String INCLUDE_ERROR_MESSAGE = "CamelHubSpotIncludeErrorMessage";
    @Metadata(label = "producer", javaType = "io.github.camelhubspot.ReportFormat",
              applicableFor = "hubspot-import",
              description = "Form of a report of all errors, instead of pages of them.")
    public static final String REPORT_FORMAT = "CamelHubSpotReportFormat";
    @Metadata(label = "producer", javaType = "File, java.nio.file.Path or InputStream",
              applicableFor = "hubspot-import",
              description = "The CSV file that was imported, for the rows of a report of errors: a file object or its "
                    + "content. A text names a file below sourceDirectory.")
    public static final String SOURCE_FILE = "CamelHubSpotSourceFile";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-import",
              description = "Whether cells of a report that a spreadsheet would take for a formula get an apostrophe in front.")
    public static final String ESCAPE_FORMULAS = "CamelHubSpotEscapeFormulas";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-import",
              description = "Whether the counters of the import are put into the header CamelHubSpotCounters.")
    public static final String INCLUDE_COUNTERS = "CamelHubSpotIncludeCounters";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-import",
              description = "Whether to refuse to start an import while one of the same name is not finished.")
    public static final String SKIP_IF_RUNNING = "CamelHubSpotSkipIfRunning";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-import",
              description = "Whether the exchange goes on only when the import is finished, or canceled.")
    public static final String AWAIT_COMPLETION = "CamelHubSpotAwaitCompletion";
    @Metadata(label = "producer", javaType = "String, Long or java.time.Duration",
              applicableFor = "hubspot-import",
              description = "How long to wait for an import at most.")
    public static final String AWAIT_TIMEOUT = "CamelHubSpotAwaitTimeout";
    @Metadata(label = "producer", javaType = "String, Long or java.time.Duration",
              applicableFor = "hubspot-import",
              description = "Maximum time between two polls of an awaited import.")
    public static final String POLL_INTERVAL = "CamelHubSpotPollInterval";
    @Metadata(label = "producer", javaType = "String or List",
              applicableFor = "hubspot-import",
              description = "States that end a wait with an exception.")
    public static final String FAIL_ON_STATE = "CamelHubSpotFailOnState";
    @Metadata(label = "producer", javaType = "Integer",
              description = "HTTP status of HubSpot's answer; also set when the call failed with an answer.")
    public static final String STATUS_CODE = "CamelHubSpotStatusCode";
    @Metadata(label = "producer", javaType = "String",
              description = "HubSpot's id of the call, for its support; also set when the call failed.")
    public static final String CORRELATION_ID = "CamelHubSpotCorrelationId";
    @Metadata(label = "producer", javaType = "Integer",
              description = "How often the call was tried; 1 means that nothing was repeated. Also set when the call "
                    + "failed.")
    public static final String ATTEMPTS = "CamelHubSpotAttempts";
    @Metadata(label = "common", javaType = "String",
              description = "Id of the lead or import answered.")
    public static final String RECORD_ID = "CamelHubSpotRecordId";
    @Metadata(label = "common", javaType = "String",
              applicableFor = "hubspot-import",
              description = "State of the import answered.")
    public static final String STATE = "CamelHubSpotState";
    @Metadata(label = "consumer", javaType = "String",
              applicableFor = "hubspot-import",
              description = "State in which the import was last seen, delivered or not; absent the first time.")
    public static final String PREVIOUS_STATE = "CamelHubSpotPreviousState";
    @Metadata(label = "consumer", javaType = "java.util.List",
              applicableFor = "hubspot-import",
              description = "The first 100 errors of an import in a final state, with fetchErrors=true.")
    public static final String ERRORS = "CamelHubSpotErrors";
    @Metadata(label = "consumer", javaType = "String", enums = "CREATED,UPDATED,ARCHIVED",
              applicableFor = "hubspot-leads",
              description = "What happened to the lead.")
    public static final String CHANGE_TYPE = "CamelHubSpotChangeType";
    @Metadata(label = "consumer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "When the lead was changed or archived, by HubSpot's clock, such as 2026-11-22T08:00:00.123Z.")
    public static final String MODIFIED_AT = "CamelHubSpotModifiedAt";
    @Metadata(label = "consumer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "The position behind this change, as a state repository keeps it. For an archived lead that of "
                    + "its page.")
    public static final String POSITION = "CamelHubSpotPosition";
    @Metadata(label = "consumer", javaType = "Long",
              applicableFor = "hubspot-leads",
              description = "How many milliseconds ago the change was made, by HubSpot's clock.")
    public static final String LAG = "CamelHubSpotLag";
    @Metadata(label = "consumer", javaType = "Integer",
              applicableFor = "hubspot-leads",
              description = "How many leads the body has, with batch=true.")
    public static final String CHANGE_COUNT = "CamelHubSpotChangeCount";
    @Metadata(label = "producer", javaType = "String",
              description = "Cursor of the next page; absent on the last one.")
    public static final String NEXT_AFTER = "CamelHubSpotNextAfter";
    @Metadata(label = "producer", javaType = "Long",
              applicableFor = "hubspot-leads",
              description = "How many leads a search found in all.")
    public static final String TOTAL = "CamelHubSpotTotal";
    @Metadata(label = "common", javaType = "Long",
              description = "Number of errors: entries in the answer to a batch, rows of an import.")
    public static final String NUM_ERRORS = "CamelHubSpotNumErrors";
    @Metadata(label = "producer", javaType = "java.util.List",
              applicableFor = "hubspot-leads",
              description = "What became of each input of a batch operation, in the order of the inputs.")
    public static final String VERDICTS = "CamelHubSpotVerdicts";
    @Metadata(label = "producer", javaType = "Map",
              applicableFor = "hubspot-import",
              description = "How often each type of error, such as INVALID_EMAIL, is in a report of errors.")
    public static final String ERROR_COUNTS = "CamelHubSpotErrorCounts";

    @Metadata(label = "producer", javaType = "java.util.Map",
              applicableFor = "hubspot-import",
              description = "Counters of the import answered, by name; only set with includeCounters.")
    public static final String COUNTERS = "CamelHubSpotCounters";

    private HubSpotConstants() {
    }
}
