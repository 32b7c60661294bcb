package io.github.camelhubspot.internal.component.observe;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import org.apache.camel.CamelContext;

/** Micrometer's meters of a consumer of changes. Needs Micrometer, and is loaded only if the application has it. */
final class ChangesMeters {

    private static final String PREFIX = "camel.hubspot.changes.";

    private final MeterRegistry registry;
    private final List<Meter> meters;

    private ChangesMeters(MeterRegistry registry, Tags tags, Supplier<ChangesReading> changes, InstantSource clock) {
        this.registry = registry;
        this.meters = List.of(
                TimeGauge.builder(PREFIX + "lag", () -> known(changes.get().lag()), TimeUnit.MILLISECONDS)
                        .description("Maximum age of a change that is not yet delivered").tags(tags)
                        .register(registry),
                TimeGauge.builder(PREFIX + "last.poll.age", () -> age(changes.get(), clock), TimeUnit.MILLISECONDS)
                        .description("Time since HubSpot last responded or an exchange last completed").tags(tags)
                        .register(registry),
                Gauge.builder(PREFIX + "calls.hour", changes, one -> one.get().callsLastHour())
                        .description("Calls in the last hour").tags(tags).strongReference(true).register(registry),
                FunctionCounter.builder(PREFIX + "delivered", changes, one -> one.get().delivered())
                        .description("Completed exchanges").tags(tags).register(registry));
    }

    /** Returns {@code null} if the context has no meter registry to use; see {@link CallMeters#registry}. */
    static ChangesMeters of(CamelContext camelContext, String position, Supplier<ChangesReading> changes,
            InstantSource clock) {
        MeterRegistry registry = CallMeters.registry(camelContext);
        return registry == null ? null : new ChangesMeters(registry,
                Tags.of("camelContext", camelContext.getName(), "position", position), changes, clock);
    }

    void close() {
        meters.forEach(registry::remove);
    }

    private static double age(ChangesReading reading, InstantSource clock) {
        return reading.lastGoodPoll() == null ? Double.NaN
                : Duration.between(reading.lastGoodPoll(), clock.instant()).toMillis();
    }

    private static double known(long value) {
        return value < 0 ? Double.NaN : value;
    }
}
