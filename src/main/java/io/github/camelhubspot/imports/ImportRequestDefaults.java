package io.github.camelhubspot.imports;

import io.github.camelhubspot.DateFormat;
import io.github.camelhubspot.ImportOperation;
import io.github.camelhubspot.ReportFormat;
import io.github.camelhubspot.internal.component.RequestOptions;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of requests about imports that a component can have for all its endpoints. */
@UriParams
public class ImportRequestDefaults extends RequestOptions {

    @UriParam(label = "producer")
    private String importRequest;
    @UriParam(label = "producer")
    private String importName;
    @UriParam(label = "producer")
    private String objectTypeId;
    @UriParam(label = "producer", defaultValue = "UPSERT")
    private ImportOperation importOperation;
    @UriParam(label = "producer")
    private String columnMappings;
    @UriParam(label = "producer")
    private DateFormat dateFormat;
    @UriParam(label = "producer")
    private String fileName;
    @UriParam(label = "producer")
    private Boolean includeRowData;
    @UriParam(label = "producer")
    private Boolean includeErrorMessage;
    @UriParam(label = "producer")
    private ReportFormat reportFormat;
    @UriParam(label = "producer,security")
    private String sourceDirectory;
    @UriParam(label = "producer", defaultValue = "false")
    private Boolean escapeFormulas;
    @UriParam(label = "producer", defaultValue = "false")
    private Boolean includeCounters;
    @UriParam(label = "producer", defaultValue = "false")
    private Boolean skipIfRunning;
    @UriParam(label = "producer", defaultValue = "false")
    private Boolean awaitCompletion;
    @UriParam(label = "producer", javaType = "java.time.Duration", defaultValue = "3600000")
    private long awaitTimeout = 3_600_000;
    @UriParam(label = "producer", javaType = "java.time.Duration", defaultValue = "10000")
    private long pollInterval = 10_000;
    @UriParam(label = "producer", defaultValue = "FAILED,CANCELED,REVERTED")
    private String failOnState = "FAILED,CANCELED,REVERTED";
    @UriParam(label = "consumer")
    private String states;
    @UriParam(label = "consumer", defaultValue = "false")
    private Boolean sendInitialState;
    @UriParam(label = "consumer")
    private String since;
    @UriParam(label = "consumer", defaultValue = "false")
    private Boolean fetchErrors;
    @UriParam(label = "consumer")
    private IdempotentRepository idempotentRepository;
    @UriParam(label = "consumer,advanced")
    private String watchName;
    @UriParam(label = "consumer,advanced", javaType = "java.time.Duration", defaultValue = "60000")
    private long claimTimeout = 60_000;

    public String getImportRequest() {
        return importRequest;
    }

    /**
     * The whole import request: JSON, or a reference such as classpath:import.json or file:import.json. Without it the
     * shorthand options importName, objectTypeId, importOperation, columnMappings and dateFormat make one.
     */
    public void setImportRequest(String importRequest) {
        this.importRequest = importRequest;
    }

    public String getImportName() {
        return importName;
    }

    /**
     * Name of the import in HubSpot. By default the name of the file.
     */
    public void setImportName(String importName) {
        this.importName = importName;
    }

    public String getObjectTypeId() {
        return objectTypeId;
    }

    /**
     * Id of the object type that the rows become, such as 0-1 for contacts or 0-2 for companies.
     */
    public void setObjectTypeId(String objectTypeId) {
        this.objectTypeId = objectTypeId;
    }

    public ImportOperation getImportOperation() {
        return importOperation;
    }

    /**
     * What the import does with its rows: UPSERT creates and updates, CREATE and UPDATE do only that.
     */
    public void setImportOperation(ImportOperation importOperation) {
        this.importOperation = importOperation;
    }

    public String getColumnMappings() {
        return columnMappings;
    }

    /**
     * Which property each column fills: pairs of header and property such as Email=email,First Name=firstname. An
     * asterisk behind a property marks it as the unique key, a backslash takes the next character as it is. AUTO is for
     * a file whose headers are property names, with hs_object_id, email or domain as key, the first that is there.
     */
    public void setColumnMappings(String columnMappings) {
        this.columnMappings = columnMappings;
    }

    public DateFormat getDateFormat() {
        return dateFormat;
    }

    /**
     * Order of day, month and year in the dates of the file. HubSpot reads MONTH_DAY_YEAR if nothing is said.
     */
    public void setDateFormat(DateFormat dateFormat) {
        this.dateFormat = dateFormat;
    }

    public String getFileName() {
        return fileName;
    }

    /**
     * Name of the file at HubSpot; of a path only the last part counts. By default the name in the import request,
     * else the file's own, else the header CamelFileName, else import.csv.
     */
    public void setFileName(String fileName) {
        this.fileName = fileName;
    }

    public Boolean getIncludeRowData() {
        return includeRowData;
    }

    /**
     * Whether errors carry the cells of their row.
     */
    public void setIncludeRowData(Boolean includeRowData) {
        this.includeRowData = includeRowData;
    }

    public Boolean getIncludeErrorMessage() {
        return includeErrorMessage;
    }

    /**
     * Whether errors carry a message in words.
     */
    public void setIncludeErrorMessage(Boolean includeErrorMessage) {
        this.includeErrorMessage = includeErrorMessage;
    }

    public ReportFormat getReportFormat() {
        return reportFormat;
    }

    /**
     * Writes all errors as a report instead of giving pages of them: CSV has a line for each row that failed, with its
     * cells and what is wrong, NDJSON an object for each error, ROWS only the failed rows as they were. The body is then a
     * stream, the header CamelHubSpotErrorCounts tells the number of errors by type.
     */
    public void setReportFormat(ReportFormat reportFormat) {
        this.reportFormat = reportFormat;
    }

    public String getSourceDirectory() {
        return sourceDirectory;
    }

    /**
     * Directory below which the text of the headers CamelHubSpotSourceFile and CamelHubSpotImportRequest may name a file.
     * Without it, a text in a message names no file: a header then takes a file object or the content.
     */
    public void setSourceDirectory(String sourceDirectory) {
        this.sourceDirectory = sourceDirectory;
    }

    public Boolean getEscapeFormulas() {
        return escapeFormulas;
    }

    /**
     * Whether cells of a report that a spreadsheet would take for a formula get an apostrophe in front: those that begin with an
     * equals, plus, minus or at sign, a tab or a carriage return. Applies to the formats CSV and ROWS. Leave it off for a report
     * that goes back into start.
     */
    public void setEscapeFormulas(Boolean escapeFormulas) {
        this.escapeFormulas = escapeFormulas;
    }

    public Boolean getIncludeCounters() {
        return includeCounters;
    }

    /**
     * Whether the counters of the import are put into the header CamelHubSpotCounters, beside the body, which always has
     * them.
     */
    public void setIncludeCounters(Boolean includeCounters) {
        this.includeCounters = includeCounters;
    }

    public Boolean getSkipIfRunning() {
        return skipIfRunning;
    }

    /**
     * Whether to refuse to start an import while one of the same name is not finished. Costs one call for each 100 imports
     * of the app.
     */
    public void setSkipIfRunning(Boolean skipIfRunning) {
        this.skipIfRunning = skipIfRunning;
    }

    public Boolean getAwaitCompletion() {
        return awaitCompletion;
    }

    /**
     * Whether the exchange goes on only when the import is finished, or canceled when it is to be canceled. Holds no
     * thread meanwhile.
     */
    public void setAwaitCompletion(Boolean awaitCompletion) {
        this.awaitCompletion = awaitCompletion;
    }

    public long getAwaitTimeout() {
        return awaitTimeout;
    }

    /**
     * How long to wait for an import at most, such as 2h. When it has passed, the exchange fails; the import goes on.
     */
    public void setAwaitTimeout(long awaitTimeout) {
        this.awaitTimeout = awaitTimeout;
    }

    public long getPollInterval() {
        return pollInterval;
    }

    /**
     * Longest time between two looks at an awaited import, such as 30s. The first looks come sooner. One look serves all
     * that wait on the account.
     */
    public void setPollInterval(long pollInterval) {
        this.pollInterval = pollInterval;
    }

    public String getFailOnState() {
        return failOnState;
    }

    /**
     * States that end a wait with an exception, separated by commas. An import that is finished in any other state is a
     * result, so NONE, which is no state, makes a result of all.
     */
    public void setFailOnState(String failOnState) {
        this.failOnState = failOnState;
    }

    public String getStates() {
        return states;
    }

    /**
     * States to deliver, separated by commas, such as DONE,FAILED. All by default, also those that HubSpot may add.
     */
    public void setStates(String states) {
        this.states = states;
    }

    public Boolean getSendInitialState() {
        return sendInitialState;
    }

    /**
     * Whether imports that are there when the consumer starts are delivered at once, when all imports are watched. A
     * single watched import always is.
     */
    public void setSendInitialState(Boolean sendInitialState) {
        this.sendInitialState = sendInitialState;
    }

    public String getSince() {
        return since;
    }

    /**
     * Ignores imports that HubSpot last changed before this: an instant such as 2026-11-22T00:00:00Z, or a time such as
     * 7d or 12h before the route starts.
     */
    public void setSince(String since) {
        this.since = since;
    }

    public Boolean getFetchErrors() {
        return fetchErrors;
    }

    /**
     * Whether the first 100 errors of an import come along with its final state, as a list in the header
     * CamelHubSpotErrors; CamelHubSpotNumErrors tells how many there are. includeErrorMessage and includeRowData apply.
     */
    public void setFetchErrors(Boolean fetchErrors) {
        this.fetchErrors = fetchErrors;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    /**
     * Keeps what has been delivered, so that a restart neither loses nor repeats a change, and that several JVMs share
     * the work. Without it, memory is used.
     */
    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public String getWatchName() {
        return watchName;
    }

    /**
     * Name of the position in the idempotentRepository: up to 32 letters, digits, dots, underscores and hyphens. Routes
     * with the same name share the work, and a name keeps the position when serviceUrl, importId or states change. By
     * default these three make the name.
     */
    public void setWatchName(String watchName) {
        this.watchName = watchName;
    }

    public long getClaimTimeout() {
        return claimTimeout;
    }

    /**
     * How soon what a JVM was delivering when it was killed is delivered again, by whichever JVM: after this time or
     * up to twice as long. The clocks of JVMs that share an idempotentRepository must agree to half of it.
     */
    public void setClaimTimeout(long claimTimeout) {
        this.claimTimeout = claimTimeout;
    }
}
