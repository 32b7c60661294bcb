package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import io.github.camelhubspot.support.ByHand;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The number of calls that watching takes. */
class ImportWatchScaleTest extends WatchTestSupport {

    private static final String BY_HAND = "hubspot-import:watch?scheduler=#byHand&delay=1h&importId=";
    private static final int IMPORTS = 1_000;
    private static final int PAGES = 10;

    private final ByHand scheduler = new ByHand();

    @BeforeEach
    void bind() {
        context.getRegistry().bind("byHand", scheduler);
    }

    private int calls() {
        return sandbox().requests().count();
    }

    @Test
    void aThousandWatchedImportsCostOneListPerPoll() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < IMPORTS; i++) {
            ids.add(sandbox().imports().create("import" + i));
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                ids.forEach(id -> from(BY_HAND + id).process(ImportWatchScaleTest.this::keep));
            }
        });
        scheduler.runOnThreads(4);
        assertThat(events).hasSize(IMPORTS);
        assertThat(calls()).isEqualTo(PAGES);
        ids.forEach(id -> sandbox().imports().setState(id, "PROCESSING"));
        scheduler.runOnThreads(4);
        assertThat(events).hasSize(2 * IMPORTS);
        assertThat(calls()).isEqualTo(2 * PAGES);
        assertThat(sandbox().requests().matching(request -> !request.path().equals("/crm/v3/imports"))).isEmpty();
    }

    @Test
    void anImportInAFinalStateCausesNoFurtherCall() throws Exception {
        String id = sandbox().imports().create("A");
        watch(BY_HAND + id);
        scheduler.run(1);
        enter(id, "DONE");
        scheduler.run(1);
        assertThat(events).containsExactly("A ->STARTED", "A STARTED>DONE");
        assertThat(calls()).isEqualTo(2);
        scheduler.run(10);
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void aDeletedImportIsReadOnceMoreAndThenNotWatched() throws Exception {
        String id = sandbox().imports().create("A");
        sandbox().imports().create("B");
        watch(BY_HAND + id);
        scheduler.run(1);
        assertThat(events).containsExactly("A ->STARTED");
        sandbox().faults().next(1_000).on("GET", "/crm/v3/imports/.*").status(404);
        scheduler.run(10);
        assertThat(calls()).isEqualTo(2);
    }
}
