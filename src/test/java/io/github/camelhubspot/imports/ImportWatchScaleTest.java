package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** What watching costs: the account's calls are the scarcest thing of all. */
class ImportWatchScaleTest extends WatchTestSupport {

    private static final int IMPORTS = 1_000;
    private static final int PAGES = 10;

    @Test
    void aThousandWatchedImportsCostTheirPagesPerPoll() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < IMPORTS; i++) {
            ids.add(sandbox().imports().create("import" + i));
        }
        ScheduledExecutorService pool = context.getExecutorServiceManager().newScheduledThreadPool(this, "watchers", 4);
        context.getRegistry().bind("pool", pool);
        Duration delay = Duration.ofSeconds(2);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String id : ids) {
                    // a moment later, so that the first one is not alone and asks by id
                    from("hubspot-import:watch?initialDelay=3000&delay=2000&scheduledExecutorService=#pool&importId=" + id)
                            .process(ImportWatchScaleTest.this::keep);
                }
            }
        });
        await().atMost(Duration.ofSeconds(60)).until(() -> events.size() == IMPORTS);
        int calls = sandbox().requests().count();
        long begin = System.nanoTime();
        ids.forEach(id -> sandbox().imports().setState(id, "PROCESSING"));
        await().atMost(Duration.ofSeconds(60)).until(() -> events.size() == 2 * IMPORTS);
        long polls = (System.nanoTime() - begin) / delay.toNanos() + 2;
        assertThat(sandbox().requests().count() - calls).isLessThanOrEqualTo((int) polls * PAGES);
        assertThat(sandbox().requests().matching(request -> !request.path().equals("/crm/v3/imports"))).isEmpty();
    }

    @Test
    void anImportInAFinalStateCostsNothingFurther() throws Exception {
        String id = sandbox().imports().create("A");
        watch(WATCH + "&importId=" + id);
        awaitEvents("A ->STARTED");
        enter(id, "DONE");
        awaitEvents("A ->STARTED", "A STARTED>DONE");
        int calls = sandbox().requests().count();
        assertThat(await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(5))
                .until(() -> sandbox().requests().count(), count -> count <= calls + 1)).isLessThanOrEqualTo(calls + 1);
    }

    @Test
    void anImportThatVanishesFromTheListIsLookedUpOnceAndDropped() throws Exception {
        String id = sandbox().imports().create("A");
        sandbox().imports().create("B");
        watch(WATCH + "&importId=" + id);
        awaitEvents("A ->STARTED");
        sandbox().faults().next(1_000).on("GET", "/crm/v3/imports/.*").status(404);
        int calls = sandbox().requests().count();
        await().until(() -> sandbox().requests().count() == calls + 1);
        assertThat(await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(5))
                .until(() -> sandbox().requests().count(), count -> count == calls + 1)).isEqualTo(calls + 1);
    }
}
