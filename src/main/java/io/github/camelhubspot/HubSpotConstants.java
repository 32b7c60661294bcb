package io.github.camelhubspot;

import org.apache.camel.spi.Metadata;

/**
 * The message headers of both schemes. A request header has the name of an option, and sets it for one exchange; the component
 * only reads it. A result header describes the response, and is never read, so that the response of one call cannot change the
 * next call.
 */
public final class HubSpotConstants {

    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "Id of the lead, or with CamelHubSpotIdProperty the value of that property.")
    public static final String LEAD_ID = "CamelHubSpotLeadId";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "Name of a unique property that identifies leads instead of HubSpot's record id.")
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
              description = "Object types whose associated record ids are returned.")
    public static final String ASSOCIATIONS = "CamelHubSpotAssociations";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-leads",
              description = "Whether to return archived leads instead of active ones.")
    public static final String ARCHIVED = "CamelHubSpotArchived";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "Text that a search looks for.")
    public static final String QUERY = "CamelHubSpotQuery";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "Id of the contact to associate.")
    public static final String CONTACT_ID = "CamelHubSpotContactId";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "Id of the company to associate.")
    public static final String COMPANY_ID = "CamelHubSpotCompanyId";
    @Metadata(label = "producer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "Object type of the associated records.")
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
              description = "Category of the association type: who defined it.")
    public static final String ASSOCIATION_CATEGORY = "CamelHubSpotAssociationCategory";
    @Metadata(label = "producer", javaType = "io.github.camelhubspot.PartialFailure",
              applicableFor = "hubspot-leads",
              description = "What happens when some inputs of a batch operation fail.")
    public static final String PARTIAL_FAILURE = "CamelHubSpotPartialFailure";
    @Metadata(label = "producer", javaType = "Integer",
              applicableFor = "hubspot-leads",
              description = "Maximum number of inputs per call of a batch operation.")
    public static final String BATCH_SIZE = "CamelHubSpotBatchSize";
    @Metadata(label = "producer", javaType = "Integer",
              applicableFor = "hubspot-leads",
              description = "Maximum number of calls in flight for a batch operation.")
    public static final String BATCH_CONCURRENCY = "CamelHubSpotBatchConcurrency";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-leads",
              description = "Whether the body of a batch operation becomes an iterator over its verdicts.")
    public static final String STREAMING = "CamelHubSpotStreaming";
    @Metadata(label = "producer", javaType = "io.github.camelhubspot.NullValues",
              applicableFor = "hubspot-leads",
              description = "Meaning of a property value that is null, or blank in a flat map.")
    public static final String NULL_VALUES = "CamelHubSpotNullValues";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-leads",
              description = "Whether the call may share a batch with calls of other exchanges; false sends it alone and at "
                      + "once.")
    public static final String COALESCE = "CamelHubSpotCoalesce";
    @Metadata(label = "producer", javaType = "String, Long or java.time.Duration",
              applicableFor = "hubspot-leads",
              description = "Maximum time that the call waits for others to share a batch with.")
    public static final String COALESCE_DELAY = "CamelHubSpotCoalesceDelay";
    @Metadata(label = "producer", javaType = "Integer",
              description = "Maximum number of records per page.")
    public static final String LIMIT = "CamelHubSpotLimit";
    @Metadata(label = "producer", javaType = "String",
              description = "Cursor of the page to read.")
    public static final String AFTER = "CamelHubSpotAfter";
    @Metadata(label = "producer", javaType = "Boolean",
              description = "Whether to read all pages.")
    public static final String ALL_PAGES = "CamelHubSpotAllPages";
    @Metadata(label = "producer", javaType = "Boolean",
              description = "Whether the call may use the reserve of the account's daily quota.")
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
              description = "Object type of the records that the rows become.")
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
              description = "Whether errors include the cells of their row.")
    public static final String INCLUDE_ROW_DATA = "CamelHubSpotIncludeRowData";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-import",
              description = "Whether errors include a message in words.")
    public static final String INCLUDE_ERROR_MESSAGE = "CamelHubSpotIncludeErrorMessage";
    @Metadata(label = "producer", javaType = "io.github.camelhubspot.ReportFormat",
              applicableFor = "hubspot-import",
              description = "Format of a report of all errors, instead of pages of errors.")
    public static final String REPORT_FORMAT = "CamelHubSpotReportFormat";
    @Metadata(label = "producer", javaType = "File, java.nio.file.Path or InputStream",
              applicableFor = "hubspot-import",
              description = "The CSV file that was imported, for the rows of an error report: a file object or its "
                      + "content. A text is the name of a file below sourceDirectory.")
    public static final String SOURCE_FILE = "CamelHubSpotSourceFile";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-import",
              description = "Whether report cells that a spreadsheet would read as a formula get an apostrophe in front.")
    public static final String ESCAPE_FORMULAS = "CamelHubSpotEscapeFormulas";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-import",
              description = "Whether to set the header CamelHubSpotCounters to the counters of the import.")
    public static final String INCLUDE_COUNTERS = "CamelHubSpotIncludeCounters";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-import",
              description = "Whether to refuse to start an import while an import of the same name is running.")
    public static final String SKIP_IF_RUNNING = "CamelHubSpotSkipIfRunning";
    @Metadata(label = "producer", javaType = "Boolean",
              applicableFor = "hubspot-import",
              description = "Whether the exchange continues only when the import has ended.")
    public static final String AWAIT_COMPLETION = "CamelHubSpotAwaitCompletion";
    @Metadata(label = "producer", javaType = "String, Long or java.time.Duration",
              applicableFor = "hubspot-import",
              description = "Maximum time to wait for an import.")
    public static final String AWAIT_TIMEOUT = "CamelHubSpotAwaitTimeout";
    @Metadata(label = "producer", javaType = "String, Long or java.time.Duration",
              applicableFor = "hubspot-import",
              description = "Maximum time between two polls of an awaited import.")
    public static final String POLL_INTERVAL = "CamelHubSpotPollInterval";
    @Metadata(label = "producer", javaType = "String or List",
              applicableFor = "hubspot-import",
              description = "States of the import that end the wait with an exception.")
    public static final String FAIL_ON_STATE = "CamelHubSpotFailOnState";
    @Metadata(label = "producer", javaType = "Integer",
              description = "HTTP status of HubSpot's response; also set when the call failed with a response.")
    public static final String STATUS_CODE = "CamelHubSpotStatusCode";
    @Metadata(label = "producer", javaType = "String",
              description = "HubSpot's id of the call, for its support; also set when the call failed.")
    public static final String CORRELATION_ID = "CamelHubSpotCorrelationId";
    @Metadata(label = "producer", javaType = "Integer",
              description = "Number of attempts of the call; 1 means no retry. Also set when the call failed.")
    public static final String ATTEMPTS = "CamelHubSpotAttempts";
    @Metadata(label = "common", javaType = "String",
              description = "Id of the lead or import.")
    public static final String RECORD_ID = "CamelHubSpotRecordId";
    @Metadata(label = "common", javaType = "String",
              applicableFor = "hubspot-import",
              description = "State of the import.")
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
              description = "Time of the change or of the archiving, by HubSpot's clock, such as 2026-11-22T08:00:00.123Z.")
    public static final String MODIFIED_AT = "CamelHubSpotModifiedAt";
    @Metadata(label = "consumer", javaType = "String",
              applicableFor = "hubspot-leads",
              description = "The position after this change, as a state repository stores it; for an archived lead the "
                      + "position after its page.")
    public static final String POSITION = "CamelHubSpotPosition";
    @Metadata(label = "consumer", javaType = "Long",
              applicableFor = "hubspot-leads",
              description = "Age of the change in milliseconds, by HubSpot's clock.")
    public static final String LAG = "CamelHubSpotLag";
    @Metadata(label = "consumer", javaType = "Integer",
              applicableFor = "hubspot-leads",
              description = "Number of leads in the body, with batch=true.")
    public static final String CHANGE_COUNT = "CamelHubSpotChangeCount";
    @Metadata(label = "producer", javaType = "String",
              description = "Cursor of the next page; absent on the last one.")
    public static final String NEXT_AFTER = "CamelHubSpotNextAfter";
    @Metadata(label = "producer", javaType = "Long",
              applicableFor = "hubspot-leads",
              description = "Total number of leads that match the search.")
    public static final String TOTAL = "CamelHubSpotTotal";
    @Metadata(label = "common", javaType = "Long",
              description = "Number of errors: error entries in the response to a batch, or failed rows of an import.")
    public static final String NUM_ERRORS = "CamelHubSpotNumErrors";
    @Metadata(label = "producer", javaType = "java.util.List",
              applicableFor = "hubspot-leads",
              description = "The outcome of each input of a batch operation, in the order of the inputs.")
    public static final String VERDICTS = "CamelHubSpotVerdicts";
    @Metadata(label = "producer", javaType = "Map",
              applicableFor = "hubspot-import",
              description = "Number of errors in an error report by type, such as INVALID_EMAIL.")
    public static final String ERROR_COUNTS = "CamelHubSpotErrorCounts";

    @Metadata(label = "producer", javaType = "java.util.Map",
              applicableFor = "hubspot-import",
              description = "Counters of the import by name; only set with includeCounters.")
    public static final String COUNTERS = "CamelHubSpotCounters";

    private HubSpotConstants() {
    }
}
