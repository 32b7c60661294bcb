package io.github.camelhubspot.leads;

import io.github.camelhubspot.NullValues;
import io.github.camelhubspot.PartialFailure;
import io.github.camelhubspot.internal.component.RequestOptions;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of requests about leads that a component can have for all its endpoints. */
@UriParams
public class LeadsRequestDefaults extends RequestOptions {

    @UriParam(label = "producer")
    private String idProperty;
    @UriParam
    private String properties;
    @UriParam(label = "producer")
    private String propertiesWithHistory;
    @UriParam
    private String associations;
    @UriParam(defaultValue = "false")
    private Boolean archived;
    @UriParam(label = "producer")
    private String contactId;
    @UriParam(label = "producer")
    private String companyId;
    @UriParam(label = "producer")
    private String toObjectType;
    @UriParam(label = "producer")
    private Integer associationTypeId;
    @UriParam(label = "producer", defaultValue = "HUBSPOT_DEFINED", enums = "HUBSPOT_DEFINED,INTEGRATOR_DEFINED,USER_DEFINED,WORK")
    private String associationCategory;
    @UriParam(label = "producer", defaultValue = "RETURN")
    private PartialFailure partialFailure;
    @UriParam(label = "producer", defaultValue = "100")
    private Integer batchSize;
    @UriParam(label = "producer", defaultValue = "2")
    private Integer batchConcurrency;
    @UriParam(label = "producer", defaultValue = "false")
    private Boolean streaming;
    @UriParam(label = "producer", defaultValue = "SKIP")
    private NullValues nullValues;
    @UriParam(label = "producer", defaultValue = "false")
    private Boolean coalesce;
    @UriParam(label = "producer", javaType = "java.time.Duration", defaultValue = "50")
    private long coalesceDelay = 50;
    @UriParam(label = "consumer", defaultValue = "now")
    private String since;
    @UriParam(label = "consumer", defaultValue = "1m")
    private String settleWindow = "1m";
    @UriParam(label = "consumer", defaultValue = "10m")
    private String overlap = "10m";
    @UriParam(label = "consumer")
    private String filterGroups;
    @UriParam(label = "consumer")
    private StateRepository<String, String> stateRepository;
    @UriParam(label = "consumer")
    private String stateDirectory;
    @UriParam(label = "consumer,advanced")
    private String positionName;
    @UriParam(label = "consumer")
    private IdempotentRepository idempotentRepository;
    @UriParam(label = "consumer", defaultValue = "false")
    private Boolean batch;
    @UriParam(label = "consumer", defaultValue = "1")
    private Integer concurrency;
    @UriParam(label = "consumer", defaultValue = "0")
    private Integer maxMessagesPerPoll;

    public String getIdProperty() {
        return idProperty;
    }

    /**
     * Name of the unique property that identifies leads instead of HubSpot's own id.
     */
    public void setIdProperty(String idProperty) {
        this.idProperty = idProperty;
    }

    public String getProperties() {
        return properties;
    }

    /**
     * Names of the properties to return, separated by commas. Names that HubSpot does not know are left out of its
     * answer.
     */
    public void setProperties(String properties) {
        this.properties = properties;
    }

    public String getPropertiesWithHistory() {
        return propertiesWithHistory;
    }

    /**
     * Names of the properties to return with their former values, separated by commas.
     */
    public void setPropertiesWithHistory(String propertiesWithHistory) {
        this.propertiesWithHistory = propertiesWithHistory;
    }

    public String getAssociations() {
        return associations;
    }

    /**
     * Object types, such as contacts,companies, whose associated record ids to return.
     */
    public void setAssociations(String associations) {
        this.associations = associations;
    }

    public Boolean getArchived() {
        return archived;
    }

    /**
     * Whether to return archived leads instead of those in use. The consumer delivers the leads that were archived since
     * it looked last.
     */
    public void setArchived(Boolean archived) {
        this.archived = archived;
    }

    public String getContactId() {
        return contactId;
    }

    /**
     * Id of an existing contact: the primary contact of a new lead (association type 578), or the target of associate
     * and dissociate.
     */
    public void setContactId(String contactId) {
        this.contactId = contactId;
    }

    public String getCompanyId() {
        return companyId;
    }

    /**
     * Id of an existing company: the primary company of a new lead (association type 580), or the target of associate
     * and dissociate.
     */
    public void setCompanyId(String companyId) {
        this.companyId = companyId;
    }

    public String getToObjectType() {
        return toObjectType;
    }

    /**
     * Object type of the record to associate with, as name or id, such as contacts or 0-1.
     */
    public void setToObjectType(String toObjectType) {
        this.toObjectType = toObjectType;
    }

    public Integer getAssociationTypeId() {
        return associationTypeId;
    }

    /**
     * Id of the association type. associate uses HubSpot's default type without it; dissociate removes all
     * associations of the pair without it, and this label only with it; create gives it to the single contact or
     * company.
     */
    public void setAssociationTypeId(Integer associationTypeId) {
        this.associationTypeId = associationTypeId;
    }

    public String getAssociationCategory() {
        return associationCategory;
    }

    /**
     * Who defined the association type.
     */
    public void setAssociationCategory(String associationCategory) {
        this.associationCategory = associationCategory;
    }

    public PartialFailure getPartialFailure() {
        return partialFailure;
    }

    /**
     * What happens when not every input of a batch operation is done: RETURN gives the answer with the errors in it, THROW
     * fails the exchange with HubSpotPartialFailureException.
     */
    public void setPartialFailure(PartialFailure partialFailure) {
        this.partialFailure = partialFailure;
    }

    public Integer getBatchSize() {
        return batchSize;
    }

    /**
     * The most inputs of one call, 1 to 100; a body with more is cut. For a read with propertiesWithHistory at most 50.
     */
    public void setBatchSize(Integer batchSize) {
        this.batchSize = batchSize;
    }

    public Integer getBatchConcurrency() {
        return batchConcurrency;
    }

    /**
     * How many calls for one body may be under way at once, 1 to 20. The limits of the account hold all the same.
     */
    public void setBatchConcurrency(Integer batchConcurrency) {
        this.batchConcurrency = batchConcurrency;
    }

    public Boolean getStreaming() {
        return streaming;
    }

    /**
     * Whether the body becomes an iterator over the verdicts on the inputs, which reads the inputs and makes the calls as it
     * is asked, so that neither inputs nor answers are ever in memory as a whole.
     */
    public void setStreaming(Boolean streaming) {
        this.streaming = streaming;
    }

    public NullValues getNullValues() {
        return nullValues;
    }

    /**
     * What a property value of the input that is null, or blank in a flat map, means: SKIP leaves the property out, CLEAR
     * empties it at HubSpot.
     */
    public void setNullValues(NullValues nullValues) {
        this.nullValues = nullValues;
    }

    public Boolean getCoalesce() {
        return coalesce;
    }

    /**
     * Whether calls of several exchanges are gathered and sent as one batch, of which each exchange gets its own record or its
     * own error. With batchUpsert the body is then a single lead.
     */
    public void setCoalesce(Boolean coalesce) {
        this.coalesce = coalesce;
    }

    public long getCoalesceDelay() {
        return coalesceDelay;
    }

    /**
     * How long an exchange waits for others with coalesce, 1 ms to 10 s. As soon as there are as many as HubSpot takes at
     * once, 100, they are sent without waiting any longer.
     */
    public void setCoalesceDelay(long coalesceDelay) {
        this.coalesceDelay = coalesceDelay;
    }

    public String getSince() {
        return since;
    }

    /**
     * Where the first start begins: now, beginning, an instant such as 2026-11-22T00:00:00Z, or a time ago such as 7d.
     * Once a position is stored it counts instead.
     */
    public void setSince(String since) {
        this.since = since;
    }

    public String getSettleWindow() {
        return settleWindow;
    }

    /**
     * How old a change must be to be delivered. HubSpot's search shows a change some moments after it was made, and a
     * later one may show sooner: a change that takes longer than this, and than the overlap, is missed.
     */
    public void setSettleWindow(String settleWindow) {
        this.settleWindow = settleWindow;
    }

    public String getOverlap() {
        return overlap;
    }

    /**
     * How far before the position each poll begins, to find changes that showed later than settleWindow after they were
     * made. What was delivered is not delivered again.
     */
    public void setOverlap(String overlap) {
        this.overlap = overlap;
    }

    public String getFilterGroups() {
        return filterGroups;
    }

    /**
     * Which leads are of interest, as the filterGroups of a search in JSON, or a reference such as file:filters.json or
     * classpath:filters.json. A group has room for four filters of its own.
     */
    public void setFilterGroups(String filterGroups) {
        this.filterGroups = filterGroups;
    }

    public StateRepository<String, String> getStateRepository() {
        return stateRepository;
    }

    /**
     * Keeps the position beyond the end of the JVM. Without it and without stateDirectory the position is in memory only.
     */
    public void setStateRepository(StateRepository<String, String> stateRepository) {
        this.stateRepository = stateRepository;
    }

    public String getStateDirectory() {
        return stateDirectory;
    }

    /**
     * Directory in which a file keeps the position, instead of a stateRepository. Made if it is not there.
     */
    public void setStateDirectory(String stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    public String getPositionName() {
        return positionName;
    }

    /**
     * Name of the position in its repository: up to 32 letters, digits, dots, underscores and hyphens. Two consumers must
     * not share a position. By default the service URL and archived make the name.
     */
    public void setPositionName(String positionName) {
        this.positionName = positionName;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    /**
     * Remembers what was delivered, so that nothing is delivered twice after a JVM was killed, but for the exchanges that
     * were under way.
     */
    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public Boolean getBatch() {
        return batch;
    }

    /**
     * Whether one exchange brings all leads of a page, at most 200, as a list, instead of one exchange per lead.
     */
    public void setBatch(Boolean batch) {
        this.batch = batch;
    }

    public Integer getConcurrency() {
        return concurrency;
    }

    /**
     * How many exchanges may be under way at once, 1 to 100. With more than one the leads of a page come in any order, but
     * a lead is never in two exchanges at once.
     */
    public void setConcurrency(Integer concurrency) {
        this.concurrency = concurrency;
    }

    public Integer getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    /**
     * The most exchanges of one poll; the next one goes on. 0 for no limit.
     */
    public void setMaxMessagesPerPoll(Integer maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }
}
