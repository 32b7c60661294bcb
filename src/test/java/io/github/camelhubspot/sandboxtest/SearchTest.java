/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandboxtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.HubSpotSandboxExtension;
import io.github.camelhubspot.sandboxtest.SandboxClient.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("integration")
class SearchTest {

    private static final String SEARCH = "/crm/v3/objects/leads/search";

    @RegisterExtension
    static final HubSpotSandboxExtension HUBSPOT = new HubSpotSandboxExtension();

    private HubSpotSandbox sandbox;
    private SandboxClient client;

    @BeforeEach
    void setUp() {
        sandbox = HUBSPOT.sandbox();
        client = new SandboxClient(sandbox);
        sandbox.time().set(Instant.parse("2026-01-01T00:00:00Z"));
    }

    private void seed() {
        sandbox.leads().create("3", Map.of("hs_lead_name", "Body Fit Gold", "lead_score", "10", "hs_lead_label", "HOT"));
        sandbox.time().advance(Duration.ofHours(1));
        sandbox.leads().create("1", Map.of("hs_lead_name", "Body Fit Silver", "lead_score", "9", "next_meeting", "2026-02-01"));
        sandbox.time().advance(Duration.ofHours(1));
        sandbox.leads().create("2", Map.of("hs_lead_name", "Zumba", "lead_score", "100", "hs_lead_label", "COLD"));
    }

    private static String filter(String filter) {
        return "{'filterGroups':[{'filters':[" + filter + "]}],'properties':['hs_lead_name']}";
    }

    private static List<String> ids(Response response) {
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        for (JsonNode node : response.json().at("/results")) {
            ids.add(node.at("/id").asText());
        }
        return ids;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'propertyName':'hs_lead_name','operator':'EQ','value':'zumba'                                  | 2",
        "'propertyName':'hs_lead_name','operator':'NEQ','value':'ZUMBA'                                 | 3,1",
        "'propertyName':'lead_score','operator':'LT','value':'10'                                       | 1",
        "'propertyName':'lead_score','operator':'LTE','value':'10'                                      | 3,1",
        "'propertyName':'lead_score','operator':'GT','value':'10'                                       | 2",
        "'propertyName':'lead_score','operator':'GTE','value':'10'                                      | 3,2",
        "'propertyName':'lead_score','operator':'BETWEEN','value':'9','highValue':'10'                  | 3,1",
        "'propertyName':'lead_score','operator':'IN','values':['9','100']                               | 1,2",
        "'propertyName':'lead_score','operator':'NOT_IN','values':['9','100']                           | 3",
        "'propertyName':'hs_lead_name','operator':'IN','values':['zumba']                               | 2",
        "'propertyName':'hs_lead_name','operator':'IN','values':['Zumba']                               | ",
        "'propertyName':'hs_lead_label','operator':'HAS_PROPERTY'                                       | 3,2",
        "'propertyName':'hs_lead_label','operator':'NOT_HAS_PROPERTY'                                   | 1",
        "'propertyName':'hs_lead_label','operator':'EQ','value':'hot'                                   | ",
        "'propertyName':'hs_lead_label','operator':'EQ','value':'HOT'                                   | 3",
        "'propertyName':'hs_lead_name','operator':'CONTAINS_TOKEN','value':'fit'                        | 3,1",
        "'propertyName':'hs_lead_name','operator':'CONTAINS_TOKEN','value':'*umb*'                      | 2",
        "'propertyName':'hs_lead_name','operator':'CONTAINS_TOKEN','value':'umb'                        | ",
        "'propertyName':'hs_lead_name','operator':'NOT_CONTAINS_TOKEN','value':'Fit'                    | 2",
        "'propertyName':'createdate','operator':'GT','value':'1767225600000'                            | 1,2",
        "'propertyName':'hs_lastmodifieddate','operator':'GTE','value':'2026-01-01T02:00:00Z'           | 2",
        "'propertyName':'next_meeting','operator':'EQ','value':'2026-02-01'                             | 1",
        "'propertyName':'hs_object_id','operator':'GT','value':'1'                                      | 3,2"
    })
    void everyOperatorMatchesAsAtHubSpot(String filter, String expected) {
        seed();
        List<String> wanted = expected == null ? List.of() : List.of(expected.split(","));
        Response response = client.post(SEARCH, filter("{" + filter.trim() + "}"));
        assertThat(ids(response)).containsExactlyElementsOf(wanted);
        assertThat(response.json().at("/total").asInt()).isEqualTo(wanted.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'filterGroups':[{'filters':[{'propertyName':'hs_lead_name','operator':'LIKE','value':'x'}]}]}",
        "{'filterGroups':[{'filters':[{'propertyName':'hs_lead_name','operator':'EQ'}]}]}",
        "{'filterGroups':[{'filters':[{'propertyName':'hs_lead_name','operator':'IN','value':'x'}]}]}",
        "{'filterGroups':[{'filters':[{'propertyName':'lead_score','operator':'BETWEEN','value':'1'}]}]}",
        "{'filterGroups':[{'filters':[{'propertyName':'lead_score','operator':'GT','value':'x'}]}]}",
        "{'filterGroups':[{'filters':[{'propertyName':'nonsense','operator':'EQ','value':'x'}]}]}",
        "{'filterGroups':[{'filters':[]}]}",
        "{'limit':0}", "{'limit':201}", "{'limit':'10'}", "{'after':'abc'}", "{'after':'9901','limit':100}",
        "{'sorts':['createdate','hs_object_id']}", "{'sorts':['nonsense']}", "{'pageSize':5}", "[]",
        "{'sorts':[{'propertyName':'createdate','direction':'UP'}]}"
    })
    void rejectsRequestsThatHubSpotRejects(String body) {
        Response response = client.post(SEARCH, body);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.at("/category")).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void filtersAndGroupsHaveLimits() {
        String one = "{'propertyName':'lead_score','operator':'GT','value':'1'}";
        assertThat(client.post(SEARCH, groups(one, 6)).status()).isEqualTo(200);
        assertThat(client.post(SEARCH, groups(one, 7)).status()).isEqualTo(400);
        assertThat(client.post(SEARCH, groups(one, 1, 1, 1, 1, 1)).status()).isEqualTo(200);
        assertThat(client.post(SEARCH, groups(one, 1, 1, 1, 1, 1, 1)).status()).isEqualTo(400);
        assertThat(client.post(SEARCH, groups(one, 6, 6, 6)).status()).isEqualTo(200);
        assertThat(client.post(SEARCH, groups(one, 6, 6, 6, 1)).status()).isEqualTo(400);
        assertThat(client.post(SEARCH, "{'query':'" + "x".repeat(3000) + "'}").status()).isEqualTo(200);
        assertThat(client.post(SEARCH, "{'query':'" + "x".repeat(3001) + "'}").status()).isEqualTo(400);
    }

    private static String groups(String filter, int... sizes) {
        return "{'filterGroups':[" + IntStream.of(sizes)
                .mapToObj(size -> "{'filters':[" + String.join(",", java.util.Collections.nCopies(size, filter)) + "]}")
                .collect(Collectors.joining(",")) + "]}";
    }

    @Test
    void aRecordMatchesIfAllFiltersOfOneGroupMatch() {
        seed();
        String hot = "{'propertyName':'hs_lead_label','operator':'EQ','value':'HOT'}";
        String low = "{'propertyName':'lead_score','operator':'LT','value':'10'}";
        assertThat(ids(client.post(SEARCH, "{'filterGroups':[{'filters':[" + hot + "," + low + "]}]}"))).isEmpty();
        assertThat(ids(client.post(SEARCH, "{'filterGroups':[{'filters':[" + hot + "]},{'filters':[" + low + "]}]}")))
                .containsExactly("3", "1");
    }

    @Test
    void resultsAreSortedByAgeOrAsRequested() {
        seed();
        assertThat(ids(client.post(SEARCH, "{}"))).containsExactly("3", "1", "2");
        assertThat(ids(client.post(SEARCH, "{'sorts':[{'propertyName':'lead_score','direction':'DESCENDING'}]}")))
                .containsExactly("2", "3", "1");
        assertThat(ids(client.post(SEARCH, "{'sorts':['hs_object_id']}"))).containsExactly("1", "2", "3");
        assertThat(ids(client.post(SEARCH, "{'sorts':[{'propertyName':'hs_lastmodifieddate','direction':'DESCENDING'}]}")))
                .containsExactly("2", "1", "3");
    }

    @Test
    void resultsHaveTheDefaultAndTheRequestedProperties() {
        seed();
        Response response = client.post(SEARCH, "{'query':'body GOLD','properties':['hs_lead_name','nonsense']}");
        assertThat(ids(response)).containsExactly("3");
        List<String> names = new ArrayList<>();
        response.json().at("/results/0/properties").fieldNames().forEachRemaining(names::add);
        assertThat(names).containsExactly("createdate", "hs_lastmodifieddate", "hs_object_id", "hs_lead_name");
    }

    @Test
    void pagesAreOffsetsAndEndAtTenThousand() {
        for (int i = 0; i < 10_005; i++) {
            sandbox.leads().create(Map.of("hs_lead_name", "L"));
        }
        Response first = client.post(SEARCH, "{'limit':200}");
        assertThat(first.at("/paging/next/after")).isEqualTo("200");
        assertThat(first.json().at("/total").asInt()).isEqualTo(10_005);
        Response last = client.post(SEARCH, "{'limit':200,'after':'9800'}");
        assertThat(last.at("/paging/next/after")).isEqualTo("10000");
        assertThat(client.post(SEARCH, "{'limit':200,'after':'10000'}").status()).isEqualTo(400);
    }

    @Test
    void archivedRecordsAreNeverFound() {
        seed();
        sandbox.leads().archive("3");
        assertThat(ids(client.post(SEARCH, "{}"))).containsExactly("1", "2");
    }

    @Test
    void findsRecordsByTheirAssociations() {
        seed();
        sandbox.contacts().create("77", Map.of("email", "a@b.test"));
        sandbox.leads().associate("1", "contacts", "77", 578);
        String filter = "{'propertyName':'associations.contact','operator':'%s','value':'77'}";
        assertThat(ids(client.post(SEARCH, filter(filter.formatted("EQ"))))).containsExactly("1");
        assertThat(client.post(SEARCH, filter(filter.formatted("GT"))).status()).isEqualTo(400);
    }

    @Test
    void theIndexLagsBehindReads() {
        sandbox.leads().indexDelay(Duration.ofSeconds(5));
        String id = sandbox.leads().create(Map.of("hs_lead_name", "Old"));
        assertThat(ids(client.post(SEARCH, "{}"))).isEmpty();
        assertThat(client.get("/crm/v3/objects/leads/" + id).status()).isEqualTo(200);
        sandbox.time().advance(Duration.ofSeconds(5));
        assertThat(ids(client.post(SEARCH, "{}"))).containsExactly(id);
        sandbox.leads().update(id, Map.of("hs_lead_name", "New"));
        String byName = filter("{'propertyName':'hs_lead_name','operator':'EQ','value':'new'}");
        assertThat(ids(client.post(SEARCH, byName))).isEmpty();
        sandbox.time().advance(Duration.ofSeconds(5));
        assertThat(ids(client.post(SEARCH, byName))).containsExactly(id);
    }

    @Test
    void aSweepOverManyRecordsIsFast() {
        for (int i = 0; i < 100_000; i++) {
            sandbox.leads().create(Map.of("hs_lead_name", "L"));
        }
        Duration started = SandboxClient.cpuTime();
        String id = "0";
        for (int i = 0; i < 50; i++) {
            Response page = client.post(SEARCH, "{'limit':200,'sorts':['hs_object_id'],'filterGroups':[{'filters':["
                    + "{'propertyName':'hs_object_id','operator':'GT','value':'" + id + "'}]}]}");
            List<String> ids = ids(page);
            assertThat(ids).hasSize(200).doesNotContain(id);
            id = ids.get(199);
        }
        assertThat(SandboxClient.cpuTime().minus(started)).isLessThan(Duration.ofSeconds(15));
    }
}
