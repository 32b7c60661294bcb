package io.github.camelhubspot.leads;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import io.github.camelhubspot.internal.component.observe.ChangesReading;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.support.ScheduledPollConsumerHealthCheck;

/** Whether a consumer of changes polls, and polls well. Beside what Camel looks at, that the last good poll is not long ago. */
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
        Duration patience = consumer.patience();
        Instant last = reading.lastGoodPoll();
        if (polls.getState() == State.UP && patience != null && last != null
                && last.plus(patience).isBefore(clock.instant())) {
            builder.message("The last good poll was at " + last + ", which is more than " + patience.toSeconds()
                    + " s ago").down();
        }
        return builder.build();
    }
}
