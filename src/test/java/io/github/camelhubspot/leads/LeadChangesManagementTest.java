package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** JMX, Micrometer, health checks and Camel's developer console show the state of a consumer of changes, without secrets. */
@Timeout(120)
class LeadChangesManagementTest extends ChangesTestSupport {

    private static final String ALL = CHANGES + "&since=beginning&positionName=mine";

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Override
    protected boolean useJmx() {
        return true;
    }

    private String deliver(String uri) throws Exception {
        context.getRegistry().bind("meters", meters);
        String id = lead("Jane Doe");
        settle();
        consume(uri);
        awaitEvents("CREATED Jane Doe");
        awaitPolls();
        return id;
    }

    @Test
    void jmxShowsPositionLagLastGoodPollAndCalls() throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        String id = deliver(ALL);
        MBeanServer server = context.getManagementStrategy().getManagementAgent().getMBeanServer();
        ObjectName consumer = server.queryNames(new ObjectName("org.apache.camel:context=" + context.getManagementName()
                + ",type=consumers,name=LeadChangesConsumer*"), null).iterator().next();
        assertThat((String) server.getAttribute(consumer, "Position")).contains("\"leadId\":\"" + id + "\"");
        assertThat((Long) server.getAttribute(consumer, "Lag")).isBetween(45_000L, 120_000L);
        assertThat((Date) server.getAttribute(consumer, "LastGoodPoll")).isBetween(before, Instant.now().plusSeconds(1));
        assertThat((Long) server.getAttribute(consumer, "Delivered")).isEqualTo(1);
        assertThat((Integer) server.getAttribute(consumer, "CallsLastHour")).isBetween(4, sandbox().requests().count() + 1);
    }

    @Test
    void metersExistWhileTheConsumerRuns() throws Exception {
        deliver(ALL);
        assertThat(meters.get("camel.hubspot.changes.lag").tag("position", "mine").timeGauge()
                .value(java.util.concurrent.TimeUnit.SECONDS)).isBetween(45.0, 120.0);
        assertThat(meters.get("camel.hubspot.changes.last.poll.age").timeGauge()
                .value(java.util.concurrent.TimeUnit.SECONDS)).isBetween(0.0, 60.0);
        assertThat(meters.get("camel.hubspot.changes.calls.hour").gauge()).extracting(Gauge::value)
                .satisfies(value -> assertThat(value).isGreaterThanOrEqualTo(4));
        assertThat(meters.get("camel.hubspot.changes.delivered").functionCounter().count()).isEqualTo(1);
        context.getRouteController().stopRoute("changes");
        assertThat(meters.find("camel.hubspot.changes.lag").timeGauge()).isNull();
    }

    private HealthCheck.Result health(InstantSource clock) {
        ChangesHealthCheck check = new ChangesHealthCheck((LeadChangesConsumer) context.getRoute("changes").getConsumer(), clock);
        return check.call(Map.of());
    }

    @Test
    void theHealthCheckIsDownWhenPollsFailAndUpAgainWithDetails() throws Exception {
        deliver(ALL);
        HealthCheck.Result up = health(InstantSource.system());
        assertThat(up.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(up.getDetails()).containsEntry("delivered", 1L)
                .containsKeys("position", "lag", "lastGoodPoll", "callsLastHour");
        sandbox().faults().next(1_000).on("POST", ".*").status(500);
        patiently().untilAsserted(() -> assertThat(health(InstantSource.system()).getState()).isEqualTo(HealthCheck.State.DOWN));
        assertThat(health(InstantSource.system()).getDetails()).containsEntry(HealthCheck.HTTP_RESPONSE_CODE, 500);
        sandbox().faults().clear();
        patiently().untilAsserted(() -> assertThat(health(InstantSource.system()).getState()).isEqualTo(HealthCheck.State.UP));
    }

    @Test
    void theHealthCheckIsDownWhenTheLastGoodPollIsTooOld() throws Exception {
        deliver(ALL);
        HealthCheck.Result late = health(InstantSource.offset(InstantSource.system(), Duration.ofMinutes(4)));
        assertThat(late.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(late.getMessage().orElseThrow()).contains("The last good poll was at ").contains("more than 120 s ago");
        context.getRouteController().suspendRoute("changes");
        assertThat(health(InstantSource.offset(InstantSource.system(), Duration.ofMinutes(4))).getState())
                .isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void theConsumerRegistersItsHealthCheck() throws Exception {
        deliver(ALL);
        LeadChangesConsumer consumer = (LeadChangesConsumer) context.getRoute("changes").getConsumer();
        assertThat(consumer.getHealthCheck()).isInstanceOf(ChangesHealthCheck.class);
        assertThat(consumer.getHealthCheck().getId()).isEqualTo("consumer:changes");
    }

    @Test
    void theConsoleShowsTheConsumerAndNoSecret() throws Exception {
        DevConsole console = DevConsoleRegistry.get(context).resolveById("hubspot-leads");
        assertThat((String) console.call(DevConsole.MediaType.TEXT)).isEqualTo("Consumers of changes: 0\n");
        deliver(ALL + "&accessToken=" + sandbox().accessToken());
        String text = (String) console.call(DevConsole.MediaType.TEXT);
        assertThat(text).startsWith("Consumers of changes: 1\n    mine: created and changed leads, in memory\n        position: {")
                .contains("        delivered: 1\n").doesNotContain(sandbox().accessToken()).doesNotContain("Jane");
        JsonObject json = (JsonObject) console.call(DevConsole.MediaType.JSON);
        List<Map<String, Object>> consumers = json.getCollection("changes");
        assertThat(consumers).singleElement().satisfies(one -> assertThat(one).containsEntry("name", "mine")
                .containsEntry("delivered", 1L).containsKeys("position", "lag", "lastGoodPoll", "callsLastHour"));
    }

    @Test
    void countsTheCallsOfTheLastHourToTheMinute() {
        Instant[] now = { Instant.parse("2026-11-22T08:00:30Z") };
        HourlyCount count = new HourlyCount(() -> now[0]);
        count.add();
        count.add();
        now[0] = now[0].plus(Duration.ofMinutes(30));
        count.add();
        assertThat(count.sum()).isEqualTo(3);
        now[0] = now[0].plus(Duration.ofMinutes(30));
        assertThat(count.sum()).isEqualTo(1);
        now[0] = now[0].plus(Duration.ofHours(3));
        assertThat(count.sum()).isZero();
        count.add();
        assertThat(count.sum()).isEqualTo(1);
    }
}
