package io.github.camelhubspot;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The details of a failed call. HubSpot documents every field of its error body as optional, so any of the texts may be
 * {@code null}; the collections are never {@code null}.
 *
 * @param operation     the operation as a URI names it, such as {@code hubspot-leads:read}
 * @param status        HTTP status; 0 without a response
 * @param message       HubSpot's message, or what was wrong locally
 * @param category      HubSpot's machine-readable category, such as {@code VALIDATION_ERROR}
 * @param subCategory   HubSpot's finer category
 * @param correlationId HubSpot's id of the call, for its support
 * @param context       HubSpot's context: a name to its values, such as {@code missingScopes}
 * @param errors        HubSpot's single errors, each in its own shape ({@code message}, {@code code}, {@code context} …)
 * @param policyName    the rate-limit policy of a 429, such as {@code TEN_SECONDLY_ROLLING} or {@code DAILY}
 * @param attempts      how often the request was sent; 0 if the component refused it before
 */
public record HubSpotError(String operation, int status, String message, String category, String subCategory,
                           String correlationId, Map<String, List<String>> context, List<Map<String, Object>> errors,
                           String policyName, int attempts) implements Serializable {

    public HubSpotError {
        context = context == null ? Map.of() : context;
        errors = errors == null ? List.of() : errors;
    }

    /** Returns an error without a response of HubSpot. */
    public static HubSpotError local(String operation, String message, int attempts) {
        return of(operation, 0, message, null).withAttempts(attempts);
    }

    /**
     * Returns an error of one attempt that has a message only.
     *
     * @param status        of HubSpot's response; 0 if there was none
     * @param correlationId of HubSpot's response; may be {@code null}
     */
    public static HubSpotError of(String operation, int status, String message, String correlationId) {
        return new HubSpotError(operation, status, message, null, null, correlationId, null, null, null, 1);
    }

    /** Returns this error with another message. */
    public HubSpotError withMessage(String newMessage) {
        return new HubSpotError(operation, status, newMessage, category, subCategory, correlationId, context, errors,
                policyName, attempts);
    }

    /** Returns this error with HubSpot's category and finer category. */
    public HubSpotError withCategory(String newCategory, String newSubCategory) {
        return new HubSpotError(operation, status, message, newCategory, newSubCategory, correlationId, context, errors,
                policyName, attempts);
    }

    /** Returns this error with another context, such as what helps to find out whether a call took effect. */
    public HubSpotError withContext(Map<String, List<String>> newContext) {
        return new HubSpotError(operation, status, message, category, subCategory, correlationId, newContext, errors,
                policyName, attempts);
    }

    /** Returns this error with other single errors. */
    public HubSpotError withErrors(List<Map<String, Object>> newErrors) {
        return new HubSpotError(operation, status, message, category, subCategory, correlationId, context, newErrors,
                policyName, attempts);
    }

    /** Returns this error with the rate-limit policy that refused the call. */
    public HubSpotError withPolicyName(String newPolicyName) {
        return new HubSpotError(operation, status, message, category, subCategory, correlationId, context, errors,
                newPolicyName, attempts);
    }

    /** Returns this error with the number of attempts. */
    public HubSpotError withAttempts(int newAttempts) {
        return new HubSpotError(operation, status, message, category, subCategory, correlationId, context, errors,
                policyName, newAttempts);
    }

    /** Returns this error with HubSpot's id of the call. */
    public HubSpotError withCorrelationId(String newCorrelationId) {
        return new HubSpotError(operation, status, message, category, subCategory, newCorrelationId, context, errors,
                policyName, attempts);
    }

    /** Replaces line breaks and other control characters, with the blanks around them, by one space. */
    private static String oneLine(CharSequence message) {
        StringBuilder line = new StringBuilder(message.length());
        boolean broken = false;
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            boolean control = c < ' ' || c == 127;
            if (control && !broken) {
                while (!line.isEmpty() && Character.isWhitespace(line.charAt(line.length() - 1))) {
                    line.setLength(line.length() - 1);
                }
                line.append(' ');
            }
            broken = control || broken && Character.isWhitespace(c);
            if (!broken) {
                line.append(c);
            }
        }
        return line.toString().strip();
    }

    /** Returns one line for an operator: operation, status, category, message, policy, attempts and correlation id. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (operation != null) {
            text.append(operation).append(": ");
        }
        StringBuilder code = new StringBuilder(status > 0 ? String.valueOf(status) : "");
        if (category != null) {
            code.append(code.isEmpty() ? "" : " ").append(category);
        }
        if (subCategory != null) {
            code.append(code.isEmpty() ? "" : category == null ? " " : "/").append(subCategory);
        }
        text.append(code).append(code.isEmpty() ? "" : ": ");
        text.append(message == null ? "no message" : message);
        if (policyName != null) {
            text.append(" [policy ").append(policyName).append(']');
        }
        if (attempts > 1) {
            text.append(" [").append(attempts).append(" attempts]");
        }
        if (correlationId != null) {
            text.append(" (correlation id ").append(correlationId).append(')');
        }
        return oneLine(text);
    }
}
