package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.internal.imports.watch.WatchOptions;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code watch} with an idempotent repository across restarts. */
class ImportWatchLedgerTest extends LedgerTestSupport {

    @ParameterizedTest
    @ValueSource(strings = { "memory", "file", "jdbc" })
    void aRestartNeitherLosesNorRepeats(String kind) throws Exception {
        File file = directory.resolve("store").toFile();
        repository = kind.equals("file") ? FileIdempotentRepository.fileIdempotentRepository(file, 10_000)
                : kind.equals("jdbc") ? jdbc() : repository;
        String old = sandbox().imports().create("old");
        CamelContext first = start(DURABLE);
        awaitPolls();
        enter(old, "PROCESSING");
        awaitEvents("old STARTED>PROCESSING");
        first.stop();
        if (kind.equals("file")) {
            repository = FileIdempotentRepository.fileIdempotentRepository(file, 10_000);
        }
        enter(old, "DONE");
        sandbox().time().advance(Duration.ofSeconds(1));
        sandbox().imports().create("new");
        start(DURABLE);
        awaitPolls();
        expireClaims();
        await().until(() -> events.size() == 3);
        awaitPolls();
        // in any order: a file repository still has the claim on the first one, which has not expired
        assertThat(events).containsExactlyInAnyOrder("old STARTED>PROCESSING", "old PROCESSING>DONE", "new ->STARTED");
    }

    @Test
    void aStopWaitsForTheExchangeInFlightAndARestartDoesNotRepeatIt() throws Exception {
        String id = sandbox().imports().create("A");
        CountDownLatch end = new CountDownLatch(1);
        String uri = DURABLE + "&watchName=name&importId=" + id;
        CamelContext first = start(uri, exchange -> end.await());
        awaitEvents("A ->STARTED");
        CompletableFuture<Void> stop = CompletableFuture.runAsync(first::stop);
        await().until(first::isStopping);
        assertThat(stop).isNotDone();
        end.countDown();
        stop.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(((MemoryIdempotentRepository) repository).getCache().keySet()).contains(key(id, "STARTED"))
                .noneMatch(key -> key.contains("|claim|"));
        start(uri);
        awaitPolls();
        enter(id, "DONE");
        awaitEvents("A ->STARTED", "A STARTED>DONE");
    }

    /** With {@code master:}, Camel does not know that the consumer has a delivery in flight. */
    @ParameterizedTest
    @ValueSource(strings = { "", "master:imports:" })
    void aStopWaitsUntilTheDeliveryIsRecorded(String master) throws Exception {
        CountDownLatch recording = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        IdempotentRepository whole = repository;
        repository = new Lasting() {
            @Override
            public boolean add(String key) {
                if (key.contains("|STARTED|")) {
                    recording.countDown();
                    awaitUninterrupted(end);
                }
                return whole.add(key);
            }
        };
        String id = sandbox().imports().create("A");
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(directory.resolve("locks").toString());
        CamelContext first = start(master + DURABLE + "&watchName=name&importId=" + id, exchange -> {
        }, cluster);
        assertThat(recording.await(60, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(first::stop);
        await().until(first::isStopping);
        await().during(Duration.ofMillis(300)).until(() -> !stop.isDone());
        end.countDown();
        stop.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(whole.contains(key(id, "STARTED"))).isTrue();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted before the delivery was recorded", e);
        }
    }

    @ParameterizedTest
    @CsvSource({ "1h30m, 5400", "2d, 172800", "7d, 604800", "90s, 90" })
    void sinceAcceptsCamelsDurations(String text, long seconds) {
        Instant now = Instant.parse("2026-11-22T00:00:00Z");
        assertThat(WatchOptions.of(Arguments.NONE.with(Parameters.SINCE, text), new ImportRequestOptions().getClaimTimeout(),
                URI.create("https://api.hubapi.com"), InstantSource.fixed(now)).since()).isEqualTo(now.minusSeconds(seconds));
    }

    @Test
    void afterARestartAnUpdateWithinAStateIsNoTransition() throws Exception {
        String id = sandbox().imports().create("A");
        CamelContext first = start(DURABLE + "&importId=" + id);
        awaitEvents("A ->STARTED");
        first.stop();
        enter(id, "STARTED");
        start(DURABLE + "&importId=" + id);
        awaitPolls();
        enter(id, "DONE");
        awaitEvents("A ->STARTED", "A STARTED>DONE");
    }

    @Test
    void aStateThatRecursIsATransition() throws Exception {
        String id = sandbox().imports().create("A");
        CamelContext first = start(DURABLE + "&importId=" + id);
        awaitEvents("A ->STARTED");
        enter(id, "PROCESSING");
        awaitEvents("A ->STARTED", "A STARTED>PROCESSING");
        first.stop();
        enter(id, "STARTED");
        start(DURABLE + "&importId=" + id);
        awaitEvents("A ->STARTED", "A STARTED>PROCESSING", "A PROCESSING>STARTED");
    }

    @Test
    void aFailingRepositoryStopsDeliveriesAndRepeatsNone() throws Exception {
        AtomicBoolean down = new AtomicBoolean();
        IdempotentRepository whole = repository;
        repository = new Lasting() {
            @Override
            public boolean add(String key) {
                if (down.get()) {
                    throw new IllegalStateException("down");
                }
                return whole.add(key);
            }

            @Override
            public boolean contains(String key) {
                return whole.contains(key);
            }

            @Override
            public boolean remove(String key) {
                return whole.remove(key);
            }
        };
        String id = sandbox().imports().create("A");
        start(DURABLE + "&watchName=name&importId=" + id, exchange -> down.set(true));
        awaitEvents("A ->STARTED");
        awaitPolls();
        down.set(false);
        await().until(() -> whole.contains(key(id, "STARTED")));
        awaitPolls();
        assertThat(events).hasSize(1);
    }

    @Test
    void canBePolledOnceAndContinuesAfterARestart() throws Exception {
        String id = sandbox().imports().create("A");
        String uri = DURABLE + "&importId=" + id;
        configure(context);
        context.getRegistry().bind("repository", repository);
        Exchange exchange = consumer.receive(uri, 60_000);
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.STATE)).isEqualTo("STARTED");
        enter(id, "DONE");
        start(uri);
        awaitEvents("A STARTED>DONE");
    }

    @Test
    void invalidWatchNamesAreRefused() {
        for (String option : List.of("watchName=a b", "watchName=" + "x".repeat(33), "claimTimeout=0", "since=soon")) {
            assertThatThrownBy(() -> context.getEndpoint("hubspot-import:watch?" + option)).as(option)
                    .hasStackTraceContaining(option.substring(0, option.indexOf('=')));
        }
        for (String option : List.of("since=7d", "fetchErrors=true", "watchName=a", "claimTimeout=1m")) {
            assertThatThrownBy(() -> context.getEndpoint("hubspot-import:list?" + option)).as(option)
                    .hasStackTraceContaining("does not apply to hubspot-import:list");
        }
    }

    @Test
    void theFinalStateHasTheFirstHundredErrorsAndTheirCount() throws Exception {
        String id = sandbox().imports().create("A");
        watch(WATCH + "&fetchErrors=true&importId=" + id);
        awaitEvents("A ->STARTED");
        assertThat(exchanges.get(0).getMessage().getHeader(HubSpotConstants.ERRORS)).isNull();
        for (int i = 0; i < 120; i++) {
            sandbox().imports().addError(id, "INVALID_EMAIL", i + 2, "jane@");
        }
        enter(id, "DONE");
        awaitEvents("A ->STARTED", "A STARTED>DONE");
        assertThat(exchanges.get(1).getMessage().getHeader(HubSpotConstants.ERRORS)).isInstanceOfSatisfying(List.class,
                errors -> assertThat((List<?>) errors).hasSize(100).isInstanceOf(Serializable.class)
                        .allSatisfy(error -> assertThat(((Map<?, ?>) error).get("errorType")).isEqualTo("INVALID_EMAIL")));
        assertThat(exchanges.get(1).getMessage().getHeader(HubSpotConstants.NUM_ERRORS)).isEqualTo(120L);
        assertThat(sandbox().requests().count("GET", ".*/errors")).isEqualTo(1);
    }

    @Test
    void anImportWithoutErrorsHasAnEmptyList() throws Exception {
        String id = sandbox().imports().create("A");
        watch(WATCH + "&fetchErrors=true&outputType=POJO&importId=" + id);
        enter(id, "DONE");
        await().until(() -> exchanges.stream().anyMatch(exchange -> List.of().equals(exchange.getMessage().getHeader(HubSpotConstants.ERRORS))
                && Long.valueOf(0).equals(exchange.getMessage().getHeader(HubSpotConstants.NUM_ERRORS))));
    }

    @Test
    void ignoresImportsThatWereLastChangedBeforeSince() throws Exception {
        String old = sandbox().imports().create("old");
        String since = sandbox().time().now().plusSeconds(60).toString();
        sandbox().time().advance(Duration.ofMinutes(2));
        sandbox().imports().create("new");
        watch(WATCH + "&sendInitialState=true&since=" + since);
        awaitEvents("new ->STARTED");
        enter(old, "DONE");
        awaitEvents("new ->STARTED", "old STARTED>DONE");
    }
}
