package io.github.camelhubspot.internal.component.observe;

import java.time.Duration;

import io.github.camelhubspot.internal.resilience.Attempt;
import io.github.camelhubspot.internal.resilience.CallListener;
import io.github.camelhubspot.internal.resilience.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the log what happens to calls: what failed, who waits and why is DEBUG, every request TRACE. Nothing of their
 * content, no value of a parameter, no header but HubSpot's correlation id.
 */
final class CallLog implements CallListener {

    /** Not named by a class: users put it into their settings. */
    static final String NAME = "io.github.camelhubspot.calls";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    private final String account;

    CallLog(String account) {
        this.account = account;
    }

    @Override
    public void attempted(Attempt<?> attempt, Outcome<?> outcome, int tries, Duration took) {
        if (LOG.isTraceEnabled() || LOG.isDebugEnabled() && !outcome.succeeded()) {
            String text = account + " " + attempt.operation() + ": " + attempt.target() + " try " + tries + ": "
                    + result(outcome) + " after " + took.toMillis() + " ms";
            if (outcome.succeeded()) {
                LOG.trace(text);
            } else {
                LOG.debug(text);
            }
        }
    }

    @Override
    public void retrying(Attempt<?> attempt, Outcome<?> outcome, int tries, Duration wait) {
        LOG.debug("{} {}: try {} follows in {} ms", account, attempt.operation(), tries + 1, wait.toMillis());
    }

    @Override
    public void waited(Attempt<?> attempt, Duration time) {
        LOG.debug("{} {}: waited {} ms for its turn under the rate limit", account, attempt.operation(), time.toMillis());
    }

    @Override
    public void rejected(Attempt<?> attempt, Throwable reason) {
        LOG.debug("{} {}: not sent: {}", account, attempt.operation(), reason.getMessage());
    }

    private static String result(Outcome<?> outcome) {
        return (outcome.status() == 0 ? "no answer that could be read" : String.valueOf(outcome.status()))
                + (outcome.correlationId() == null ? "" : " (correlation id " + outcome.correlationId() + ")");
    }
}
