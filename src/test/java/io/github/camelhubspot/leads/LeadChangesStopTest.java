package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelhubspot.support.Uninterruptibles;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stop of {@code changes} waits for, and what it cancels at once. */
@Timeout(180)
class LeadChangesStopTest extends ChangesTestSupport {

    @TempDir
    Path directory;

    private long waitingCalls() {
        JsonObject json = (JsonObject) DevConsoleRegistry.get(context).resolveById("hubspot").call(DevConsole.MediaType.JSON);
        List<Map<String, Object>> accounts = json.getCollection("accounts");
        return ((Number) accounts.get(0).get("waiting")).longValue();
    }

    @Test
    void aStopCancelsTheWaitForAPermitAndTheCallIsNotSent() throws Exception {
        consume("hubspot-leads:changes?archived=true&initialDelay=0&delay=20&since=beginning&rateLimit=1");
        patiently().until(() -> sandbox().requests().count() == 1 && waitingCalls() == 1);
        context.getRouteController().stopRoute("changes");
        assertThat(waitingCalls()).as("calls that still wait for a permit").isEqualTo(1);
        patiently().until(() -> waitingCalls() == 0);
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({ "CompleteCurrentTaskOnly, 1", "CompleteAllTasks, 5" })
    void aStopWaitsForTheExchangeOrThePageAsConfigured(ShutdownRunningTask task, int delivered) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            lead("lead" + i);
        }
        settle();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(CHANGES + "&since=beginning").routeId("changes").shutdownRunningTask(task).process(exchange -> {
                    begun.countDown();
                    stopping.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }).process(LeadChangesStopTest.this::keep);
            }
        });
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        LeadChangesConsumer consumer = (LeadChangesConsumer) context.getRoute("changes").getConsumer();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> {
            try {
                context.getRouteController().stopRoute("changes");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        patiently().until(consumer::isSuspendingOrSuspended);
        stopping.countDown();
        stop.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(events).hasSize(delivered);
    }

    @Test
    void anInterruptedStopReleasesThePositionWhenTheExchangeCompletes() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        lead("A");
        settle();
        String uri = CHANGES + "&since=beginning&positionName=leads&stateDirectory=" + directory;
        consume(uri, exchange -> {
            begun.countDown();
            Uninterruptibles.await(end, PATIENCE);
        });
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Thread stop = new Thread(((LeadChangesConsumer) context.getRoute("changes").getConsumer())::stop);
        stop.start();
        stop.interrupt();
        stop.join(PATIENCE.toMillis());
        assertThat(stop.isAlive()).isFalse();
        end.countDown();
        lead("B");
        settle();
        Path lock = directory.resolve("leads.lock");
        patiently().until(() -> {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE); FileLock free = channel.tryLock()) {
                return free != null;
            } catch (OverlappingFileLockException e) {
                return false;
            }
        });
        assertThat(events).doesNotContain("CREATED B");
    }

    @Test
    void afterAForcedStopTheNextConsumerWaitsForTheExchangeInFlight() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        lead("A");
        settle();
        consume(CHANGES + "&since=beginning", exchange -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            if (begun.incrementAndGet() == 1) {
                Uninterruptibles.await(end, PATIENCE);
            }
            underWay.decrementAndGet();
        });
        patiently().until(() -> begun.get() == 1);
        context.getRouteController().stopRoute("changes", 1, TimeUnit.SECONDS, false);
        context.getRouteController().startRoute("changes");
        ScheduledPollConsumer next = (ScheduledPollConsumer) context.getRoute("changes").getConsumer();
        patiently().until(() -> next.getCounter() >= 3);
        assertThat(begun).hasValue(1);
        end.countDown();
        patiently().until(() -> underWay.get() == 0);
        lead("B");
        settle();
        patiently().until(() -> events.contains("CREATED B"));
        assertThat(most).hasValue(1);
    }
}
