package io.github.camelhubspot.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotRateLimitException;
import io.github.camelhubspot.sandbox.SandboxRequest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that exceed HubSpot's rate limits, with the component's default limits. */
@Timeout(400)
class RateLimitTest extends ResilienceTestSupport {

    private static final String LEADS_LIST = "hubspot-leads:list";
    private static final String IMPORTS_LIST = "hubspot-import:list";
    private static final String SEARCH = "hubspot-leads:search?query=x";

    @Override
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration defaults = new HubSpotConfiguration();
        HubSpotConfiguration configuration = super.configuration();
        configuration.setRateLimit(defaults.getRateLimit());
        configuration.setSearchRateLimit(defaults.getSearchRateLimit());
        configuration.setRetryDelay(defaults.getRetryDelay());
        configuration.setRetryMaxDelay(defaults.getRetryMaxDelay());
        return configuration;
    }

    private static void assertAllSucceeded(List<Exchange> exchanges) {
        assertThat(exchanges).allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
    }

    @Test
    void aCallThatWouldWaitTooLongForAPermitFailsWithACure() {
        List<Exchange> done = sendAll(3, i -> Sending.of(LEADS_LIST + "?rateLimit=2&rateLimitMaxWait=50"));
        assertThat(done).filteredOn(exchange -> exchange.getException() != null).singleElement()
                .satisfies(exchange -> {
                    assertThat(exchange.getException()).isExactlyInstanceOf(HubSpotRateLimitException.class)
                            .hasMessageContaining("not sent").hasMessageContaining("rateLimitMaxWait")
                            .hasMessageContaining("2 calls in 10000 ms");
                    assertThat(((HubSpotException) exchange.getException()).getStatus()).isZero();
                    assertThat(attempts(exchange)).isEqualTo(0);
                });
        assertThat(sandbox().requests().count()).isEqualTo(2);
    }

    @Test
    void theDailyReserveIsForUrgentCallsOnly() {
        sandbox().limits().daily(10);
        String uri = LEADS_LIST + "?dailyReserve=7";
        for (int i = 0; i < 3; i++) {
            assertThat(send(uri, null).getException()).isNull();
        }
        assertThat(send(uri, null).getException()).isExactlyInstanceOf(HubSpotRateLimitException.class)
                .hasMessageContaining("not sent").hasMessageContaining("dailyReserve").hasMessageContaining("urgent")
                .isInstanceOfSatisfying(HubSpotException.class, e -> assertThat(e.getPolicyName()).isEqualTo("DAILY"));
        assertThat(sandbox().requests().count()).isEqualTo(3);
        assertThat(send(uri + "&urgent=true", null).getException()).isNull();
        assertThat(send(uri, null, Map.of("CamelHubSpotUrgent", true)).getException()).isNull();
        assertThat(send(IMPORTS_LIST, null).getException()).as("another endpoint without a reserve").isNull();
        assertThat(sandbox().requests().count()).isEqualTo(6);
    }

    @Test
    void anExhaustedDailyQuotaFailsCallsWithoutARequest() {
        sandbox().limits().daily(1);
        assertThat(send(LEADS_LIST, null).getException()).isNull();
        sandbox().faults().next(1).status(429, "DAILY");
        assertThat(send(LEADS_LIST + "?urgent=true", null).getException())
                .isExactlyInstanceOf(HubSpotRateLimitException.class)
                .isInstanceOfSatisfying(HubSpotException.class, e -> {
                    assertThat(e.getStatus()).isEqualTo(429);
                    assertThat(e.getAttempts()).isEqualTo(1);
                });
        assertThat(send(LEADS_LIST, null).getException()).isExactlyInstanceOf(HubSpotRateLimitException.class)
                .hasMessageContaining("not sent");
        assertThat(sandbox().requests().count()).isEqualTo(2);
    }

    @Test
    void aRateLimitOfSecondsPausesAllCalls() {
        sandbox().faults().next(1).status(429, "TEN_SECONDLY_ROLLING");
        assertAllSucceeded(sendAll(1, i -> Sending.of(LEADS_LIST)));
        List<SandboxRequest> sent = sandbox().requests().all();
        assertThat(sent).hasSize(2);
        assertThat(Duration.between(sent.get(0).at(), sent.get(1).at())).isGreaterThanOrEqualTo(Duration.ofMillis(900));
    }

    @Test
    void anEndpointWithOtherLimitsForTheSameAccountFailsToStart() {
        assertThat(send(LEADS_LIST, null).getException()).isNull();
        assertThatThrownBy(() -> context.getEndpoint(IMPORTS_LIST + "?rateLimit=50").start()).rootCause()
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("rateLimit").hasMessageContaining("50");
        assertThatThrownBy(() -> context.getEndpoint(SEARCH + "&searchRateLimit=2").start()).rootCause()
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("searchRateLimit");
    }
}
