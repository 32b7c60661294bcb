package io.github.camelhubspot.leads;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The request options of one endpoint: adds those that name one lead, record or page. */
@UriParams
public class LeadsRequestOptions extends LeadsRequestDefaults {

    @UriParam(label = "producer")
    private String leadId;
    @UriParam
    private String after;
    @UriParam(label = "producer")
    private String query;
    @UriParam(label = "producer")
    private String toObjectId;

    public String getLeadId() {
        return leadId;
    }

    /**
     * Id of the lead, or with idProperty the value of that property.
     */
    public void setLeadId(String leadId) {
        this.leadId = leadId;
    }

    public String getAfter() {
        return after;
    }

    /**
     * Cursor of the page to read, from the header CamelHubSpotNextAfter of the page before. The cursor is opaque and sent as
     * it is.
     */
    public void setAfter(String after) {
        this.after = after;
    }

    public String getQuery() {
        return query;
    }

    /**
     * Text that a search looks for in the searchable properties, at most 3,000 characters.
     */
    public void setQuery(String query) {
        this.query = query;
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
}
