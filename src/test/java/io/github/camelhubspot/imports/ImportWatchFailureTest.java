package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.ByHand;
import io.github.camelhubspot.support.ClosedPort;
import io.github.camelhubspot.support.Uninterruptibles;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.service.BaseService;
import org.junit.jupiter.api.Test;

/** {@code watch} when the route or HubSpot fails. */
class ImportWatchFailureTest extends WatchTestSupport {

    private final List<Throwable> handled = new CopyOnWriteArrayList<>();

    private final class Handler implements ExceptionHandler {

        @Override
        public void handleException(Throwable exception) {
            handled.add(exception);
        }

        @Override
        public void handleException(String message, Throwable exception) {
            handled.add(exception);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            handled.add(exception);
        }
    }

    private static Processor failing(int times) {
        AtomicInteger left = new AtomicInteger(times);
        return exchange -> {
            if (left.getAndDecrement() > 0) {
                throw new IllegalStateException("route failed");
            }
        };
    }

    @Test
    void deliversATransitionAgainAfterAnException() throws Exception {
        context.getRegistry().bind("handler", new Handler());
        String id = sandbox().imports().create("A");
        watch(WATCH + "&exceptionHandler=#handler&importId=" + id, failing(2));
        awaitEvents("A ->STARTED", "A ->STARTED", "A ->STARTED");
        awaitPolls();
        assertThat(events).hasSize(3);
        assertThat(handled).hasSize(2).allSatisfy(e -> assertThat(e).hasMessage("route failed"));
    }

    @Test
    void deliversATransitionAgainAfterARollback() throws Exception {
        context.getRegistry().bind("handler", new Handler());
        String id = sandbox().imports().create("A");
        AtomicInteger left = new AtomicInteger(2);
        watch(WATCH + "&exceptionHandler=#handler&importId=" + id,
                exchange -> exchange.setRollbackOnly(left.getAndDecrement() > 0));
        awaitEvents("A ->STARTED", "A ->STARTED", "A ->STARTED");
        awaitPolls();
        assertThat(events).hasSize(3);
        assertThat(handled).hasSize(2).allSatisfy(e -> assertThat(e).isInstanceOf(RollbackExchangeException.class));
    }

    @Test
    void inAPollEnrichATransitionIsDeliveredWhenItIsHandedOver() throws Exception {
        sandbox().imports().create("A");
        sandbox().time().advance(Duration.ofSeconds(1));
        sandbox().imports().create("B");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:enrich").pollEnrich(WATCH + "&sendInitialState=true", 60_000)
                        .process(ImportWatchFailureTest.this::keep)
                        .throwException(new IllegalStateException("after the hand-over"));
            }
        });
        for (int i = 0; i < 2; i++) {
            assertThat(send("direct:enrich", null).getException()).hasMessage("after the hand-over");
        }
        assertThat(events).as("the failure does not repeat the first delivery").containsExactly("A ->STARTED", "B ->STARTED");
    }

    @Test
    void isReadyWhileTheFirstPollStillDelivers() throws Exception {
        String id = sandbox().imports().create("A");
        CountDownLatch end = new CountDownLatch(1);
        watch(WATCH + "&importId=" + id, exchange -> end.await(60, TimeUnit.SECONDS));
        await().until(() -> events.size() == 1);
        ScheduledPollConsumer consumer = (ScheduledPollConsumer) context.getRoute("watch").getConsumer();
        assertThat(consumer.isFirstPollDone()).isFalse();
        assertThat(consumer.isConsumerReady()).isTrue();
        end.countDown();
        await().until(consumer::isFirstPollDone);
    }

    @Test
    void afterAForcedStopTheNextConsumerDoesNotDeliverATransitionInFlight() throws Exception {
        String id = sandbox().imports().create("A");
        CountDownLatch end = new CountDownLatch(1);
        watch(WATCH + "&importId=" + id, exchange -> Uninterruptibles.await(end, Duration.ofSeconds(60)));
        await().until(() -> events.size() == 1);
        context.getRouteController().stopRoute("watch", 1, TimeUnit.SECONDS, false);
        context.getRouteController().startRoute("watch");
        awaitPolls();
        assertThat(events).hasSize(1);
        end.countDown();
    }

    @Test
    void aFailedDeliveryDoesNotBlockOthers() throws Exception {
        String first = sandbox().imports().create("A");
        String second = sandbox().imports().create("B");
        watch(WATCH, failing(1));
        awaitPolls();
        context.getRouteController().suspendRoute("watch");
        enter(first, "DONE");
        enter(second, "DONE");
        context.getRouteController().resumeRoute("watch");
        awaitEvents("A STARTED>DONE", "B STARTED>DONE", "A STARTED>DONE");
    }

    @Test
    void aGreedyConsumerDoesNotPollAgainAtOnceAfterAFailure() throws Exception {
        String id = sandbox().imports().create("A");
        ByHand scheduler = new ByHand();
        context.getRegistry().bind("byHand", scheduler);
        watch("hubspot-import:watch?scheduler=#byHand&greedy=true&importId=" + id, failing(Integer.MAX_VALUE));
        scheduler.run(1);
        assertThat(events).containsExactly("A ->STARTED");
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }

    @Test
    void bridgeErrorHandlerPassesFailedPollsToTheRoute() throws Exception {
        String id = sandbox().imports().create("A");
        sandbox().faults().next(1).on("GET", ".*").status(403);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(HubSpotException.class).handled(true)
                        .process(exchange -> handled.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
                from(WATCH + "&bridgeErrorHandler=true&importId=" + id).process(exchange -> events.add("delivered"));
            }
        });
        awaitEvents("delivered");
        assertThat(handled).singleElement().satisfies(e -> assertThat(e).hasMessageContaining("403")
                .hasMessageContaining("hubspot-import:get"));
    }

    @Test
    void aHandledExceptionCountsAsDelivered() throws Exception {
        String id = sandbox().imports().create("A");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).handled(true).process(exchange -> events.add("handled"));
                from(WATCH + "&importId=" + id).process(failing(1));
            }
        });
        awaitEvents("handled");
        awaitPolls();
        assertThat(events).hasSize(1);
    }

    @Test
    void startsWhileHubSpotIsDownAndDeliversWhenItIsUp() throws Exception {
        context.getRegistry().bind("handler", new Handler());
        ClosedPort port = new ClosedPort();
        String uri = WATCH + "&sendInitialState=true&exceptionHandler=#handler&serviceUrl=http://localhost:" + port.number();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("down").process(exchange -> events.add("delivered"));
            }
        });
        assertThat(context.getRouteController().getRouteStatus("down").isStarted()).isTrue();
        await().until(() -> !handled.isEmpty());
        assertThat(handled.get(0)).isInstanceOf(HubSpotException.class).hasMessageContaining("hubspot-import:list");
        try (port; HubSpotSandbox late = HubSpotSandbox.builder().port(port.number()).start()) {
            late.imports().hold();
            late.imports().create("A");
            awaitEvents("delivered");
            context.getRouteController().stopRoute("down");
        }
    }

    @Test
    void aFailedFirstPollDoesNotChangeTheBaseline() throws Exception {
        sandbox().imports().create("A");
        sandbox().faults().next(2).on("GET", ".*").garbage();
        watch(WATCH);
        await().until(() -> sandbox().faults().fired() == 2);
        awaitPolls();
        assertThat(events).isEmpty();
    }

    @Test
    void stopsSoonDuringALongPoll() throws Exception {
        for (int i = 0; i < 300; i++) {
            sandbox().imports().create("import" + i);
        }
        sandbox().faults().next(100).on("GET", ".*").delay(Duration.ofMillis(700));
        watch(WATCH + "&sendInitialState=true");
        await().until(() -> sandbox().requests().count() == 1);
        long start = System.nanoTime();
        context.getRouteController().stopRoute("watch");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(events).isEmpty();
        sandbox().faults().clear();
        context.getRouteController().startRoute("watch");
        await().until(() -> events.size() == 300);
    }

    @Test
    void stopsBetweenTwoDeliveriesAndContinuesAfterwards() throws Exception {
        for (int i = 0; i < 5; i++) {
            sandbox().imports().create("import" + i);
        }
        AtomicInteger stops = new AtomicInteger();
        watch(WATCH + "&sendInitialState=true", exchange -> {
            if (stops.getAndIncrement() == 0) {
                new Thread(() -> stop("watch")).start();
                await().until(() -> ((BaseService) context.getRoute("watch").getConsumer()).isSuspendingOrSuspended());
            }
        });
        await().until(() -> context.getRouteController().getRouteStatus("watch").isStopped());
        assertThat(events).hasSize(1);
        context.getRouteController().startRoute("watch");
        await().until(() -> events.size() == 5);
        assertThat(events).doesNotHaveDuplicates();
    }

    private void stop(String route) {
        try {
            context.getRouteController().stopRoute(route);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
