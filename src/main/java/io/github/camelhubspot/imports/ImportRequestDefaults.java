package io.github.camelhubspot.imports;

import io.github.camelhubspot.DateFormat;
import io.github.camelhubspot.ImportOperation;
import io.github.camelhubspot.ReportFormat;
import io.github.camelhubspot.internal.component.RequestOptions;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Request options of imports that a component can set for all its endpoints. */
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
     * The whole import request: JSON, or a reference such as classpath:import.json or file:import.json. Without it, the
     * shorthand options importName, objectTypeId, importOperation, columnMappings and dateFormat describe the import.
     */
    public void setImportRequest(String importRequest) {
        this.importRequest = importRequest;
    }

    public String getImportName() {
        return importName;
    }

    /**
     * Name of the import in HubSpot. The default is the name of the file.
     */
    public void setImportName(String importName) {
        this.importName = importName;
    }

    public String getObjectTypeId() {
        return objectTypeId;
    }

    /**
     * Id of the object type of the imported records, such as 0-1 for contacts or 0-2 for companies.
     */
    public void setObjectTypeId(String objectTypeId) {
        this.objectTypeId = objectTypeId;
    }

    public ImportOperation getImportOperation() {
        return importOperation;
    }

    /**
     * What the import does with its rows: UPSERT creates and updates records, CREATE only creates, UPDATE only updates.
     */
    public void setImportOperation(ImportOperation importOperation) {
        this.importOperation = importOperation;
    }

    public String getColumnMappings() {
        return columnMappings;
    }

    /**
     * Maps columns to properties: pairs of header and property such as Email=email,First Name=firstname. An asterisk
     * after a property marks the unique key, a backslash escapes the next character. AUTO is for a file whose headers
     * are property names; the first of hs_object_id, email and domain that the file has is the key.
     */
    public void setColumnMappings(String columnMappings) {
        this.columnMappings = columnMappings;
    }

    public DateFormat getDateFormat() {
        return dateFormat;
    }

    /**
     * Order of day, month and year in the dates of the file. Without it, HubSpot reads MONTH_DAY_YEAR.
     */
    public void setDateFormat(DateFormat dateFormat) {
        this.dateFormat = dateFormat;
    }

    public String getFileName() {
        return fileName;
    }

    /**
     * Name of the file at HubSpot; only the last part of a path is used. The default is the name in the import request,
     * else the file's own, else the header CamelFileName, else import.csv.
     */
    public void setFileName(String fileName) {
        this.fileName = fileName;
    }

    public Boolean getIncludeRowData() {
        return includeRowData;
    }

    /**
     * Whether errors contain the cells of their row.
     */
    public void setIncludeRowData(Boolean includeRowData) {
        this.includeRowData = includeRowData;
    }

    public Boolean getIncludeErrorMessage() {
        return includeErrorMessage;
    }

    /**
     * Whether errors contain a readable message.
     */
    public void setIncludeErrorMessage(Boolean includeErrorMessage) {
        this.includeErrorMessage = includeErrorMessage;
    }

    public ReportFormat getReportFormat() {
        return reportFormat;
    }

    /**
     * Writes all errors as a report instead of returning pages of them: CSV has a line for each failed row with its
     * cells and errors, NDJSON has an object for each error, ROWS has the failed rows only, unchanged. The body is then
     * a stream, and the header CamelHubSpotErrorCounts has the number of errors by type.
     */
    public void setReportFormat(ReportFormat reportFormat) {
        this.reportFormat = reportFormat;
    }

    public String getSourceDirectory() {
        return sourceDirectory;
    }

    /**
     * Directory of the files that a text in the headers CamelHubSpotSourceFile and CamelHubSpotImportRequest may name.
     * Without it, a text in a message names no file; the headers can then contain a file object or the content.
     */
    public void setSourceDirectory(String sourceDirectory) {
        this.sourceDirectory = sourceDirectory;
    }

    public Boolean getEscapeFormulas() {
        return escapeFormulas;
    }

    /**
     * Whether an apostrophe precedes cells of a report that a spreadsheet would read as a formula: cells that begin
     * with an equals, plus, minus or at sign, a tab or a carriage return. Applies to the formats CSV and ROWS. Leave it
     * off for a report that is imported again with start.
     */
    public void setEscapeFormulas(Boolean escapeFormulas) {
        this.escapeFormulas = escapeFormulas;
    }

    public Boolean getIncludeCounters() {
        return includeCounters;
    }

    /**
     * Whether the header CamelHubSpotCounters has the counters of the import. The body always has them.
     */
    public void setIncludeCounters(Boolean includeCounters) {
        this.includeCounters = includeCounters;
    }

    public Boolean getSkipIfRunning() {
        return skipIfRunning;
    }

    /**
     * Whether to refuse to start an import while another import of the same name is not finished. Costs one call per
     * 100 imports of the app.
     */
    public void setSkipIfRunning(Boolean skipIfRunning) {
        this.skipIfRunning = skipIfRunning;
    }

    public Boolean getAwaitCompletion() {
        return awaitCompletion;
    }

    /**
     * Whether the exchange waits until the import is finished, or with cancel until it is canceled. The wait blocks no
     * thread.
     */
    public void setAwaitCompletion(Boolean awaitCompletion) {
        this.awaitCompletion = awaitCompletion;
    }

    public long getAwaitTimeout() {
        return awaitTimeout;
    }

    /**
     * Maximum time to wait for an import, such as 2h. After it the exchange fails, but the import continues.
     */
    public void setAwaitTimeout(long awaitTimeout) {
        this.awaitTimeout = awaitTimeout;
    }

    public long getPollInterval() {
        return pollInterval;
    }

    /**
     * Maximum time between two polls of an awaited import, such as 30s. The first polls are more frequent. One poll
     * serves all exchanges that wait on the account.
     */
    public void setPollInterval(long pollInterval) {
        this.pollInterval = pollInterval;
    }

    public String getFailOnState() {
        return failOnState;
    }

    /**
     * States that end a wait with an exception, separated by commas. Any other final state is a result. NONE, which is
     * no state, makes every final state a result.
     */
    public void setFailOnState(String failOnState) {
        this.failOnState = failOnState;
    }

    public String getStates() {
        return states;
    }

    /**
     * States to deliver, separated by commas, such as DONE,FAILED. The default is all states, including those that
     * HubSpot may add.
     */
    public void setStates(String states) {
        this.states = states;
    }

    public Boolean getSendInitialState() {
        return sendInitialState;
    }

    /**
     * Whether a watch of all imports delivers the imports that exist when the consumer starts. A watch of a single
     * import always delivers its first state.
     */
    public void setSendInitialState(Boolean sendInitialState) {
        this.sendInitialState = sendInitialState;
    }

    public String getSince() {
        return since;
    }

    /**
     * Ignores imports that HubSpot last changed before this time: an instant such as 2026-11-22T00:00:00Z, or a
     * duration such as 7d or 12h before the start of the route.
     */
    public void setSince(String since) {
        this.since = since;
    }

    public Boolean getFetchErrors() {
        return fetchErrors;
    }

    /**
     * Whether the final state of an import is delivered with its first 100 errors, as a list in the header
     * CamelHubSpotErrors. The header CamelHubSpotNumErrors has the number of all errors. includeErrorMessage and
     * includeRowData apply.
     */
    public void setFetchErrors(Boolean fetchErrors) {
        this.fetchErrors = fetchErrors;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    /**
     * Stores which transitions have been delivered, so that a restart neither loses nor repeats a transition and
     * several JVMs can share the work. Without it, they are stored in memory.
     */
    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public String getWatchName() {
        return watchName;
    }

    /**
     * Name of the position in the idempotentRepository: up to 32 letters, digits, dots, underscores and hyphens. Routes
     * with the same name share the work, and the position is kept when serviceUrl, importId or states change. By
     * default the name is derived from these three options.
     */
    public void setWatchName(String watchName) {
        this.watchName = watchName;
    }

    public long getClaimTimeout() {
        return claimTimeout;
    }

    /**
     * Time after which a transition is delivered again if the JVM that was delivering it was killed; it may take up to
     * twice as long. The clocks of JVMs that share an idempotentRepository must agree within half of this time.
     */
    public void setClaimTimeout(long claimTimeout) {
        this.claimTimeout = claimTimeout;
    }
}
