package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code changes} delivers: failures, concurrency, batches, and changes that were delivered before. */
@Timeout(180)
class LeadChangesDeliveryTest extends ChangesTestSupport {

    private static final String ALL = CHANGES + "&since=beginning";

    private final AtomicInteger attempts = new AtomicInteger();

    private void leads(int count) {
        for (int i = 0; i < count; i++) {
            lead("lead" + i);
            later(Duration.ofMillis(1));
        }
        settle();
    }

    private static String[] created(int count) {
        return IntStream.range(0, count).mapToObj(i -> "CREATED lead" + i).toArray(String[]::new);
    }

    private static String name(Exchange exchange) {
        return (String) ((Map<?, ?>) exchange.getMessage().getBody(Map.class).get("properties")).get("hs_lead_name");
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aFailedExchangeIsRepeatedAndLaterChangesAreNotLost(boolean byRollback) throws Exception {
        leads(5);
        consume(ALL, exchange -> {
            if (name(exchange).equals("lead2") && attempts.incrementAndGet() < 4) {
                if (!byRollback) {
                    throw new IllegalStateException("cannot now");
                }
                exchange.setRollbackOnly(true);
                exchange.setRouteStop(true);
            }
        });
        awaitEvents(created(5));
        assertThat(attempts).hasValue(4);
        awaitPolls();
        assertThat(events).hasSize(5);
    }

    @Test
    void aFailureThatTheRouteHandlesIsNotRepeated() throws Exception {
        leads(3);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(ALL).routeId("changes").onException(IllegalStateException.class).handled(true).to("mock:dead").end()
                        .process(exchange -> {
                            if (name(exchange).equals("lead1")) {
                                throw new IllegalStateException("never");
                            }
                        }).process(LeadChangesDeliveryTest.this::keep);
            }
        });
        awaitEvents("CREATED lead0", "CREATED lead2");
        getMockEndpoint("mock:dead").expectedMessageCount(1);
        getMockEndpoint("mock:dead").assertIsSatisfied();
    }

    @Test
    void deliversTheLeadsOfAPageConcurrently() throws Exception {
        leads(8);
        CyclicBarrier together = new CyclicBarrier(4);
        consume(ALL + "&concurrency=4", exchange -> together.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        patiently().untilAsserted(() -> assertThat(events).containsExactlyInAnyOrder(created(8)));
    }

    @Test
    void aLeadIsNeverInTwoExchangesAndAFailureRepeatsNoOtherLead() throws Exception {
        Set<String> underWay = ConcurrentHashMap.newKeySet();
        AtomicBoolean overlapped = new AtomicBoolean();
        List<String> ids = IntStream.range(0, 30).mapToObj(i -> lead("lead" + i)).toList();
        settle();
        consume(ALL + "&concurrency=8", exchange -> {
            String id = exchange.getMessage().getHeader(HubSpotConstants.RECORD_ID, String.class);
            overlapped.compareAndSet(false, !underWay.add(id));
            try {
                if (name(exchange).equals("lead7") && attempts.incrementAndGet() < 3) {
                    throw new IllegalStateException("cannot now");
                }
            } finally {
                underWay.remove(id);
            }
        });
        patiently().untilAsserted(() -> assertThat(events).containsExactlyInAnyOrder(created(30)));
        ids.forEach(id -> rename(id, "again"));
        settle();
        patiently().untilAsserted(() -> assertThat(events).hasSize(60));
        awaitPolls();
        assertThat(events).hasSize(60);
        assertThat(overlapped).isFalse();
    }

    /** As with virtual threads, where Camel creates a thread for each task, whatever the size of the pool. */
    @Test
    void neverHasMoreExchangesInFlightThanConcurrency() throws Exception {
        context.getExecutorServiceManager().setThreadPoolFactory(new DefaultThreadPoolFactory() {
            @Override
            public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory factory) {
                return Executors.newCachedThreadPool(factory);
            }
        });
        leads(60);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(4);
        consume(ALL + "&concurrency=4", exchange -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            together.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            underWay.decrementAndGet();
        });
        patiently().untilAsserted(() -> assertThat(events).containsExactlyInAnyOrder(created(60)));
        assertThat(most).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&concurrency=3" })
    void theExchangesOfAPageAreABatch(String options) throws Exception {
        leads(5);
        consume(ALL + "&maxMessagesPerPoll=3" + options);
        patiently().untilAsserted(() -> assertThat(events).hasSize(5));
        assertThat(exchanges.stream().map(one -> one.getProperty(Exchange.BATCH_INDEX) + "/" + one.getProperty(Exchange.BATCH_SIZE)
                + " " + one.getProperty(Exchange.BATCH_COMPLETE))).containsExactlyInAnyOrder("0/3 false", "1/3 false", "2/3 true",
                        "0/2 false", "1/2 true");
    }

    @Test
    void aPolledChangeIsDeliveredWhenItIsHandedOver() throws Exception {
        leads(2);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:enrich").pollEnrich(ALL, PATIENCE.toMillis()).process(LeadChangesDeliveryTest.this::keep)
                        .throwException(new IllegalStateException("behind the hand-over"));
            }
        });
        for (int i = 0; i < 2; i++) {
            assertThat(send("direct:enrich", null).getException()).hasMessage("behind the hand-over");
        }
        assertThat(events).as("deliveries after the failure, without the first one").containsExactly(created(2));
    }

    @Test
    void isReadyWhileTheFirstPollDelivers() throws Exception {
        leads(1);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        consume(ALL, exchange -> {
            begun.countDown();
            end.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        });
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        LeadChangesConsumer consumer = (LeadChangesConsumer) context.getRoute("changes").getConsumer();
        assertThat(consumer.isFirstPollDone()).isFalse();
        assertThat(consumer.isConsumerReady()).isTrue();
        end.countDown();
        awaitEvents("CREATED lead0");
    }

    @Test
    void aBatchHasThePage() throws Exception {
        leads(250);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(ALL + "&batch=true").routeId("changes").process(exchange -> exchanges.add(exchange.copy()));
            }
        });
        patiently().until(() -> exchanges.stream().mapToInt(one -> one.getMessage().getBody(List.class).size()).sum() == 250);
        assertThat(exchanges).allSatisfy(exchange -> {
            List<?> leads = exchange.getMessage().getBody(List.class);
            assertThat(leads).hasSizeLessThanOrEqualTo(200);
            assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.CHANGE_COUNT, leads.size())
                    .containsEntry(HubSpotConstants.RECORD_ID, ((Map<?, ?>) leads.get(leads.size() - 1)).get("id"));
        });
    }

    @Test
    void aBatchAsJsonIsAnArray() throws Exception {
        leads(2);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(ALL + "&batch=true&outputType=JSON").routeId("changes").process(exchange -> exchanges.add(exchange.copy()));
            }
        });
        patiently().until(() -> exchanges.size() == 1);
        assertThat(JSON.readTree((String) exchanges.get(0).getMessage().getBody()).size()).isEqualTo(2);
    }

    @Test
    void aFailedBatchIsRepeatedAsAWhole() throws Exception {
        leads(3);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(ALL + "&batch=true").routeId("changes").process(exchange -> {
                    exchanges.add(exchange.copy());
                    if (exchanges.size() < 3) {
                        throw new IllegalStateException("cannot now");
                    }
                });
            }
        });
        patiently().until(() -> exchanges.size() == 3);
        awaitPolls();
        assertThat(exchanges).hasSize(3).allSatisfy(one -> assertThat(one.getMessage().getBody(List.class)).hasSize(3));
    }

    @Test
    void aPollDeliversAtMostMaxMessagesPerPoll() throws Exception {
        leads(7);
        context.getRegistry().bind("counting", new org.apache.camel.support.DefaultPollingConsumerPollStrategy() {
            @Override
            public void commit(org.apache.camel.Consumer consumer, org.apache.camel.Endpoint endpoint, int polledMessages) {
                if (polledMessages > 0) {
                    polled.add(polledMessages);
                }
            }
        });
        consume(ALL + "&maxMessagesPerPoll=3&pollStrategy=#counting");
        awaitEvents(created(7));
        patiently().untilAsserted(() -> assertThat(polled).containsExactly(3, 3, 1));
    }

    private final List<Integer> polled = new java.util.concurrent.CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = { "", "&concurrency=3", "&batch=true" })
    void changesInTheIdempotentRepositoryAreNotDeliveredAgain(String options) throws Exception {
        MemoryIdempotentRepository repository = new MemoryIdempotentRepository();
        context.getRegistry().bind("repository", repository);
        leads(4);
        Set<String> delivered = new TreeSet<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(ALL + "&positionName=mine&idempotentRepository=#repository" + options).routeId("changes")
                        .process(exchange -> {
                            synchronized (delivered) {
                                List<?> leads = exchange.getMessage().getBody() instanceof List<?> list ? list
                                        : List.of(exchange.getMessage().getBody());
                                leads.forEach(lead -> delivered.add(((Map<?, ?>) lead).get("id").toString()));
                                attempts.incrementAndGet();
                            }
                        });
            }
        });
        patiently().until(() -> repository.getCacheSize() == 4);
        String ids = sandbox().leads().all().stream().map(lead -> "mine|" + lead.id() + "|" + lead.updatedAt().toEpochMilli())
                .collect(Collectors.joining(" "));
        assertThat(ids.split(" ")).allSatisfy(key -> assertThat(repository.contains(key)).as(key).isTrue());
        int before = attempts.get();
        // as after a kill before the position was stored
        context.getRouteController().stopRoute("changes");
        context.getEndpoints().stream().filter(HubSpotLeadsEndpoint.class::isInstance)
                .forEach(endpoint -> ((HubSpotLeadsEndpoint) endpoint).changes().repository().setState("mine",
                        "{\"version\":1,\"modified\":\"1970-01-01T00:00:00Z\",\"leadId\":\"0\"}"));
        context.getRouteController().startRoute("changes");
        awaitPolls();
        assertThat(attempts).hasValue(before);
        assertThat(delivered).hasSize(4);
    }

    @Test
    void aFailedIdempotentRepositoryDoesNotRepeatDeliveredChanges() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        context.getRegistry().bind("repository", new MemoryIdempotentRepository() {
            @Override
            public boolean add(String key) {
                if (broken.get()) {
                    throw new IllegalStateException("the repository is broken");
                }
                return super.add(key);
            }
        });
        leads(2);
        consume(ALL + "&idempotentRepository=#repository");
        awaitEvents("CREATED lead0", "CREATED lead1");
        awaitPolls();
        assertThat(events).hasSize(2);
    }

    @Test
    void aStoppedRouteCompletesTheExchangeInFlight() throws Exception {
        leads(50);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        consume(ALL, exchange -> {
            begun.countDown();
            stopping.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        });
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Thread stopper = new Thread(() -> {
            try {
                context.getRouteController().stopRoute("changes");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        stopper.start();
        patiently().until(() -> !context.getRouteController().getRouteStatus("changes").isStarted()
                || ((LeadChangesConsumer) context.getRoute("changes").getConsumer()).isSuspendingOrSuspended());
        stopping.countDown();
        stopper.join(PATIENCE.toMillis());
        assertThat(stopper.isAlive()).isFalse();
        assertThat(events).hasSizeLessThan(5);
        context.getRouteController().startRoute("changes");
        awaitEvents(created(50));
    }

    @Test
    void noChangeIsLostWhileHubSpotFails() throws Exception {
        sandbox().faults().next(5).on("POST", ".*").status(500);
        leads(3);
        consume(ALL);
        awaitEvents(created(3));
    }
}
