package io.github.camelhubspot.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotRateLimitException;
import io.github.camelhubspot.sandbox.SandboxRequest;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HubSpot's quotas, counted by the sandbox, with the component's own limits on as they are by default. */
@Timeout(400)
class RateLimitTest extends ResilienceTestSupport {

    private static final int BURST = 100;
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final int SEARCHES = 5;
    private static final String LEADS_LIST = "hubspot-leads:list";
    private static final String IMPORTS_LIST = "hubspot-import:list";
    private static final String SEARCH = "hubspot-leads:search?query=x";
    private static final Predicate<SandboxRequest> IS_SEARCH = request -> request.path().endsWith("/search");

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

    private static String list(int i) {
        return i % 2 == 0 ? LEADS_LIST : IMPORTS_LIST;
    }

    private static void assertAllSucceeded(List<Exchange> exchanges) {
        assertThat(exchanges).allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
    }

    private void assertNeverAboveTheLimits() {
        assertThat(sandbox().limits().maxInTenSeconds()).isLessThanOrEqualTo(BURST);
        assertThat(sandbox().limits().maxSearchesInOneSecond()).isLessThanOrEqualTo(SEARCHES);
        assertThat(sandbox().limits().refused()).isZero();
    }

    /** The share of the allowed rate that was used, from the first call to the last of which as many windows were full. */
    private double use(Predicate<SandboxRequest> calls, int limit, Duration period) {
        List<Instant> arrivals = sandbox().requests().matching(calls).stream().map(SandboxRequest::at).toList();
        int windows = (arrivals.size() - 1) / limit;
        Duration took = Duration.between(arrivals.get(0), arrivals.get(windows * limit));
        return (double) period.multipliedBy(windows).toMillis() / took.toMillis();
    }

    @Test
    void bothSchemesShareOneBudgetThatIsUsedUpAndNeverExceeded() {
        sandbox().limits().burst(BURST).search(SEARCHES);
        int searches = 50;
        // one more than two windows hold, and searches among them, which are counted apart
        assertAllSucceeded(sendAll(2 * BURST + 1 + searches,
                i -> Sending.of(i % 5 == 0 && i / 5 < searches ? SEARCH : list(i))));
        assertNeverAboveTheLimits();
        assertThat(use(IS_SEARCH.negate(), BURST, TEN_SECONDS)).isGreaterThanOrEqualTo(0.95);
        assertThat(use(IS_SEARCH, SEARCHES, Duration.ofSeconds(1))).isGreaterThanOrEqualTo(0.8);
    }

    /** Calls of many threads until a time has passed; returns how many succeeded, and fails if one did not. */
    private static int callFor(Duration time, int threads, ProducerTemplate template) throws Exception {
        Instant end = Instant.now().plus(time);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String uri = i % 10 == 0 ? SEARCH : list(i);
                callers.add(() -> {
                    int succeeded = 0;
                    while (Instant.now().isBefore(end)) {
                        Exchange exchange = template.request(uri, none -> { });
                        if (exchange.getException() != null) {
                            throw exchange.getException();
                        }
                        succeeded++;
                    }
                    return succeeded;
                });
            }
            int sum = 0;
            for (Future<Integer> caller : pool.invokeAll(callers)) {
                sum += caller.get();
            }
            return sum;
        } finally {
            pool.shutdownNow();
        }
    }

    @Tag("campaign")
    @Test
    void manyThreadsOverMinutesUseUpTheBudgetAndNeverExceedIt() throws Exception {
        sandbox().limits().burst(BURST).search(SEARCHES);
        callFor(Duration.ofSeconds(Integer.getInteger("campaign.seconds", 180)),
                Integer.getInteger("campaign.threads", 200), template);
        assertNeverAboveTheLimits();
        double general = use(IS_SEARCH.negate(), BURST, TEN_SECONDS);
        double search = use(IS_SEARCH, SEARCHES, Duration.ofSeconds(1));
        System.out.printf("used of the general limit: %.3f, of the search limit: %.3f%n", general, search);
        assertThat(general).isGreaterThanOrEqualTo(0.95);
        assertThat(search).isGreaterThanOrEqualTo(0.9);
    }

    private void twoContextsShare(Duration period, Duration time, int threads, double mostRefused) throws Exception {
        sandbox().limits().burst(BURST, period);
        CamelContext other = startedContext(configuration());
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try (ProducerTemplate otherTemplate = other.createProducerTemplate()) {
            Future<Integer> one = pool.submit(() -> callFor(time, threads, template));
            Future<Integer> two = pool.submit(() -> callFor(time, threads, otherTemplate));
            int sum = one.get() + two.get();
            double refused = (double) sandbox().limits().refused() / sandbox().limits().total();
            System.out.printf("two contexts: %d and %d calls of %d allowed, refused: %.3f%n", one.get(), two.get(),
                    BURST * time.toMillis() / period.toMillis(), refused);
            assertThat(refused).isLessThan(mostRefused);
            assertThat((double) Math.min(one.get(), two.get()) / sum).isGreaterThan(0.1);
            assertThat(sum).isGreaterThan((int) (0.6 * BURST * time.toMillis() / period.toMillis()));
        } catch (ExecutionException e) {
            throw new AssertionError("a call failed", e.getCause());
        } finally {
            pool.shutdownNow();
            other.stop();
        }
    }

    @Test
    void twoContextsShareAnAccountThoughNeitherKnowsOfTheOther() throws Exception {
        twoContextsShare(Duration.ofSeconds(2), Duration.ofSeconds(8), 10, 0.1);
    }

    @Tag("campaign")
    @Test
    void twoContextsShareAnAccountForMinutes() throws Exception {
        twoContextsShare(TEN_SECONDS, Duration.ofSeconds(Integer.getInteger("campaign.seconds", 180)), 100, 0.05);
    }

    @Test
    void aCallThatWouldWaitTooLongForItsTurnFailsAndSaysWhatToDo() {
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
    void whatIsKeptBackOfTheDaysQuotaIsForUrgentCallsOnly() {
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
        assertThat(send(IMPORTS_LIST, null).getException()).as("another endpoint, that keeps nothing back").isNull();
        assertThat(sandbox().requests().count()).isEqualTo(6);
    }

    @Test
    void aDaysQuotaThatIsUsedUpIsNotWaitedForAndNotAskedForAgainAtOnce() {
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
    void aCallThatWasRefusedForAQuotaOfSecondsPausesTheOthersToo() {
        sandbox().faults().next(1).status(429, "TEN_SECONDLY_ROLLING");
        assertAllSucceeded(sendAll(1, i -> Sending.of(LEADS_LIST)));
        List<SandboxRequest> sent = sandbox().requests().all();
        assertThat(sent).hasSize(2);
        assertThat(Duration.between(sent.get(0).at(), sent.get(1).at())).isGreaterThanOrEqualTo(Duration.ofMillis(900));
    }

    @Test
    void endpointsOfOneAccountThatWantOtherLimitsAreRefusedAtTheStart() {
        assertThat(send(LEADS_LIST, null).getException()).isNull();
        assertThatThrownBy(() -> context.getEndpoint(IMPORTS_LIST + "?rateLimit=50").start()).rootCause()
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("rateLimit").hasMessageContaining("50");
        assertThatThrownBy(() -> context.getEndpoint(SEARCH + "&searchRateLimit=2").start()).rootCause()
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("searchRateLimit");
    }
}
