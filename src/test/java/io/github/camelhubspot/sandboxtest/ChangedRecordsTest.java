/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandboxtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.HubSpotSandboxExtension;
import io.github.camelhubspot.sandbox.SandboxProperty;
import io.github.camelhubspot.sandboxtest.SandboxClient.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Properties of HubSpot that complicate following changes by searches for modification times. */
@Tag("integration")
class ChangedRecordsTest {

    private static final String SEARCH = "/crm/v3/objects/leads/search";
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @RegisterExtension
    static final HubSpotSandboxExtension HUBSPOT = new HubSpotSandboxExtension();

    private HubSpotSandbox sandbox;
    private SandboxClient client;

    @BeforeEach
    void setUp() {
        sandbox = HUBSPOT.sandbox();
        client = new SandboxClient(sandbox);
        sandbox.time().set(BEGIN);
        sandbox.leads().defineProperty("version", SandboxProperty.Type.NUMBER);
    }

    private List<String> create(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sandbox.time().set(BEGIN.plusMillis(i));
            ids.add(sandbox.leads().create(Map.of("hs_lead_name", "L", "version", "0")));
        }
        return ids;
    }

    private static Map<String, Map<String, String>> version(Iterable<String> ids, int version) {
        Map<String, Map<String, String>> changes = new HashMap<>();
        ids.forEach(id -> changes.put(id, Map.of("version", String.valueOf(version))));
        return changes;
    }

    private static String bound(String operator, Instant value) {
        return "{'propertyName':'hs_lastmodifieddate','operator':'" + operator + "','value':'" + value.toEpochMilli() + "'}";
    }

    private Response search(String filters) {
        Response response = client.post(SEARCH, "{'limit':200,'sorts':['hs_lastmodifieddate'],'properties':['version'],"
                + "'filterGroups':[{'filters':[" + filters + "]}]}");
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response;
    }

    private static List<String> ids(Response response) {
        List<String> ids = new ArrayList<>();
        response.json().at("/results").forEach(row -> ids.add(row.at("/id").asText()));
        return ids;
    }

    @Test
    void filtersByARangeOfModificationTimes() {
        List<String> ids = create(10);
        Response range = search(bound("GTE", BEGIN.plusMillis(2)) + "," + bound("LT", BEGIN.plusMillis(5)));
        assertThat(ids(range)).containsExactlyElementsOf(ids.subList(2, 5));
        assertThat(range.json().at("/total").asInt()).isEqualTo(3);
        assertThat(ids(search(bound("GT", BEGIN.plusMillis(2)) + "," + bound("LTE", BEGIN.plusMillis(5)))))
                .containsExactlyElementsOf(ids.subList(3, 6));
        assertThat(ids(search(bound("EQ", BEGIN.plusMillis(7))))).containsExactly(ids.get(7));
        assertThat(ids(search(bound("GT", BEGIN.plusMillis(5)) + "," + bound("LT", BEGIN.plusMillis(5))))).isEmpty();
    }

    @Test
    void manyRecordsCanHaveTheSameModificationTime() {
        List<String> ids = create(3);
        Instant moment = BEGIN.plusSeconds(9);
        sandbox.leads().updateAll(version(ids.subList(0, 2), 1), moment);
        assertThat(ids(search(bound("EQ", moment)))).containsExactly(ids.get(0), ids.get(1));
        assertThat(sandbox.leads().get(ids.get(0)).orElseThrow().get("version")).isEqualTo("1");
        assertThat(sandbox.leads().get(ids.get(2)).orElseThrow().updatedAt()).isEqualTo(BEGIN.plusMillis(2));
    }

    @Test
    void countsTheIndexDelayFromNowWhenATestSetsTheModificationTime() {
        List<String> ids = create(1);
        sandbox.leads().indexDelay(Duration.ofSeconds(5));
        Instant moment = BEGIN.minusSeconds(60);
        sandbox.leads().updateAll(version(ids, 1), moment);
        assertThat(ids(search(bound("EQ", moment)))).isEmpty();
        sandbox.time().advance(Duration.ofSeconds(5));
        assertThat(ids(search(bound("EQ", moment)))).isEqualTo(ids);
    }

    @Test
    void readsTheIndexDelayForEachChange() {
        List<String> ids = create(2);
        Iterator<Duration> delays = List.of(Duration.ofSeconds(8), Duration.ofSeconds(2)).iterator();
        sandbox.leads().indexDelay(delays::next);
        sandbox.time().set(BEGIN.plusSeconds(1));
        ids.forEach(id -> sandbox.leads().update(id, Map.of("version", "1")));
        String since = bound("GTE", BEGIN.plusSeconds(1));
        sandbox.time().advance(Duration.ofSeconds(2));
        assertThat(ids(search(since))).as("the later change is seen first").containsExactly(ids.get(1));
        sandbox.time().advance(Duration.ofSeconds(6));
        assertThat(ids(search(since))).isEqualTo(ids);
    }

    @Test
    void searchesCanReturnNewerValuesThanTheIndex() {
        List<String> ids = create(2);
        sandbox.leads().showCurrentValuesInSearches(true).indexDelay(Duration.ofSeconds(5));
        sandbox.time().set(BEGIN.plusSeconds(1));
        sandbox.leads().update(ids.get(0), Map.of("version", "1"));
        Response stale = search(bound("LTE", BEGIN.plusMillis(1)));
        assertThat(ids(stale)).isEqualTo(ids);
        assertThat(stale.at("/results/0/properties/version")).isEqualTo("1");
        assertThat(stale.at("/results/0/updatedAt")).isEqualTo("2026-01-01T00:00:01.000Z");
        assertThat(ids(search(bound("GTE", BEGIN.plusSeconds(1))))).isEmpty();
        sandbox.time().advance(Duration.ofSeconds(5));
        assertThat(ids(search(bound("LTE", BEGIN.plusMillis(1))))).containsExactly(ids.get(1));
        assertThat(ids(search(bound("GTE", BEGIN.plusSeconds(1))))).containsExactly(ids.get(0));
    }

    @Test
    void searchesCanShuffleRecordsWithEqualTimes() {
        List<String> ids = create(4);
        sandbox.leads().updateAll(version(ids.subList(1, 4), 1), BEGIN.plusSeconds(1));
        sandbox.leads().shuffleTies(true);
        String all = bound("GTE", BEGIN);
        Set<List<String>> orders = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            orders.add(ids(search(all)));
        }
        assertThat(orders).hasSizeGreaterThan(1).allSatisfy(order -> {
            assertThat(order.get(0)).isEqualTo(ids.get(0));
            assertThat(order).containsExactlyInAnyOrderElementsOf(ids);
        });
    }

    @Test
    void everyResponseHasTheTimeOfTheSandbox() {
        sandbox.faults().next(1).status(500);
        for (Response response : List.of(client.get("/crm/v3/objects/leads"), client.get("/crm/v3/objects/leads"),
                client.get("/crm/v3/objects/leads/99"), client.get("/nothing"))) {
            assertThat(response.raw().headers().allValues("Date")).as("of %s", response.status())
                    .containsExactly("Thu, 1 Jan 2026 00:00:00 GMT");
        }
    }

    @Test
    void theClockCanFollowTheSystemWithAnOffset() {
        for (Duration distance : List.of(Duration.ofMinutes(10), Duration.ofMinutes(-10), Duration.ZERO)) {
            sandbox.time().followSystem(distance);
            Instant earliest = Instant.now().plus(distance).minusSeconds(1);
            Instant date = ZonedDateTime.parse(client.get("/crm/v3/objects/leads").header("Date"),
                    DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            assertThat(date).isBetween(earliest, Instant.now().plus(distance));
        }
    }

    @Test
    void aWalkOverChangesIsFast() {
        int count = 100_000;
        Duration started = SandboxClient.cpuTime();
        List<String> ids = create(count);
        Instant moment = BEGIN.plusMillis(count);
        sandbox.leads().updateAll(version(ids.subList(0, 25_000), 1), moment);
        sandbox.leads().shuffleTies(true);
        Instant from = BEGIN;
        for (int i = 0; i < 50; i++) {
            JsonNode rows = search(bound("GTE", from) + "," + bound("LTE", moment)).json().at("/results");
            assertThat(rows).hasSize(200);
            from = Instant.parse(rows.get(199).at("/updatedAt").asText());
        }
        String last = "0";
        for (int i = 0; i < 50; i++) {
            List<String> page = ids(client.post(SEARCH, "{'limit':200,'sorts':['hs_object_id'],'filterGroups':[{'filters':["
                    + bound("EQ", moment) + ",{'propertyName':'hs_object_id','operator':'GT','value':'" + last + "'}]}]}"));
            assertThat(page).isEqualTo(ids.subList(i * 200, i * 200 + 200));
            last = page.get(199);
        }
        assertThat(SandboxClient.cpuTime().minus(started)).isLessThan(Duration.ofSeconds(30));
            }
}
