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

/** Meters of a consumer of changes. Needs Micrometer; loaded only where it is. */
final class ChangesMeters {

    private static final String PREFIX = "camel.hubspot.changes.";

    private final MeterRegistry registry;
    private final List<Meter> meters;

    private ChangesMeters(MeterRegistry registry, Tags tags, Supplier<ChangesReading> changes, InstantSource clock) {
        this.registry = registry;
        this.meters = List.of(
                TimeGauge.builder(PREFIX + "lag", () -> known(changes.get().lag()), TimeUnit.MILLISECONDS)
                        .description("How long ago a change may have been made that is not delivered").tags(tags)
                        .register(registry),
                TimeGauge.builder(PREFIX + "last.poll.age", () -> age(changes.get(), clock), TimeUnit.MILLISECONDS)
                        .description("How long ago the last good poll was").tags(tags).register(registry),
                Gauge.builder(PREFIX + "calls.hour", changes, one -> one.get().callsLastHour())
                        .description("Calls in the last hour").tags(tags).strongReference(true).register(registry),
                FunctionCounter.builder(PREFIX + "delivered", changes, one -> one.get().delivered())
                        .description("Exchanges that are done").tags(tags).register(registry));
    }

    /** {@code null} if the context has no meter registry, or several of which none has the name that Camel uses. */
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
