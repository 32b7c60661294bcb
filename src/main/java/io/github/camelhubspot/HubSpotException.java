package io.github.camelhubspot;

import java.util.List;
import java.util.Map;

import org.apache.camel.spi.HttpResponseAware;

/**
 * A call of HubSpot that failed. The subclasses name the cause, so that {@code onException} can tell them apart; this class
 * itself stands for a status that has no class of its own.
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

    /** All that is known of the failure. */
    public HubSpotError getError() {
        return error;
    }

    /** The operation as a URI names it, such as {@code hubspot-leads:read}. */
    public String getOperation() {
        return error.operation();
    }

    /** The HTTP status; 0 when no answer came. */
    public int getStatus() {
        return error.status();
    }

    /** HubSpot's category, such as {@code VALIDATION_ERROR}; may be {@code null}. */
    public String getCategory() {
        return error.category();
    }

    /** HubSpot's finer category; may be {@code null}. */
    public String getSubCategory() {
        return error.subCategory();
    }

    /** HubSpot's id of the call, for its support; may be {@code null}. */
    public String getCorrelationId() {
        return error.correlationId();
    }

    /** HubSpot's context, a name to its values; never {@code null}. */
    public Map<String, List<String>> getContext() {
        return error.context();
    }

    /** HubSpot's single errors, each in its own shape; never {@code null}. */
    public List<Map<String, Object>> getErrors() {
        return error.errors();
    }

    /** The rate-limit policy of a 429, such as {@code DAILY}; otherwise {@code null}. */
    public String getPolicyName() {
        return error.policyName();
    }

    /** How often the call was tried; 0 when it was refused before it was sent. */
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
