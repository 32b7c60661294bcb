package io.github.camelhubspot.internal.component;

import java.lang.reflect.Field;

import io.github.camelhubspot.OutputType;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of a request that both schemes have. */
@UriParams
public class RequestOptions {

    @UriParam
    private Integer limit;
    @UriParam(defaultValue = "false")
    private Boolean allPages;
    @UriParam(defaultValue = "MAP")
    private OutputType outputType;
    @UriParam(label = "advanced", defaultValue = "false")
    private Boolean urgent;

    /** Copies the values of other options that this class has, too. */
    public void takeOver(RequestOptions others) {
        // by reflection, so that new options cannot be forgotten here
        for (Class<?> type = others.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field option : type.isInstance(this) ? type.getDeclaredFields() : new Field[0]) {
                try {
                    option.setAccessible(true);
                    option.set(this, option.get(others));
                } catch (IllegalAccessException e) {
                    throw new RuntimeCamelException(e);
                }
            }
        }
    }

    public Integer getLimit() {
        return limit;
    }

    /**
     * How many records a page has: 1 to 100, for a search 1 to 200, for listAssociations 1 to 500. For more than one page set
     * allPages.
     */
    public void setLimit(Integer limit) {
        this.limit = limit;
    }

    public Boolean getAllPages() {
        return allPages;
    }

    /**
     * Whether to follow all pages: the body is then an iterator over the records, which fetches a page while the one
     * before is used. A search goes on beyond the 10,000 leads that HubSpot gives for one.
     */
    public void setAllPages(Boolean allPages) {
        this.allPages = allPages;
    }

    public Boolean getUrgent() {
        return urgent;
    }

    /**
     * Whether the call may use what dailyReserve keeps back of the account's daily quota.
     */
    public void setUrgent(Boolean urgent) {
        this.urgent = urgent;
    }

    public OutputType getOutputType() {
        return outputType;
    }

    /**
     * Form of the answer in the message body: MAP for maps and lists, JSON for the text as received, POJO for the
     * records of io.github.camelhubspot.model.
     */
    public void setOutputType(OutputType outputType) {
        this.outputType = outputType;
    }
}
