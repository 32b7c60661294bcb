package io.github.camelhubspot.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import io.github.camelhubspot.HubSpotCircuitOpenException;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotServerException;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The circuit breaker rejects calls when too many failed or were slow, and admits probes later. */
@Timeout(300)
class CircuitBreakerTest extends ResilienceTestSupport {

    private static final int WINDOW = 10;
    private static final String LONG_OPEN = "hubspot-leads:list?circuitBreakerOpenDuration=1m";
    private static final int SHORT_MILLIS = 500;

    @Override
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration configuration = super.configuration();
        configuration.setMaxRetries(0);
        configuration.setCircuitBreaker(true);
        configuration.setCircuitBreakerWindow(WINDOW);
        configuration.setCircuitBreakerMinimumCalls(WINDOW);
        configuration.setCircuitBreakerHalfOpenCalls(2);
        return configuration;
    }

    private void fail(String uri, int times) {
        sandbox().faults().next(times).status(503);
        for (int i = 0; i < times; i++) {
            assertThat(send(uri, null).getException()).isExactlyInstanceOf(HubSpotServerException.class);
        }
    }

    private void succeed(String uri, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(send(uri, null).getException()).isNull();
        }
    }

    private void assertRejected(Exchange exchange) {
        assertThat(exchange.getException()).isExactlyInstanceOf(HubSpotCircuitOpenException.class)
                .hasMessageContaining("not sent").hasMessageContaining("circuitBreaker");
        assertThat(((HubSpotException) exchange.getException()).getAttempts()).isZero();
        assertThat(attempts(exchange)).isEqualTo(0);
    }

    private static String openFor(int millis) {
        return "hubspot-leads:list?circuitBreakerOpenDuration=" + millis;
    }

    private static boolean hasPassed(int millis, long since) {
        return System.nanoTime() - since >= Duration.ofMillis(millis).toNanos();
    }

    /** Returns the URI of a circuit that has rejected a call; it stays open longer on a slow machine. */
    private String opened() {
        for (int millis = SHORT_MILLIS;; millis *= 2) {
            String uri = openFor(millis);
            fail(uri, WINDOW - 1);
            long since = System.nanoTime();
            fail(uri, 1);
            Exchange exchange = send(uri, null);
            if (!hasPassed(millis, since)) {
                assertRejected(exchange);
                return uri;
            }
        }
    }

    @Test
    void opensWhenHalfOfTheLastCallsFailedAndRejectsWithoutARequest() {
        succeed(LONG_OPEN, WINDOW / 2);
        fail(LONG_OPEN, WINDOW / 2);
        int before = sandbox().requests().count();
        for (int i = 0; i < WINDOW; i++) {
            assertRejected(send(LONG_OPEN, null));
        }
        assertThat(sandbox().requests().count()).isEqualTo(before);
    }

    @Test
    void staysClosedWhenFewerFailed() {
        succeed(LONG_OPEN, WINDOW / 2 + 1);
        fail(LONG_OPEN, WINDOW / 2 - 1);
        succeed(LONG_OPEN, 1);
    }

    @Test
    void isSharedByTheEndpointsOfBothSchemesThatHaveTheSameOptions() {
        fail(LONG_OPEN, WINDOW);
        assertRejected(send("hubspot-import:list?circuitBreakerOpenDuration=1m", null));
        assertThat(send("hubspot-import:list?circuitBreaker=false", null).getException()).isNull();
    }

    @Test
    void opensWhenCallsAreSlow() {
        String uri = LONG_OPEN + "&circuitBreakerSlowCallDuration=20&circuitBreakerSlowCallRate=100";
        sandbox().faults().next(WINDOW).delay(Duration.ofMillis(60));
        succeed(uri, WINDOW);
        assertRejected(send(uri, null));
    }

    @Test
    void opensWhenThereAreNoResponses() {
        sandbox().faults().next(WINDOW).reset();
        for (int i = 0; i < WINDOW; i++) {
            send(LONG_OPEN, null);
        }
        assertRejected(send(LONG_OPEN, null));
    }

    @Test
    void admitsProbesAfterAWhileAndClosesWhenTheySucceed() {
        String uri = opened();
        await().atMost(PATIENCE).until(() -> send(uri, null).getException() == null);
        succeed(uri, 1);
        fail(uri, WINDOW / 2); // the circuit is closed; if it were half-open, the first failure would open it
        succeed(uri, 1);
    }

    @Test
    void opensAgainWhenTheProbesFail() {
        for (int millis = SHORT_MILLIS;; millis *= 2) {
            String uri = openFor(millis);
            fail(uri, WINDOW);
            sandbox().faults().next(2).status(503);
            long[] lastTry = new long[1];
            await().atMost(PATIENCE).until(() -> {
                lastTry[0] = System.nanoTime();
                send(uri, null);
                return sandbox().faults().pending() == 0;
            });
            int before = sandbox().requests().count();
            Exchange exchange = send(uri, null);
            if (!hasPassed(millis, lastTry[0])) { // else a slow machine calls when the circuit admits probes again
                assertRejected(exchange);
                assertThat(sandbox().requests().count()).isEqualTo(before);
                return;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 401, 403, 404, 409, 423, 429, 477 })
    void a4xxResponseIsNoFailure(int status) {
        sandbox().faults().next(2 * WINDOW).status(status);
        for (int i = 0; i < 2 * WINDOW; i++) {
            assertThat(send(LONG_OPEN, null).getException()).isNotInstanceOf(HubSpotCircuitOpenException.class)
                    .isInstanceOfSatisfying(HubSpotException.class, e -> assertThat(e.getStatus()).isEqualTo(status));
        }
        succeed(LONG_OPEN, 1);
    }

    @Test
    void countsEachAttemptAndEndsRetriesWithTheLastFailure() {
        String uri = LONG_OPEN + "&maxRetries=20";
        sandbox().faults().next(100).status(503);
        Exchange exchange = send(uri, null);
        assertThat(exchange.getException()).isExactlyInstanceOf(HubSpotServerException.class);
        assertThat(attempts(exchange)).isEqualTo(WINDOW);
        assertThat(sandbox().requests().count()).isEqualTo(WINDOW);
    }

    @Test
    void isOffByDefault() {
        assertThat(new HubSpotConfiguration().isCircuitBreaker()).isFalse();
        fail("hubspot-leads:list?circuitBreaker=false", 3 * WINDOW);
    }
}
