package io.github.camelhubspot.leads;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of a request about leads: those of all requests, and those that name one lead, record or page. */
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
     * Id of the lead; with idProperty the value of that property.
     */
    public void setLeadId(String leadId) {
        this.leadId = leadId;
    }

    public String getAfter() {
        return after;
    }

    /**
     * Cursor of the page to get, as header CamelHubSpotNextAfter of the page before gave it. Opaque: sent as it is.
     */
    public void setAfter(String after) {
        this.after = after;
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
