package io.github.camelhubspot.component;

import java.time.Duration;

import io.github.camelhubspot.client.resilience.CallListener;
import io.github.camelhubspot.client.resilience.RateLane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the log what happens to calls: who waits and why is DEBUG, every request TRACE. Nothing of their content. */
final class CallLog implements CallListener {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.camelhubspot.calls");

    @Override
    public void tried(String operation, int status, Duration took) {
        LOG.trace("{}: {} after {} ms", operation, status == 0 ? "no answer" : status, took.toMillis());
    }

    @Override
    public void retrying(String operation, int status, int tries, Duration wait) {
        LOG.debug("{}: {}, try {} follows in {} ms", operation, status == 0 ? "no answer" : status, tries + 1, wait.toMillis());
    }

    @Override
    public void waited(String operation, RateLane lane, Duration time) {
        LOG.debug("{}: waited {} ms for its turn under the rate limit", operation, time.toMillis());
    }
}
