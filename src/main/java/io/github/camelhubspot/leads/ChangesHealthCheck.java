package io.github.camelhubspot.leads;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import io.github.camelhubspot.internal.component.observe.ChangesReading;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.support.ScheduledPollConsumerHealthCheck;

/** Camel's health check of polling consumers, which is also DOWN when the last good poll is too old. */
final class ChangesHealthCheck extends ScheduledPollConsumerHealthCheck {

    private final LeadChangesConsumer consumer;
    private final InstantSource clock;

    ChangesHealthCheck(LeadChangesConsumer consumer, InstantSource clock) {
        super(consumer, "consumer:" + consumer.getRouteId());
        this.consumer = consumer;
        this.clock = clock;
    }

    @Override
    public Result call(Map<String, Object> options) {
        Result polls = super.call(options);
        if (!isEnabled()) {
            return polls;
        }
        ChangesReading reading = consumer.progress().reading();
        HealthCheckResultBuilder builder = HealthCheckResultBuilder.on(this).state(polls.getState())
                .details(polls.getDetails()).details(reading.details());
        polls.getMessage().ifPresent(builder::message);
        polls.getError().ifPresent(builder::error);
        Duration maxAge = consumer.maxPollAge();
        Instant last = reading.lastGoodPoll();
        if (polls.getState() == State.UP && maxAge != null && last != null
                && last.plus(maxAge).isBefore(clock.instant())) {
            builder.message("The last good poll was at " + last + ", which is more than " + maxAge.toSeconds()
                    + " s ago").down();
        }
        return builder.build();
    }
}
