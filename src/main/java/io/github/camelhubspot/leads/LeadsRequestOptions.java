package io.github.camelhubspot.leads;

import io.github.camelhubspot.NullValues;
import io.github.camelhubspot.PartialFailure;
import io.github.camelhubspot.component.RequestOptions;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of a request about leads. */
@UriParams
public class LeadsRequestOptions extends RequestOptions {

    @UriParam(label = "producer")
    private String leadId;
    @UriParam(label = "producer")
    private String idProperty;
    @UriParam(label = "producer")
    private String properties;
    @UriParam(label = "producer")
    private String propertiesWithHistory;
    @UriParam(label = "producer")
    private String associations;
    @UriParam(label = "producer", defaultValue = "false")
    private Boolean archived;
    @UriParam(label = "producer")
    private String query;
    @UriParam(label = "producer")
    private String contactId;
    @UriParam(label = "producer")
    private String companyId;
    @UriParam(label = "producer")
    private String toObjectType;
    @UriParam(label = "producer")
    private String toObjectId;
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

    public String getLeadId() {
        return leadId;
    }

    /**
     * Id of the lead; with idProperty the value of that property.
     */
    public void setLeadId(String leadId) {
        this.leadId = leadId;
    }

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
     * Whether to return archived leads instead of those in use.
     */
    public void setArchived(Boolean archived) {
        this.archived = archived;
    }

    public String getQuery() {
        return query;
    }

    /**
     * Text that a search looks for in the searchable properties; at most 3,000 characters.
     */
    public void setQuery(String query) {
        this.query = query;
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

    public String getToObjectId() {
        return toObjectId;
    }

    /**
     * Id of the record to associate with.
     */
    public void setToObjectId(String toObjectId) {
        this.toObjectId = toObjectId;
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
     * What a null property value of the input means: SKIP leaves the property out, CLEAR empties it at HubSpot.
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
}
