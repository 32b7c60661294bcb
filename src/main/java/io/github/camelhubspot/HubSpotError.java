package io.github.camelhubspot;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What is known of a failed call. HubSpot documents every field of its error body as optional, so any of the texts may be
 * {@code null}; the collections are never {@code null}.
 *
 * @param operation     the operation as a URI names it, such as {@code hubspot-leads:read}
 * @param status        HTTP status; 0 when no answer came
 * @param message       HubSpot's message, or what was wrong locally
 * @param category      HubSpot's machine-readable category, such as {@code VALIDATION_ERROR}
 * @param subCategory   HubSpot's finer category
 * @param correlationId HubSpot's id of the call, for its support
 * @param context       HubSpot's context: a name to its values, such as {@code missingScopes}
 * @param errors        HubSpot's single errors, each in its own shape ({@code message}, {@code code}, {@code context} …)
 * @param policyName    the rate-limit policy of a 429, such as {@code TEN_SECONDLY_ROLLING} or {@code DAILY}
 * @param attempts      how often the call was tried; 0 when it was refused before it was sent
 */
public record HubSpotError(String operation, int status, String message, String category, String subCategory,
                           String correlationId, Map<String, List<String>> context, List<Map<String, Object>> errors,
                           String policyName, int attempts) implements Serializable {

    public HubSpotError {
        context = context == null ? Map.of() : context;
        errors = errors == null ? List.of() : errors;
    }

    /** An error that no answer of HubSpot stands behind. */
    public static HubSpotError local(String operation, String message, int attempts) {
        return new HubSpotError(operation, 0, message, null, null, null, null, null, null, attempts);
    }

    /** The same error with a context of its own: what a reader needs to check the outcome. */
    public HubSpotError withContext(Map<String, List<String>> newContext) {
        return new HubSpotError(operation, status, message, category, subCategory, correlationId, newContext, errors,
                policyName, attempts);
    }

    /** The same error, with how often the call was tried. */
    public HubSpotError withAttempts(int newAttempts) {
        return new HubSpotError(operation, status, message, category, subCategory, correlationId, context, errors,
                policyName, newAttempts);
    }

    /** The same error, with HubSpot's id of the call. */
    public HubSpotError withCorrelationId(String newCorrelationId) {
        return new HubSpotError(operation, status, message, category, subCategory, newCorrelationId, context, errors,
                policyName, attempts);
    }

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

    /** One line for an operator: operation, status, category, message, correlation id. */
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
