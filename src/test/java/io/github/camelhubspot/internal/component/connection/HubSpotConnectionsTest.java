package io.github.camelhubspot.internal.component.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.internal.component.HubSpotComponent;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long accounts outlive their endpoints, and how many idle accounts a context keeps. */
@Timeout(180)
class HubSpotConnectionsTest extends HubSpotTestSupport {

    private static final long IDLE = HubSpotConnections.IDLE_TIME.toNanos();

    @Override
    protected boolean useJmx() {
        return true;
    }

    private HubSpotConnections connections() {
        return context.hasService(HubSpotConnections.class);
    }

    private int accounts() {
        return connections().accounts().size();
    }

    private int beans() throws Exception {
        MBeanServer server = context.getManagementStrategy().getManagementAgent().getMBeanServer();
        return server.queryNames(new ObjectName("org.apache.camel:context=" + context.getManagementName()
                + ",type=services,name=\"hubspot-*\""), null).size();
    }

    private static String list(int token) {
        return "hubspot-leads:list?accessToken=token-" + token;
    }

    @Test
    void anAccountIsEvictedSomeTimeAfterItsLastEndpointHasStopped() throws Exception {
        context.getEndpoint(list(1)).start();
        context.getEndpoint(list(1) + "&limit=2").start();
        assertThat(accounts()).isEqualTo(1);
        context.getEndpoint(list(1)).stop();
        connections().evict(System.nanoTime() + 2 * IDLE);
        assertThat(accounts()).as("another endpoint uses it").isEqualTo(1);
        context.getEndpoint(list(1) + "&limit=2").stop();
        assertThat(accounts()).as("a route may be started again at once").isEqualTo(1);
        connections().evict(System.nanoTime() + 2 * IDLE);
        assertThat(accounts()).isZero();
        assertThat(beans()).isZero();
        context.getEndpoint(list(1)).start();
        assertThat(accounts()).isEqualTo(1);
        assertThat(beans()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "accessToken=token-%d", "serviceUrl=http://hubspot-%d.invalid" })
    void onlyTheLatestOfManyIdleAccountsAreKept(String option) throws Exception {
        for (int i = 0; i < 130; i++) {
            Endpoint endpoint = context.getEndpoint("hubspot-leads:list?" + option.formatted(i));
            endpoint.start();
            endpoint.stop();
        }
        assertThat(accounts()).isEqualTo(HubSpotConnections.MAX_IDLE);
        assertThat(beans()).isEqualTo(HubSpotConnections.MAX_IDLE);
        connections().evict(System.nanoTime() + 2 * IDLE);
        assertThat(accounts()).isZero();
    }

    @Test
    void anAccountIsNotEvictedWhileACallIsInFlight() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        sandbox().faults().next(1).on("GET", ".*").hold(answer);
        CompletableFuture<Exchange> sent = template.asyncSend("hubspot-leads:list", exchange -> {
        });
        Awaitility.await().until(() -> sandbox().faults().fired() == 1);
        context.getEndpoint("hubspot-leads:list").stop();
        connections().evict(System.nanoTime() + 2 * IDLE);
        answer.countDown();
        assertThat(sent.join().getException()).isNull();
        Awaitility.await().untilAsserted(() -> {
            connections().evict(System.nanoTime() + 2 * IDLE);
            assertThat(accounts()).isZero();
        });
    }

    @Test
    void anAccountIsNotEvictedWhileABodyMayStillRequestPages() throws Exception {
        for (int i = 0; i < 5; i++) {
            sandbox().leads().create(Map.of("hs_lead_name", "lead " + i));
        }
        String uri = "hubspot-leads:list?allPages=true&limit=2";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:all").to(uri).split(body()).streaming().process(exchange -> {
                    context.getEndpoint(uri).stop();
                    connections().evict(System.nanoTime() + 2 * IDLE);
                }).to("mock:lead");
            }
        });
        getMockEndpoint("mock:lead").expectedMessageCount(5);
        assertThat(template.send("direct:all", exchange -> {
        }).getException()).isNull();
        getMockEndpoint("mock:lead").assertIsSatisfied();
        Awaitility.await().untilAsserted(() -> {
            connections().evict(System.nanoTime() + 2 * IDLE);
            assertThat(accounts()).isZero();
        });
    }

    @Test
    void theStopOfAnEndpointDoesNotWaitForItsBatches() throws Exception {
        String id = sandbox().leads().create(Map.of("hs_lead_name", "old"));
        CountDownLatch answer = new CountDownLatch(1);
        sandbox().faults().next(1).hold(answer);
        String uri = "hubspot-leads:update?coalesce=true&coalesceDelay=1ms";
        CompletableFuture<Exchange> sent = template.asyncSend(uri, exchange -> {
            exchange.getMessage().setBody(Map.of("hs_lead_name", "new"));
            exchange.getMessage().setHeader(HubSpotConstants.LEAD_ID, id);
        });
        Awaitility.await().until(() -> sandbox().faults().fired() == 1);
        context.getEndpoint(uri).stop();
        assertThat(sent).as("exchange after the stop of its endpoint").isNotDone();
        answer.countDown();
        assertThat(sent.get(60, TimeUnit.SECONDS).getException()).isNull();
        assertThat(sandbox().leads().get(id).orElseThrow().properties()).containsEntry("hs_lead_name", "new");
    }

    @Test
    void manyEndpointsAddOneLifecycleStrategyAtMost() throws Exception {
        context.getEndpoint("hubspot-leads:create").start();
        int before = context.getLifecycleStrategies().size();
        for (int i = 0; i < 50; i++) {
            context.getEndpoint("hubspot-leads:create?requestTimeout=" + (10_000 + i)).start();
        }
        assertThat(context.getLifecycleStrategies()).hasSize(before);
    }

    @Test
    void aThreadPoolProfileOfTheUserReplacesTheDefaults() throws Exception {
        try (CamelContext other = new DefaultCamelContext()) {
            other.getExecutorServiceManager().registerThreadPoolProfile(
                    new ThreadPoolProfileBuilder("HubSpotClient").poolSize(3).maxPoolSize(4).maxQueueSize(5).build());
            other.start();
            HubSpotThreads threads = HubSpotConnections.of(other).threads();
            assertThat(threads.pool("HubSpotClient")).isInstanceOfSatisfying(ThreadPoolExecutor.class, pool -> {
                assertThat(pool.getCorePoolSize()).isEqualTo(3);
                assertThat(pool.getMaximumPoolSize()).isEqualTo(4);
                assertThat(pool.getQueue().remainingCapacity()).isEqualTo(5);
            });
            assertThat(threads.pool("HubSpotExchange")).isInstanceOfSatisfying(ThreadPoolExecutor.class, pool -> {
                assertThat(pool.getMaximumPoolSize()).isEqualTo(200);
                assertThat(pool.getQueue().remainingCapacity()).isEqualTo(10_000);
            });
        }
    }

    @Test
    void namesTheConfigurationBeansWhenNoneOfSeveralIsChosen() throws Exception {
        try (CamelContext other = new DefaultCamelContext()) {
            HubSpotConfiguration one = configuration();
            other.getRegistry().bind("sales", one);
            other.getRegistry().bind("again", one);
            other.start();
            assertThat(other.getEndpoint("hubspot-leads:list")).as("one bean under two names").isNotNull();
            other.getRegistry().bind("marketing", configuration());
            assertThatThrownBy(() -> other.getEndpoint("hubspot-leads:search"))
                    .hasStackTraceContaining("several beans of the type HubSpotConfiguration in the registry ('again',"
                            + " 'marketing', 'sales') and none is chosen")
                    .hasStackTraceContaining("camel.component.hubspot-leads.configuration=#bean:");
            other.getComponent("hubspot-import", HubSpotComponent.class).setConfiguration(one);
            assertThat(other.getEndpoint("hubspot-import:list")).isNotNull();
        }
    }
}
