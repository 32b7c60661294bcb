package io.github.camelhubspot.internal.component.observe;

import java.time.Duration;

import io.github.camelhubspot.internal.resilience.Attempt;
import io.github.camelhubspot.internal.resilience.CallListener;
import io.github.camelhubspot.internal.resilience.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs calls: failures, retries, waits and rejections at DEBUG, every other request at TRACE. The lines contain no body, no value
 * of a parameter, and no header except HubSpot's correlation id.
 */
final class CallLog implements CallListener {

    /** A fixed name instead of that of a class, because users put it into their logging configuration. */
    static final String NAME = "io.github.camelhubspot.calls";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    private final String account;

    CallLog(String account) {
        this.account = account;
    }

    @Override
    public void attempted(Attempt<?> attempt, Outcome<?> outcome, int attempts, Duration took) {
        if (LOG.isTraceEnabled() || LOG.isDebugEnabled() && !outcome.succeeded()) {
            String text = account + " " + attempt.operation() + ": " + attempt.target() + " attempt " + attempts + ": "
                    + result(outcome) + " after " + took.toMillis() + " ms";
            if (outcome.succeeded()) {
                LOG.trace(text);
            } else {
                LOG.debug(text);
            }
        }
    }

    @Override
    public void retrying(Attempt<?> attempt, Outcome<?> outcome, int attempts, Duration wait) {
        LOG.debug("{} {}: attempt {} follows in {} ms", account, attempt.operation(), attempts + 1, wait.toMillis());
    }

    @Override
    public void waited(Attempt<?> attempt, Duration time) {
        LOG.debug("{} {}: waited {} ms for a permit of the rate limit", account, attempt.operation(), time.toMillis());
    }

    @Override
    public void rejected(Attempt<?> attempt, Throwable reason) {
        LOG.debug("{} {}: not sent: {}", account, attempt.operation(), reason.getMessage());
    }

    private static String result(Outcome<?> outcome) {
        return (outcome.status() == 0 ? "no readable response" : String.valueOf(outcome.status()))
                + (outcome.correlationId() == null ? "" : " (correlation id " + outcome.correlationId() + ")");
    }
}
