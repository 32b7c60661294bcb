package io.github.camelhubspot.internal.component.observe;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.github.camelhubspot.internal.resilience.Attempt;
import io.github.camelhubspot.internal.resilience.CallListener;
import io.github.camelhubspot.internal.resilience.Circuit;
import io.github.camelhubspot.internal.resilience.Outcome;
import io.github.camelhubspot.internal.resilience.RateLimitBucket;
import io.github.camelhubspot.internal.resilience.RateLimitExceededException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Micrometer's meters of an account. Needs Micrometer, and is loaded only if the application has it.
 *
 * <p>Thread-safe.
 */
final class CallMeters implements CallListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallMeters.class);
    /** The name by which camel-micrometer looks up its registry. */
    private static final String REGISTRY = "metricsRegistry";
    private static final String PREFIX = "camel.hubspot.";
    private static final String UNKNOWN = "UNKNOWN";

    private record Request(String operation, int status) {
    }

    private record Refusal(String operation, String reason) {
    }

    private final MeterRegistry registry;
    private final Tags common;
    private final Queue<Meter> meters = new ConcurrentLinkedQueue<>();
    private final Map<Request, Timer> requests = new ConcurrentHashMap<>();
    private final Map<Request, Counter> retries = new ConcurrentHashMap<>();
    private final Map<Refusal, Counter> refusals = new ConcurrentHashMap<>();
    private final Map<RateLimitBucket, Timer> waits = new ConcurrentHashMap<>();

    private CallMeters(MeterRegistry registry, Tags common) {
        this.registry = registry;
        this.common = common;
    }

    /** Returns {@code null} if the context has no meter registry, or several and none named {@value #REGISTRY}. */
    static CallMeters of(CamelContext camelContext, String account) {
        MeterRegistry registry = registry(camelContext);
        return registry == null ? null
                : new CallMeters(registry, Tags.of("camelContext", camelContext.getName(), "account", account));
    }

    /** Returns {@code null} if there is none, or several and none named {@value #REGISTRY}. */
    static MeterRegistry registry(CamelContext camelContext) {
        MeterRegistry registry = camelContext.getRegistry().lookupByNameAndType(REGISTRY, MeterRegistry.class);
        if (registry == null) {
            registry = camelContext.getRegistry().findSingleByType(MeterRegistry.class);
        }
        Set<String> names = registry != null ? Set.of()
                : camelContext.getRegistry().findByTypeWithName(MeterRegistry.class).keySet();
        if (names.size() > 1) {
            LOG.warn("There are several meter registries ('{}') and none is named '{}', so HubSpot's meters are in none:"
                    + " bind the one to use under this name", String.join("', '", new TreeSet<>(names)), REGISTRY);
        }
        return registry;
    }

    /** Registers the gauges of the account. */
    void gauge(ObservedAccount account) {
        gauge("rate.limit", "Maximum calls in ten seconds, as far as known", account, AccountReading::limit);
        gauge("rate.available", "Calls that the rate limit admits now", account, AccountReading::available);
        gauge("rate.waiting", "Calls that wait for a permit of the rate limiter", account, AccountReading::waiting);
        gauge("daily.remaining", "Calls left of the daily quota", account,
                reading -> reading.dailyRemaining() < 0 ? Double.NaN : reading.dailyRemaining());
        for (Circuit.State state : EnumSet.of(Circuit.State.CLOSED, Circuit.State.HALF_OPEN, Circuit.State.OPEN)) {
            meters.add(Gauge.builder(PREFIX + "circuit.state", account, one -> one.reading().circuit() == state ? 1 : 0)
                    .description("1 for the current state of the circuit breaker, else 0")
                    .tags(common.and("state", state.name().toLowerCase(Locale.ROOT))).register(registry));
        }
        meters.add(TimeGauge.builder(PREFIX + "token.age", account, TimeUnit.SECONDS, one -> {
            Duration age = one.reading().tokenAge();
            return age == null ? Double.NaN : age.toSeconds();
        }).description("How long the access token has been in use").tags(common).register(registry));
    }

    @Override
    public void attempted(Attempt<?> attempt, Outcome<?> outcome, int attempts, Duration took) {
        requests.computeIfAbsent(new Request(attempt.operation(), outcome.status()), key -> timer("calls",
                "Requests sent to HubSpot, including retries",
                Tags.of("operation", key.operation(), "status", status(key.status()), "outcome", outcome(key.status()))))
                .record(took);
    }

    @Override
    public void retrying(Attempt<?> attempt, Outcome<?> outcome, int attempts, Duration wait) {
        retries.computeIfAbsent(new Request(attempt.operation(), outcome.status()), key -> counter("retries",
                "Requests sent again after a failed attempt",
                Tags.of("operation", key.operation(), "status", status(key.status())))).increment();
    }

    @Override
    public void waited(Attempt<?> attempt, Duration time) {
        waits.computeIfAbsent(attempt.bucket(), bucket -> timer("rate.wait",
                "Waits of calls for a permit of the rate limiter", Tags.of("lane", bucket.name().toLowerCase(Locale.ROOT))))
                .record(time);
    }

    @Override
    public void rejected(Attempt<?> attempt, Throwable reason) {
        refusals.computeIfAbsent(new Refusal(attempt.operation(), reason(reason)), key -> counter("refusals",
                "Tries that were not made", Tags.of("operation", key.operation(), "reason", key.reason()))).increment();
    }

    /** Removes the meters of the account from the registry. */
    @Override
    public void close() {
        meters.forEach(registry::remove);
        meters.clear();
    }

    private void gauge(String name, String text, ObservedAccount account, ToDoubleFunction<AccountReading> value) {
        meters.add(Gauge.builder(PREFIX + name, account, one -> value.applyAsDouble(one.reading()))
                .description(text).tags(common).register(registry));
    }

    private Timer timer(String name, String text, Tags tags) {
        Timer timer = Timer.builder(PREFIX + name).description(text).tags(common.and(tags)).register(registry);
        meters.add(timer);
        return timer;
    }

    private Counter counter(String name, String text, Tags tags) {
        Counter counter = Counter.builder(PREFIX + name).description(text).tags(common.and(tags)).register(registry);
        meters.add(counter);
        return counter;
    }

    private static String status(int status) {
        return status == 0 ? UNKNOWN : String.valueOf(status);
    }

    /** Returns the outcome in the terms that Micrometer uses for HTTP. */
    private static String outcome(int status) {
        return switch (status / 100) {
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            case 5 -> "SERVER_ERROR";
            default -> UNKNOWN;
        };
    }

    private static String reason(Throwable reason) {
        if (!(reason instanceof RateLimitExceededException exceeded)) {
            return "circuit";
        }
        return exceeded.policyName() == null ? "stop" : "DAILY".equals(exceeded.policyName()) ? "daily" : "rate";
    }
}
