package io.github.camelhubspot.leads;

import io.github.camelhubspot.NullValues;
import io.github.camelhubspot.PartialFailure;
import io.github.camelhubspot.internal.component.RequestOptions;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The request options of leads that a component can set for all its endpoints. */
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
     * Name of a unique property that identifies leads. By default leads are identified by HubSpot's record id.
     */
    public void setIdProperty(String idProperty) {
        this.idProperty = idProperty;
    }

    public String getProperties() {
        return properties;
    }

    /**
     * Names of the properties to return, separated by commas. HubSpot ignores names that it does not know.
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
     * Object types whose associated record ids are returned, separated by commas, such as contacts,companies.
     */
    public void setAssociations(String associations) {
        this.associations = associations;
    }

    public Boolean getArchived() {
        return archived;
    }

    /**
     * Whether to return archived leads instead of active ones. The consumer then delivers leads that were archived since the
     * last poll.
     */
    public void setArchived(Boolean archived) {
        this.archived = archived;
    }

    public String getContactId() {
        return contactId;
    }

    /**
     * Id of an existing contact: the primary contact of a new lead (association type 578), or the target of associate and
     * dissociate.
     */
    public void setContactId(String contactId) {
        this.contactId = contactId;
    }

    public String getCompanyId() {
        return companyId;
    }

    /**
     * Id of an existing company: the primary company of a new lead (association type 580), or the target of associate and
     * dissociate.
     */
    public void setCompanyId(String companyId) {
        this.companyId = companyId;
    }

    public String getToObjectType() {
        return toObjectType;
    }

    /**
     * Object type of the associated records, as name or id, such as contacts or 0-1.
     */
    public void setToObjectType(String toObjectType) {
        this.toObjectType = toObjectType;
    }

    public Integer getAssociationTypeId() {
        return associationTypeId;
    }

    /**
     * Id of the association type. Without it, associate uses HubSpot's default type and dissociate removes all associations
     * between the two records; with it, dissociate removes only this type. create uses it for the contact or company, of
     * which there must be only one.
     */
    public void setAssociationTypeId(Integer associationTypeId) {
        this.associationTypeId = associationTypeId;
    }

    public String getAssociationCategory() {
        return associationCategory;
    }

    /**
     * Category of the association type: who defined it.
     */
    public void setAssociationCategory(String associationCategory) {
        this.associationCategory = associationCategory;
    }

    public PartialFailure getPartialFailure() {
        return partialFailure;
    }

    /**
     * What happens when some inputs of a batch operation fail: RETURN returns the result with the errors in it, THROW fails
     * the exchange with a HubSpotPartialFailureException.
     */
    public void setPartialFailure(PartialFailure partialFailure) {
        this.partialFailure = partialFailure;
    }

    public Integer getBatchSize() {
        return batchSize;
    }

    /**
     * Maximum number of inputs per call, 1 to 100. A body with more inputs is split into several calls. The maximum for a
     * read with propertiesWithHistory is 50.
     */
    public void setBatchSize(Integer batchSize) {
        this.batchSize = batchSize;
    }

    public Integer getBatchConcurrency() {
        return batchConcurrency;
    }

    /**
     * Maximum number of calls in flight for one body, 1 to 20. The rate limits of the account apply in addition.
     */
    public void setBatchConcurrency(Integer batchConcurrency) {
        this.batchConcurrency = batchConcurrency;
    }

    public Boolean getStreaming() {
        return streaming;
    }

    /**
     * Whether the body becomes an iterator over the verdicts on the inputs. The iterator reads inputs and makes calls while
     * it is read, so that neither all inputs nor all responses are in memory at once.
     */
    public void setStreaming(Boolean streaming) {
        this.streaming = streaming;
    }

    public NullValues getNullValues() {
        return nullValues;
    }

    /**
     * Meaning of a property value of the input that is null, or blank in a flat map: SKIP does not send the property, CLEAR
     * empties it at HubSpot.
     */
    public void setNullValues(NullValues nullValues) {
        this.nullValues = nullValues;
    }

    public Boolean getCoalesce() {
        return coalesce;
    }

    /**
     * Whether calls of several exchanges are queued and sent as one batch. Each exchange gets its own record or its own
     * error. With batchUpsert the body is then a single lead.
     */
    public void setCoalesce(Boolean coalesce) {
        this.coalesce = coalesce;
    }

    public long getCoalesceDelay() {
        return coalesceDelay;
    }

    /**
     * Maximum time that a call waits in the queue of coalesce, 1 ms to 10 s. A batch with 100 inputs, HubSpot's maximum, is
     * sent at once.
     */
    public void setCoalesceDelay(long coalesceDelay) {
        this.coalesceDelay = coalesceDelay;
    }

    public String getSince() {
        return since;
    }

    /**
     * Where the first start begins: now, beginning, an instant such as 2026-11-22T00:00:00Z, or a time ago such as 7d.
     * Ignored once a position is stored.
     */
    public void setSince(String since) {
        this.since = since;
    }

    public String getSettleWindow() {
        return settleWindow;
    }

    /**
     * Minimum age of a change that is delivered, such as 1m. HubSpot's search finds a change some time after it was made,
     * and may find a later change earlier. A change that takes longer than both settleWindow and overlap to become visible
     * is missed.
     */
    public void setSettleWindow(String settleWindow) {
        this.settleWindow = settleWindow;
    }

    public String getOverlap() {
        return overlap;
    }

    /**
     * How far before the position each poll begins, such as 10m, to find changes that became visible later than
     * settleWindow. Changes that were already delivered are not delivered again.
     */
    public void setOverlap(String overlap) {
        this.overlap = overlap;
    }

    public String getFilterGroups() {
        return filterGroups;
    }

    /**
     * Which leads are delivered: the filterGroups of a search as JSON, or a reference such as file:filters.json or
     * classpath:filters.json. A group can have at most four filters.
     */
    public void setFilterGroups(String filterGroups) {
        this.filterGroups = filterGroups;
    }

    public StateRepository<String, String> getStateRepository() {
        return stateRepository;
    }

    /**
     * Repository that stores the position, so that delivery continues there after a restart. Without stateRepository and
     * stateDirectory the position is in memory only.
     */
    public void setStateRepository(StateRepository<String, String> stateRepository) {
        this.stateRepository = stateRepository;
    }

    public String getStateDirectory() {
        return stateDirectory;
    }

    /**
     * Directory of the file that stores the position, instead of a stateRepository. Created if it does not exist.
     */
    public void setStateDirectory(String stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    public String getPositionName() {
        return positionName;
    }

    /**
     * Name of the position in its repository: 1 to 32 letters, digits, dots, underscores and hyphens. Each consumer needs
     * its own position. The default name is derived from the service URL and archived.
     */
    public void setPositionName(String positionName) {
        this.positionName = positionName;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    /**
     * Repository that remembers delivered changes. After the JVM was killed, only the exchanges that were in flight are
     * delivered again.
     */
    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public Boolean getBatch() {
        return batch;
    }

    /**
     * Whether one exchange has all leads of a page, at most 200, as a list. By default there is one exchange per lead.
     */
    public void setBatch(Boolean batch) {
        this.batch = batch;
    }

    public Integer getConcurrency() {
        return concurrency;
    }

    /**
     * Maximum number of exchanges in flight, 1 to 100. Above 1 the leads of a page are delivered in any order, but a lead is
     * never in two exchanges at once.
     */
    public void setConcurrency(Integer concurrency) {
        this.concurrency = concurrency;
    }

    public Integer getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    /**
     * Maximum number of exchanges per poll; the next poll continues. 0 means no limit.
     */
    public void setMaxMessagesPerPoll(Integer maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }
}
