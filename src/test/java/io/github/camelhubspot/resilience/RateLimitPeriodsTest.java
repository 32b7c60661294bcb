package io.github.camelhubspot.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.resilience.ResilienceTestSupport.Sending;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.SandboxRequest;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * HubSpot's rate limits over whole periods, counted by sandboxes, with the component's default limits. The scenarios mostly wait
 * for a period to end, so they run at the same time, each with its own account.
 */
@Timeout(400)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("integration")
class RateLimitPeriodsTest {

    private static final int BURST = 100;
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration SHORT_PERIOD = Duration.ofSeconds(2);
    private static final int SEARCHES = 5;
    private static final String SEARCH = "hubspot-leads:search?query=x";
    private static final String REFERENCE = "/reference";
    private static final Predicate<SandboxRequest> IS_SEARCH = request -> request.path().endsWith("/search");
    private static final Predicate<SandboxRequest> IS_LIST
            = IS_SEARCH.negate().and(request -> !request.path().equals(REFERENCE));

    private final ExecutorService scenarios = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();
    private Future<?> defaultPeriod;
    private Future<?> severalPeriods;
    private Future<?> twoContexts;

    @AfterAll
    void end() {
        scenarios.shutdownNow();
    }

    private void startScenarios() {
        if (defaultPeriod == null) {
            defaultPeriod = scenarios.submit(() -> onAccount(this::useUpTheDefaultPeriod));
            severalPeriods = scenarios.submit(() -> onAccount(this::useUpSeveralPeriods));
            twoContexts = scenarios.submit(() -> onAccount(
                    (sandbox, context) -> twoContextsShare(sandbox, context, SHORT_PERIOD, Duration.ofSeconds(8), 10, 0.1)));
        }
    }

    private static void assertSucceeds(Future<?> scenario) throws Exception {
        try {
            scenario.get();
        } catch (ExecutionException e) {
            throw new AssertionError("the scenario failed", e.getCause());
        }
    }

    private interface Scenario {

        void run(HubSpotSandbox sandbox, CamelContext context) throws Exception;
    }

    /** Runs a scenario with a new account and a new context. */
    private static Void onAccount(Scenario scenario) throws Exception {
        try (HubSpotSandbox sandbox = HubSpotSandbox.start();
                CamelContext context = ResilienceTestSupport.startedContext(configuration(sandbox))) {
            scenario.run(sandbox, context);
        }
        return null;
    }

    private static HubSpotConfiguration configuration(HubSpotSandbox sandbox) {
        HubSpotConfiguration configuration = new HubSpotConfiguration();
        configuration.setServiceUrl(sandbox.url());
        configuration.setAccessToken(sandbox.accessToken());
        return configuration;
    }

    private static String list(int i) {
        return i % 2 == 0 ? "hubspot-leads:list" : "hubspot-import:list";
    }

    private static void assertNeverAboveTheLimits(HubSpotSandbox sandbox) {
        assertThat(sandbox.limits().maxInTenSeconds()).isLessThanOrEqualTo(BURST);
        assertThat(sandbox.limits().maxSearchesInOneSecond()).isLessThanOrEqualTo(SEARCHES);
        assertThat(sandbox.limits().refused()).isZero();
    }

    private static List<Instant> arrivals(HubSpotSandbox sandbox, Predicate<SandboxRequest> calls) {
        return sandbox.requests().matching(calls).stream().map(SandboxRequest::at).toList();
    }

    /**
     * Returns the share of the allowed rate that was used. A permit is free one period after the response to its call, and should
     * be used by the next call at once.
     *
     * @param ends when the calls ended
     * @param lost time that is not counted
     */
    private static double use(List<Instant> arrivals, List<Instant> ends, int limit, Duration period, Duration lost) {
        int windows = (arrivals.size() - 1) / limit;
        Duration took = IntStream.range(0, windows)
                .mapToObj(window -> Duration.between(ends.get(window * limit), arrivals.get((window + 1) * limit)))
                .reduce(Duration.ZERO, Duration::plus).minus(lost);
        return (double) period.multipliedBy(windows).toMillis() / took.toMillis();
    }

    /** Sends messages at once; all of them must succeed. */
    private static void sendAll(CamelContext context, int count, IntFunction<String> uris, BiConsumer<String, Instant> ended)
            throws IOException {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            List<CompletableFuture<Exchange>> sent = ResilienceTestSupport.sendAsync(context, template, count,
                    i -> Sending.of(uris.apply(i)));
            for (int i = 0; i < count; i++) {
                String uri = uris.apply(i);
                sent.get(i).thenRun(() -> ended.accept(uri, Instant.now()));
            }
            assertThat(ResilienceTestSupport.allOf(sent)).allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
        }
    }

    private CompletableFuture<Void> referenceCall(HubSpotSandbox sandbox, Duration delay) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + REFERENCE)).build();
        return CompletableFuture.supplyAsync(() -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding()),
                CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)).thenCompose(sent -> sent)
                .thenAccept(answer -> { });
    }

    private void useUpTheDefaultPeriod(HubSpotSandbox sandbox, CamelContext context) throws Exception {
        sandbox.limits().burst(BURST).search(SEARCHES);
        int searches = 50;
        Queue<Instant> lists = new ConcurrentLinkedQueue<>();
        Queue<Instant> found = new ConcurrentLinkedQueue<>();
        AtomicReference<CompletableFuture<Void>> reference = new AtomicReference<>();
        // one call more than a period allows, and searches, which have their own limit
        sendAll(context, BURST + 1 + searches, i -> i % 3 == 0 && i / 3 < searches ? SEARCH : list(i), (uri, at) -> {
            if (uri.equals(SEARCH)) {
                found.add(at);
            } else {
                lists.add(at);
                reference.updateAndGet(call -> call == null ? referenceCall(sandbox, TEN_SECONDS) : call);
            }
        });
        reference.get().join();
        assertNeverAboveTheLimits(sandbox);
        List<Instant> listed = lists.stream().sorted().toList();
        Instant referenceArrival = arrivals(sandbox, request -> request.path().equals(REFERENCE)).get(0);
        // a task of the test that was due at the same moment shows the delay of the machine
        Duration late = Duration.between(listed.get(0).plus(TEN_SECONDS), referenceArrival);
        assertThat(use(arrivals(sandbox, IS_LIST), listed, BURST, TEN_SECONDS, late)).isGreaterThanOrEqualTo(0.95);
        assertThat(use(arrivals(sandbox, IS_SEARCH), found.stream().sorted().toList(), SEARCHES, Duration.ofSeconds(1),
                Duration.ZERO)).isGreaterThanOrEqualTo(0.8);
    }

    private void useUpSeveralPeriods(HubSpotSandbox sandbox, CamelContext context) throws Exception {
        sandbox.limits().burst(BURST, SHORT_PERIOD);
        sendAll(context, 3 * BURST + 1, RateLimitPeriodsTest::list, (uri, at) -> { });
        assertNeverAboveTheLimits(sandbox);
    }

    @Test
    void bothSchemesShareOneLimitUseItFullyAndNeverExceedIt() throws Exception {
        startScenarios();
        assertSucceeds(defaultPeriod);
        assertSucceeds(severalPeriods);
    }

    @Test
    void twoContextsShareAnAccountWithoutKnowingEachOther() throws Exception {
        startScenarios();
        assertSucceeds(twoContexts);
    }

    /** Makes calls with many threads until a time has passed; returns their number, and fails if one of them fails. */
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
    void manyThreadsUseTheLimitFullyForMinutesAndNeverExceedIt() throws Exception {
        onAccount((sandbox, context) -> {
            sandbox.limits().burst(BURST).search(SEARCHES);
            try (ProducerTemplate template = context.createProducerTemplate()) {
                callFor(Duration.ofSeconds(Integer.getInteger("campaign.seconds", 180)),
                        Integer.getInteger("campaign.threads", 200), template);
            }
            assertNeverAboveTheLimits(sandbox);
            List<Instant> lists = arrivals(sandbox, IS_LIST);
            List<Instant> searches = arrivals(sandbox, IS_SEARCH);
            double general = use(lists, lists, BURST, TEN_SECONDS, Duration.ZERO);
            double search = use(searches, searches, SEARCHES, Duration.ofSeconds(1), Duration.ZERO);
            System.out.printf("used of the general limit: %.3f, of the search limit: %.3f%n", general, search);
            assertThat(general).isGreaterThanOrEqualTo(0.95);
            assertThat(search).isGreaterThanOrEqualTo(0.9);
        });
    }

    /** Returns how many calls per second the machine can make now without a limit; takes about 0.1 s on an idle machine. */
    private static double callsPerSecond(HubSpotSandbox sandbox, int threads) throws Exception {
        HubSpotConfiguration unlimited = configuration(sandbox);
        unlimited.setRateLimit(0);
        try (CamelContext context = ResilienceTestSupport.startedContext(unlimited);
                ProducerTemplate template = context.createProducerTemplate()) {
            callTimes(1, threads, template); // connects and loads classes
            long start = System.nanoTime();
            callTimes(5, threads, template);
            return 5e9 * threads / (System.nanoTime() - start);
        }
    }

    private static void callTimes(int times, int threads, ProducerTemplate template) {
        CompletableFuture.allOf(IntStream.range(0, threads).mapToObj(i -> CompletableFuture.runAsync(() -> {
            for (int call = 0; call < times; call++) {
                assertThat(template.request(list(i), none -> { }).getException()).isNull();
            }
        }, task -> new Thread(task).start())).toArray(CompletableFuture[]::new)).join();
    }

    private static void twoContextsShare(HubSpotSandbox sandbox, CamelContext context, Duration period,
            Duration time, int threads, double mostRefused) throws Exception {
        double before = callsPerSecond(sandbox, 2 * threads);
        sandbox.limits().burst(BURST, period);
        int others = sandbox.limits().total();
        CamelContext other = ResilienceTestSupport.startedContext(configuration(sandbox));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try (ProducerTemplate template = context.createProducerTemplate();
                ProducerTemplate otherTemplate = other.createProducerTemplate()) {
            Future<Integer> one = pool.submit(() -> callFor(time, threads, template));
            Future<Integer> two = pool.submit(() -> callFor(time, threads, otherTemplate));
            int sum = one.get() + two.get();
            double refused = (double) sandbox.limits().refused() / (sandbox.limits().total() - others);
            sandbox.limits().burst(0);
            double possible = Math.min(before, callsPerSecond(sandbox, 2 * threads)) * time.toMillis() / 1_000;
            double allowed = (double) BURST * time.toMillis() / period.toMillis();
            System.out.printf("two contexts: %d and %d calls of %.0f allowed and %.0f possible, refused: %.3f%n", one.get(),
                    two.get(), allowed, possible, refused);
            assertThat(refused).isLessThan(mostRefused);
            assertThat((double) Math.min(one.get(), two.get()) / sum).isGreaterThan(0.1);
            // a machine that can hardly make the allowed number of calls cannot use all permits
            assertThat((double) sum).isGreaterThan(0.6 * Math.min(allowed, possible / 2));
        } catch (ExecutionException e) {
            throw new AssertionError("a call failed", e.getCause());
        } finally {
            pool.shutdownNow();
            other.stop();
        }
    }

    @Tag("campaign")
    @Test
    void twoContextsShareAnAccountForMinutes() throws Exception {
        Duration time = Duration.ofSeconds(Integer.getInteger("campaign.seconds", 180));
        onAccount((sandbox, context) -> twoContextsShare(sandbox, context, TEN_SECONDS, time, 100, 0.05));
    }
}
