package io.github.camelhubspot.internal.component.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.camelhubspot.HubSpotCircuitOpenException;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotRateLimitException;
import io.github.camelhubspot.support.HubSpotTestSupport;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.BindToRegistry;
import org.junit.jupiter.api.Test;

/** Micrometer's meters of an account. */
class CallMetersTest extends HubSpotTestSupport {

    private static final String LIST = "hubspot-leads:list";

    @BindToRegistry("meters")
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Override
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration configuration = super.configuration();
        configuration.setRateLimit(null);
        configuration.setSearchRateLimit(1);
        configuration.setMaxRetries(1);
        configuration.setRetryDelay(1);
        return configuration;
    }

    private double gauge(String name, String... tags) {
        return meters.get("camel.hubspot." + name).tags(tags).gauge().value();
    }

    @Test
    void everyRequestIsTimedByOperationStatusAndOutcome() {
        send(LIST, null);
        send(LIST, null);
        send("hubspot-leads:read?leadId=1", null);
        sandbox().faults().next(1).on("GET", ".*/imports").reset();
        send("hubspot-import:list?maxRetries=0", null);
        assertThat(meters.get("camel.hubspot.calls").tags("operation", LIST, "status", "200", "outcome", "SUCCESS",
                "account", "localhost-1", "camelContext", context.getName()).timer()).satisfies(timer -> {
                    assertThat(timer.count()).isEqualTo(2);
                    assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
                });
        assertThat(meters.get("camel.hubspot.calls").tags("operation", "hubspot-leads:read", "status", "404", "outcome",
                "CLIENT_ERROR").timer().count()).isEqualTo(1);
        assertThat(meters.get("camel.hubspot.calls").tags("operation", "hubspot-import:list", "status", "UNKNOWN", "outcome",
                "UNKNOWN").timer().count()).isEqualTo(1);
    }

    @Test
    void retriesAreCountedByTheStatusOfTheFailedAttempt() {
        sandbox().faults().next(1).status(503);
        assertThat(send(LIST, null).getException()).isNull();
        assertThat(meters.get("camel.hubspot.retries").tags("operation", LIST, "status", "503").counter().count())
                .isEqualTo(1);
        assertThat(meters.get("camel.hubspot.calls").tags("status", "503", "outcome", "SERVER_ERROR").timer().count())
                .isEqualTo(1);
        assertThat(meters.get("camel.hubspot.calls").tags("status", "200").timer().count()).isEqualTo(1);
    }

    @Test
    void waitsAreTimedByLane() {
        for (int i = 0; i < 2; i++) {
            assertThat(send("hubspot-leads:search", Map.of()).getException()).isNull();
        }
        assertThat(meters.get("camel.hubspot.rate.wait").tag("lane", "search").timer()).satisfies(timer -> {
            assertThat(timer.count()).isEqualTo(1);
            assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isPositive();
        });
    }

    @Test
    void rejectedAttemptsAreCountedByReason() {
        sandbox().faults().next(1).status(429, "DAILY");
        assertThat(send(LIST, null).getException()).isInstanceOf(HubSpotRateLimitException.class);
        assertThat(send(LIST, null).getException()).isInstanceOf(HubSpotRateLimitException.class);
        assertThat(meters.get("camel.hubspot.refusals").tags("operation", LIST, "reason", "daily").counter().count())
                .isEqualTo(1);
        assertThat(gauge("daily.remaining")).isZero();
    }

    @Test
    void gaugesHaveTheQuotasOfTheLastResponse() {
        send("hubspot-leads:read?leadId=1", null);
        assertThat(gauge("rate.limit")).isEqualTo(190);
        assertThat(gauge("rate.available")).isBetween(1.0, 190.0);
        assertThat(gauge("rate.waiting")).isZero();
        assertThat(gauge("daily.remaining")).isEqualTo(624_999);
        assertThat(gauge("circuit.state", "state", "open")).isZero();
        assertThat(gauge("circuit.state", "state", "closed")).isZero(); // there is no circuit breaker
        assertThat(gauge("token.age")).isNaN();
    }

    @Test
    void theGaugeOfTheCurrentCircuitStateIsOne() {
        String uri = LIST + "?circuitBreaker=true&circuitBreakerMinimumCalls=1&maxRetries=0";
        assertThat(send(uri, null).getException()).isNull();
        assertThat(gauge("circuit.state", "state", "closed")).isEqualTo(1);
        sandbox().faults().next(1).status(500);
        send(uri, null);
        assertThat(gauge("circuit.state", "state", "open")).isEqualTo(1);
        assertThat(gauge("circuit.state", "state", "closed")).isZero();
        assertThat(send(uri, null).getException()).isInstanceOf(HubSpotCircuitOpenException.class);
        assertThat(meters.get("camel.hubspot.refusals").tag("reason", "circuit").counter().count()).isEqualTo(1);
    }

    @Test
    void metersAreRemovedWithTheContextAndShowNoSecret() {
        send(LIST, null);
        assertThat(meters.getMeters()).isNotEmpty().extracting(Meter::getId).allSatisfy(id -> assertThat(id.getName()
                + id.getTags().stream().map(Tag::getValue).toList()).doesNotContain(sandbox().accessToken()));
        context.stop();
        await().untilAsserted(() -> assertThat(meters.getMeters()).filteredOn(meter -> meter.getId().getName()
                .startsWith("camel.hubspot.")).isEmpty());
    }
}
