package io.github.camelhubspot.internal.batch;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotCircuitOpenException;
import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotPermissionException;
import io.github.camelhubspot.HubSpotRateLimitException;
import io.github.camelhubspot.HubSpotServerException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.http.HttpTransportException;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.model.BatchVerdict.Outcome;

/** The failure of a whole call: its verdicts on the inputs, and its consequences for further calls. */
record CallFailure(RuntimeException cause) {

    private static final int BAD_REQUEST = 400;
    private static final String DAILY = "DAILY";

    /** Whether single inputs may be the cause, so that the others may succeed without them. */
    boolean isDivisible() {
        return cause instanceof HubSpotConflictException
                || cause instanceof HubSpotValidationException rejection && rejection.getStatus() == BAD_REQUEST;
    }

    /** Whether every further call would fail in the same way. */
    boolean stops() {
        return !(cause instanceof HubSpotException) || cause instanceof HubSpotAuthenticationException
                || cause instanceof HubSpotPermissionException || cause instanceof HubSpotCircuitOpenException
                || cause instanceof HubSpotRateLimitException limit && (DAILY.equals(limit.getPolicyName())
                        || limit.getStatus() == 0 && limit.getPolicyName() == null);
    }

    /** Whether another failure seems to have the same cause: its class and status are equal. */
    boolean isLike(CallFailure other) {
        return cause.getClass() == other.cause.getClass() && status() == other.status();
    }

    private int status() {
        return cause instanceof HubSpotException failure ? failure.getStatus() : 0;
    }

    /** Returns the verdicts on the inputs of the failed call. */
    List<Verdict> verdicts(List<BatchInput> inputs, boolean reads) {
        Outcome outcome = mayHaveTakenEffect(reads) ? Outcome.UNKNOWN : Outcome.FAILED;
        Map<String, Object> error = Verdict.error(outcome == Outcome.UNKNOWN ? BatchMatcher.OUTCOME_UNKNOWN : category(),
                cause.getMessage(), inputs);
        if (cause instanceof HubSpotException failure && !failure.getErrors().isEmpty()) {
            error.put("errors", failure.getErrors());
        }
        return inputs.stream().map(input -> Verdict.of(input, outcome, error)).toList();
    }

    /** Returns the verdicts on inputs that are not sent because of this failure. */
    List<Verdict> notSent(List<BatchInput> inputs) {
        Map<String, Object> error = Verdict.error(category(),
                "not sent, because an earlier batch failed: " + cause.getMessage(), inputs);
        return inputs.stream().map(input -> Verdict.failed(input, error)).toList();
    }

    private boolean mayHaveTakenEffect(boolean reads) {
        return cause instanceof HubSpotOutcomeUnknownException || !reads && (!(cause instanceof HubSpotException)
                || cause instanceof HubSpotServerException failure && failure.getStatus() >= 500
                || cause instanceof HubSpotTransportException
                        && !(cause.getCause() instanceof HttpTransportException transport && !transport.sent()));
    }

    private String category() {
        if (cause instanceof HubSpotException failure && failure.getCategory() != null) {
            return failure.getCategory();
        }
        String type = cause.getClass().getSimpleName().replace("HubSpot", "").replace("Exception", "");
        return type.isEmpty() ? "ERROR" : type.replaceAll("([a-z])([A-Z])", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }
}
