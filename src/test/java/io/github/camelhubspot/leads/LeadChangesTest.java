package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.model.Lead;
import org.apache.camel.Exchange;
import org.apache.camel.FailedToCreateProducerException;
import org.apache.camel.FailedToStartRouteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code changes} delivers. */
class LeadChangesTest extends ChangesTestSupport {

    private static final String ALL = CHANGES + "&since=beginning";

    @Test
    void deliversEachCreationAndChangeOnceAndInOrder() throws Exception {
        String a = lead("A");
        later(Duration.ofSeconds(1));
        lead("B");
        settle();
        consume(ALL);
        awaitEvents("CREATED A", "CREATED B");
        rename(a, "A2");
        settle();
        awaitEvents("CREATED A", "CREATED B", "UPDATED A2");
        awaitPolls();
        assertThat(events).hasSize(3);
    }

    @Test
    void headersHaveTheTypeAndTimeOfTheChangeAndThePosition() throws Exception {
        String id = lead("A");
        settle();
        consume(ALL);
        awaitEvents("CREATED A");
        assertThat(exchanges.get(0).getMessage().getHeaders()).containsEntry(HubSpotConstants.RECORD_ID, id)
                .containsEntry(HubSpotConstants.MODIFIED_AT, BEGIN.toString())
                .containsEntry(Exchange.MESSAGE_TIMESTAMP, BEGIN.toEpochMilli());
        assertThat(exchanges.get(0).getMessage().getHeader(HubSpotConstants.POSITION, String.class))
                .isEqualTo("{\"version\":1,\"modified\":\"2026-11-22T00:00:00Z\",\"leadId\":\"" + id + "\"}");
        assertThat(exchanges.get(0).getMessage().getHeader(HubSpotConstants.LAG, Long.class)).isBetween(90_000L, 150_000L);
    }

    @Test
    void waitsUntilAChangeIsSettled() throws Exception {
        consume(ALL);
        lead("A");
        later(Duration.ofSeconds(59));
        awaitPolls();
        assertThat(events).isEmpty();
        later(Duration.ofSeconds(5));
        awaitEvents("CREATED A");
    }

    @Test
    void deliversTheLatestStateOfALeadThatChangesOften() throws Exception {
        String id = lead("A");
        settle();
        consume(ALL);
        awaitEvents("CREATED A");
        rename(id, "A2");
        later(Duration.ofSeconds(30));
        rename(id, "A3");
        later(Duration.ofSeconds(40));
        awaitPolls();
        settle();
        awaitEvents("CREATED A", "UPDATED A3");
    }

    @Test
    void deliversAChangeThatTheSearchFindsLate() throws Exception {
        lead("early");
        later(Duration.ofSeconds(1));
        sandbox().leads().indexDelay(Duration.ofMinutes(5));
        lead("late");
        sandbox().leads().indexDelay(Duration.ZERO);
        later(Duration.ofSeconds(1));
        lead("last");
        settle();
        consume(ALL);
        awaitEvents("CREATED early", "CREATED last");
        later(Duration.ofMinutes(4));
        awaitEvents("CREATED early", "CREATED last", "CREATED late");
        awaitPolls();
        assertThat(events).hasSize(3);
    }

    @Test
    void beginsNowByDefault() throws Exception {
        sandbox().time().followSystem();
        sandbox().time().set(Instant.now().minusSeconds(600));
        lead("old");
        sandbox().time().followSystem();
        consume(CHANGES + "&settleWindow=10ms");
        awaitPolls();
        lead("new");
        awaitEvents("CREATED new");
    }

    @ParameterizedTest
    @ValueSource(strings = { "2026-11-22T00:00:01Z", "RAW(2026-11-22T01:00:01+01:00)" })
    void beginsAtSince(String since) throws Exception {
        lead("old");
        later(Duration.ofSeconds(1));
        lead("new");
        settle();
        consume(CHANGES + "&since=" + since);
        awaitEvents("CREATED new");
    }

    @Test
    void deliversMoreChangesOfOneMillisecondThanFitIntoAPage() throws Exception {
        List<String> expected = IntStream.range(0, 450).mapToObj(i -> "CREATED lead" + i).toList();
        IntStream.range(0, 450).forEach(i -> lead("lead" + i));
        settle();
        consume(ALL);
        awaitEvents(expected.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = { "JSON", "POJO" })
    void deliversInTheOutputType(String type) throws Exception {
        String id = lead("A");
        settle();
        consume(ALL + "&outputType=" + type);
        patiently().until(() -> exchanges.size() == 1);
        assertThat(exchanges.get(0).getMessage().getBody()).isInstanceOf(type.equals("JSON") ? String.class : Lead.class);
        assertThat(exchanges.get(0).getMessage().getBody(Lead.class).id()).isEqualTo(id);
    }

    @Test
    void deliversAfterASuspensionOrAStopWhatChangedMeanwhile() throws Exception {
        String id = lead("A");
        settle();
        consume(ALL);
        awaitEvents("CREATED A");
        context.getRouteController().suspendRoute("changes");
        rename(id, "A2");
        settle();
        context.getRouteController().resumeRoute("changes");
        awaitEvents("CREATED A", "UPDATED A2");
        context.getRouteController().stopRoute("changes");
        rename(id, "A3");
        settle();
        context.getRouteController().startRoute("changes");
        awaitEvents("CREATED A", "UPDATED A2", "UPDATED A3");
    }

    @Test
    void searchesWithTheFilterGroups() throws Exception {
        lead("A");
        lead("B");
        settle();
        consume(ALL + "&filterGroups=RAW([{\"filters\":[{\"propertyName\":\"hs_lead_name\",\"operator\":\"EQ\",\"value\":\"B\"}]}])");
        awaitEvents("CREATED B");
    }

    @Test
    void canBePolledOnce() {
        lead("A");
        settle();
        Exchange exchange = consumer.receive(ALL, PATIENCE.toMillis());
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.CHANGE_TYPE)).isEqualTo("CREATED");
        assertThat(consumer.receive(ALL, 200)).isNull();
    }

    @Test
    void changesCannotBeSentToAndNothingElseCanBeConsumedFrom() {
        assertThatThrownBy(() -> template.sendBody(CHANGES, null)).isInstanceOf(FailedToCreateProducerException.class)
                .hasStackTraceContaining("hubspot-leads:changes can only be consumed from");
        assertThatThrownBy(() -> consume("hubspot-leads:read?leadId=1")).isInstanceOf(FailedToStartRouteException.class)
                .hasStackTraceContaining("hubspot-leads:read cannot be consumed from: hubspot-leads:changes can");
    }

    @Test
    void aDeliveredLeadCanBeUpdated() throws Exception {
        lead("A");
        settle();
        consume(ALL, exchange -> {
            Map<?, ?> lead = exchange.getMessage().getBody(Map.class);
            exchange.setProperty("id", lead.get("id"));
        });
        awaitEvents("CREATED A");
        assertThat(exchanges.get(0).getProperty("id")).isNotNull();
    }

    @Test
    void aLeadWithAnUnreadableTimeIsDeliveredWithTheOthers() throws Exception {
        String row = "{\"id\": \"%s\", \"properties\": {\"hs_lead_name\": \"%s\", \"hs_lastmodifieddate\": \"%s\"}, \"updatedAt\": \"%s\"}";
        sandbox().faults().next(1).on("POST", ".*/search").status(200).body("{\"total\": 3, \"results\": ["
                + row.formatted("11", "A", "2026-11-20T00:00:00Z", "odd") + ',' + row.formatted("12", "B", "soon", "later") + ','
                + row.formatted("13", "C", "soon", "2026-11-21T00:00:00Z") + "]}");
        consume(ALL);
        awaitEvents("UPDATED A", "UPDATED B", "UPDATED C");
    }
}
