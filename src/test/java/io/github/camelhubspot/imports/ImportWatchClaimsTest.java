package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.CamelContext;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.spi.IdempotentRepository;
import org.junit.jupiter.api.Test;

/** {@code watch} in several contexts that share one idempotent repository. */
class ImportWatchClaimsTest extends LedgerTestSupport {

    @Test
    void aFailedDeliveryIsReleasedAndMadeByAnotherContext() throws Exception {
        repository = jdbc();
        start(DURABLE, exchange -> {
            throw new IllegalStateException("this JVM cannot");
        });
        awaitPolls();
        start(DURABLE, exchange -> events.add("done"));
        awaitPolls();
        sandbox().imports().create("A");
        await().until(() -> events.contains("done"));
        awaitPolls();
        assertThat(Collections.frequency(events, "done")).isEqualTo(1);
    }

    @Test
    void twoContextsOnOneRepositoryDeliverEachTransitionOnce() throws Exception {
        repository = jdbc();
        start(DURABLE);
        awaitPolls();
        start(DURABLE);
        awaitPolls();
        List<String> expected = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(sandbox().imports().create("import" + i));
        }
        await().until(() -> events.size() >= 20);
        for (int i = 0; i < 20; i++) {
            enter(ids.get(i), "DONE");
            expected.add("import" + i);
        }
        await().until(() -> events.stream().filter(event -> event.endsWith("DONE")).count() >= 20);
        awaitPolls();
        assertThat(events).hasSize(40).doesNotHaveDuplicates();
        assertThat(events.stream().filter(event -> event.endsWith("DONE")).map(event -> event.split(" ")[0]))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aClaimIsRenewedDuringALongExchange() throws Exception {
        repository = jdbc();
        String id = sandbox().imports().create("A");
        CountDownLatch end = new CountDownLatch(1);
        String uri = DURABLE + "&watchName=name&importId=" + id;
        start(uri, exchange -> end.await());
        awaitEvents("A ->STARTED");
        start(uri);
        for (int i = 0; i < 5; i++) {
            passClaimTimeout();
            awaitPolls(); // of the second context
            assertThat(events).hasSize(1);
            await().until(() -> repository.contains(key(id, "claim") + "|" + slot()));
        }
        end.countDown();
        awaitPolls();
        assertThat(events).hasSize(1);
    }

    @Test
    void watchesForDifferentStatesAreIndependent() throws Exception {
        String id = sandbox().imports().create("A");
        start(DURABLE + "&states=PROCESSING");
        awaitPolls();
        start(DURABLE + "&states=FAILED");
        awaitPolls();
        enter(id, "PROCESSING");
        awaitEvents("A STARTED>PROCESSING");
        awaitPolls();
        enter(id, "FAILED");
        awaitEvents("A STARTED>PROCESSING", "A PROCESSING>FAILED");
    }

    @Test
    void anInterruptedBaselineIsCompletedAndLaterChangesAreDelivered() throws Exception {
        String unrecorded = sandbox().imports().create("unrecorded"); // the list begins with the newest
        String recorded = sandbox().imports().create("recorded");
        AtomicInteger adds = new AtomicInteger();
        IdempotentRepository whole = repository;
        repository = new Lasting() {
            @Override
            public boolean add(String key) {
                if (adds.incrementAndGet() > 4) { // the claim, the mark of the beginning, and both keys of the first import
                    throw new IllegalStateException("cut short");
                }
                return whole.add(key);
            }

            @Override
            public boolean contains(String key) {
                return whole.contains(key);
            }
        };
        String uri = DURABLE + "&watchName=name";
        CamelContext first = start(uri);
        await().until(() -> adds.get() > 4);
        first.stop();
        expireClaims(); // the wrapper does not remove them
        repository = whole;
        assertThat(whole.contains(key(recorded, sandbox().imports().get(recorded).state()))).isTrue();
        enter(recorded, "DONE");
        enter(unrecorded, "PROCESSING");
        start(uri);
        await().until(() -> !events.isEmpty());
        enter(unrecorded, "FAILED");
        await().until(() -> events.size() > 1);
        assertThat(events.get(0)).startsWith("recorded ").endsWith(">DONE");
        assertThat(events.get(1)).isEqualTo("unrecorded PROCESSING>FAILED");
    }

    @Test
    void theNextLeaderOfAClusterContinuesAtThePosition() throws Exception {
        String id = sandbox().imports().create("A");
        CamelContext first = start("master:watchers:" + DURABLE + "&importId=" + id, exchange -> {
        }, cluster());
        awaitEvents("A ->STARTED");
        start("master:watchers:" + DURABLE + "&importId=" + id, exchange -> {
        }, cluster());
        first.stop();
        enter(id, "DONE");
        awaitEvents("A ->STARTED", "A STARTED>DONE");
    }

    private FileLockClusterService cluster() throws Exception {
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(directory.toString());
        cluster.setAcquireLockDelay(50, TimeUnit.MILLISECONDS);
        cluster.setAcquireLockInterval(50, TimeUnit.MILLISECONDS);
        return cluster;
    }
}
