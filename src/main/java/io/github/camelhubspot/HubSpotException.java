package io.github.camelhubspot;

import java.util.List;
import java.util.Map;

import org.apache.camel.spi.HttpResponseAware;

/**
 * A failed call. Each subclass stands for a cause, for use with {@code onException}; this class itself stands for HTTP statuses
 * without a subclass.
 */
public class HubSpotException extends RuntimeException implements HttpResponseAware {

    private static final long serialVersionUID = 1L;

    private final HubSpotError error;
    private int responseCode;
    private String responseStatus;

    public HubSpotException(HubSpotError error, Throwable cause) {
        super(error.text(), cause);
        this.error = error;
        this.responseCode = error.status();
    }

    /** Returns the details of the failure. */
    public HubSpotError getError() {
        return error;
    }

    /** Returns the operation as a URI names it, such as {@code hubspot-leads:read}. */
    public String getOperation() {
        return error.operation();
    }

    /** Returns the HTTP status; 0 without a response. */
    public int getStatus() {
        return error.status();
    }

    /** Returns HubSpot's category, such as {@code VALIDATION_ERROR}; may be {@code null}. */
    public String getCategory() {
        return error.category();
    }

    /** Returns HubSpot's subcategory; may be {@code null}. */
    public String getSubCategory() {
        return error.subCategory();
    }

    /** Returns HubSpot's id of the call, for its support; may be {@code null}. */
    public String getCorrelationId() {
        return error.correlationId();
    }

    /** Returns HubSpot's context, values by name; never {@code null}. */
    public Map<String, List<String>> getContext() {
        return error.context();
    }

    /** Returns HubSpot's individual errors, with fields that vary; never {@code null}. */
    public List<Map<String, Object>> getErrors() {
        return error.errors();
    }

    /** Returns the rate-limit policy of a 429, such as {@code DAILY}; {@code null} for other failures. */
    public String getPolicyName() {
        return error.policyName();
    }

    /** Returns the number of attempts; 0 if the call was rejected before it was sent. */
    public int getAttempts() {
        return error.attempts();
    }

    @Override
    public int getHttpResponseCode() {
        return responseCode;
    }

    @Override
    public void setHttpResponseCode(int code) {
        this.responseCode = code;
    }

    @Override
    public String getHttpResponseStatus() {
        return responseStatus;
    }

    @Override
    public void setHttpResponseStatus(String status) {
        this.responseStatus = status;
    }
}
