package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.support.ByHand;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code watch} with Camel's scheduler options: no transition is lost or repeated. */
class ImportWatchSchedulingTest extends WatchTestSupport {

    private static final String REPOSITORY = "&idempotentRepository=#repository&watchName=name";
    /** A short delay, so that each poll reads the list again. */
    private static final String BY_HAND = "hubspot-import:watch?scheduler=#byHand" + REPOSITORY;

    private final ByHand scheduler = new ByHand();

    @BeforeEach
    void bind() {
        context.getRegistry().bind("byHand", scheduler);
        context.getRegistry().bind("repository", MemoryIdempotentRepository.memoryIdempotentRepository(10_000));
    }

    private int polls() {
        return sandbox().requests().count();
    }

    @Test
    void anIdleWatchPollsLessAndDeliversWhatHasChanged() throws Exception {
        String id = sandbox().imports().create("A");
        watch(BY_HAND + "&backoffMultiplier=10&backoffIdleThreshold=3&importId=" + id);
        scheduler.run(1);
        assertThat(events).containsExactly("A ->STARTED");
        scheduler.run(3);
        assertThat(polls()).isEqualTo(4);
        scheduler.run(5);
        enter(id, "PROCESSING");
        scheduler.run(4);
        assertThat(polls()).as("polls while it backs off").isEqualTo(4);
        scheduler.run(2);
        assertThat(events).containsExactly("A ->STARTED", "A STARTED>PROCESSING");
        int before = polls();
        scheduler.run(2);
        assertThat(polls()).as("polls after it delivered").isEqualTo(before + 2);
        assertThat(events).hasSize(2);
    }

    @Test
    void aFailingWatchPollsLessAndDeliversWhatHasChanged() throws Exception {
        String id = sandbox().imports().create("A");
        watch(BY_HAND + "&backoffMultiplier=10&backoffErrorThreshold=2");
        scheduler.run(1);
        sandbox().faults().next(2).on("GET", ".*").status(403);
        scheduler.run(2);
        assertThat(polls()).isEqualTo(3);
        enter(id, "DONE");
        scheduler.run(9);
        assertThat(polls()).as("polls while it backs off").isEqualTo(3);
        assertThat(events).isEmpty();
        scheduler.run(3);
        assertThat(events).containsExactly("A STARTED>DONE");
    }

    @Test
    void afterABridgedFailureTheNextPollsDeliverOnce() throws Exception {
        String id = sandbox().imports().create("A");
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(HubSpotException.class).handled(true)
                        .process(exchange -> failures.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
                from(BY_HAND + "&bridgeErrorHandler=true").process(ImportWatchSchedulingTest.this::keep);
            }
        });
        scheduler.run(1);
        sandbox().faults().next(1).on("GET", ".*").status(403);
        enter(id, "PROCESSING");
        scheduler.run(1);
        assertThat(failures).as("failures passed to the route after these requests: %s", sandbox().requests().all()).singleElement()
                .satisfies(e -> assertThat(e).hasMessageContaining("hubspot-import:list"));
        assertThat(events).isEmpty();
        scheduler.run(2);
        enter(id, "DONE");
        scheduler.run(2);
        assertThat(events).containsExactly("A STARTED>PROCESSING", "A PROCESSING>DONE");
        assertThat(failures).hasSize(1);
    }

    @Test
    void aGreedyWatchPollsUntilNothingIsLeftAndRepeatsNothing() throws Exception {
        String first = sandbox().imports().create("A");
        sandbox().imports().create("B");
        watch(BY_HAND + "&greedy=true&sendInitialState=true", exchange -> {
            if (events.size() == 2) {
                enter(first, "DONE"); // seen by the immediate second poll of a greedy consumer
            }
        });
        scheduler.run(1);
        assertThat(events).containsExactlyInAnyOrder("A ->STARTED", "B ->STARTED", "A STARTED>DONE");
        assertThat(polls()).isEqualTo(3);
        scheduler.run(2);
        assertThat(events).hasSize(3);
    }

    @Test
    void changesDuringASuspensionAreDeliveredOnce() throws Exception {
        String id = sandbox().imports().create("A");
        watch(WATCH + REPOSITORY);
        await().until(() -> context.getEndpoints().stream().filter(HubSpotImportEndpoint.class::isInstance)
                .anyMatch(endpoint -> ((HubSpotImportEndpoint) endpoint).watchPosition().view().begun()));
        context.getRouteController().suspendRoute("watch");
        enter(id, "PROCESSING");
        enter(id, "DONE");
        sandbox().time().advance(Duration.ofSeconds(1));
        sandbox().imports().create("B");
        context.getRouteController().resumeRoute("watch");
        awaitEvents("A STARTED>DONE", "B ->STARTED");
        awaitPolls();
        assertThat(events).hasSize(2);
    }
}
