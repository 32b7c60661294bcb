/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandboxtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.HubSpotSandboxExtension;
import io.github.camelhubspot.sandbox.PagingStyle;
import io.github.camelhubspot.sandboxtest.SandboxClient.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("integration")
class LeadsTest {

    static final String LEADS = "/crm/v3/objects/leads";

    @RegisterExtension
    static final HubSpotSandboxExtension HUBSPOT = new HubSpotSandboxExtension();

    private HubSpotSandbox sandbox;
    private SandboxClient client;

    @BeforeEach
    void setUp() {
        sandbox = HUBSPOT.sandbox();
        client = new SandboxClient(sandbox);
        sandbox.contacts().create("67890", Map.of("email", "jane@example.com", "firstname", "Jane"));
        sandbox.companies().create("555", Map.of("name", "Acme", "domain", "acme.test"));
    }

    static String lead(String name, int type, String to) {
        return "{'properties':{'hs_lead_name':'" + name + "'},'associations':[{'to':{'id':'" + to + "'},'types':[{"
                + "'associationCategory':'HUBSPOT_DEFINED','associationTypeId':" + type + "}]}]}";
    }

    @ParameterizedTest
    @ValueSource(strings = {LEADS, "/crm/v3/objects/0-136", "/crm/objects/2025-09/leads", "/crm/objects/2025-09/0-136",
            "/crm/objects/2026-03/leads", "/crm/objects/2026-09/leads"})
    void createsReadsUpdatesAndArchivesInEveryVersion(String base) {
        Response created = client.post(base, lead("Jane Doe", 578, "67890"));
        assertThat(created.status()).isEqualTo(201);
        String id = created.at("/id");
        assertThat(Long.parseLong(id)).isGreaterThan(1L << 53);
        assertThat(created.at("/properties/hs_lead_name")).isEqualTo("Jane Doe");
        assertThat(created.at("/properties/hs_object_id")).isEqualTo(id);
        assertThat(created.at("/properties/hs_primary_contact_id")).isEqualTo("67890");

        Response read = client.get(base + "/" + id + "?properties=hs_lead_name,hs_lead_type,nonsense&associations=contacts");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().at("/properties/hs_lead_type").isNull()).isTrue();
        assertThat(read.json().at("/properties").has("nonsense")).isFalse();
        assertThat(read.at("/associations/contacts/results/0/id")).isEqualTo("67890");

        Response updated = client.patch(base + "/" + id, "{'properties':{'hs_lead_name':'Jane Smith'}}");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(sandbox.leads().get(id).orElseThrow().get("hs_lead_name")).isEqualTo("Jane Smith");

        assertThat(client.delete(base + "/" + id).status()).isEqualTo(204);
        assertThat(client.get(base + "/" + id).status()).isEqualTo(404);
        assertThat(client.get(base + "/" + id).at("/category")).isEqualTo("OBJECT_NOT_FOUND");
        Response archived = client.get(base + "/" + id + "?archived=true");
        assertThat(archived.json().at("/archived").asBoolean()).isTrue();
        assertThat(sandbox.leads().archived()).hasSize(1);
    }

    @Test
    void aLeadRequiresANameAndAnExistingContactOrCompany() {
        assertThat(client.post(LEADS, lead("By company", 580, "555")).status()).isEqualTo(201);
        Response unnamed = client.post(LEADS, lead("", 578, "67890"));
        assertThat(unnamed.status()).isEqualTo(400);
        assertThat(unnamed.at("/errors/0/code")).isEqualTo("MISSING_REQUIRED_PROPERTY");
        assertThat(client.post(LEADS, "{'properties':{'hs_lead_name':'A'}}").status()).isEqualTo(400);
        assertThat(client.post(LEADS, "{'properties':{'hs_lead_name':'A'},'associations':[]}").status()).isEqualTo(400);
        assertThat(client.post(LEADS, lead("A", 578, "1")).status()).isEqualTo(400);
        assertThat(client.post(LEADS, lead("A", 579, "67890")).status()).isEqualTo(400);
        assertThat(client.post(LEADS, lead("A", 578, "555")).status()).isEqualTo(400);
        assertThat(sandbox.leads().size()).isEqualTo(1);
        sandbox.leads().requireAssociation(false);
        assertThat(client.post(LEADS, "{'properties':{'hs_lead_name':'A'},'associations':[]}").status()).isEqualTo(201);
    }

    @Test
    void reportsInvalidPropertyValuesAsHubSpotDoes() {
        sandbox.leads().requireAssociation(false);
        Response response = client.post(LEADS, "{'associations':[],'properties':{'hs_lead_name':'A','typo':'x','lead_score':'many',"
                + "'next_meeting':'soon','hs_object_id':'5','hs_lead_label':'hot'}}");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.at("/category")).isEqualTo("VALIDATION_ERROR");
        assertThat(response.at("/correlationId")).isEqualTo(response.header("X-HubSpot-Correlation-Id"));
        assertThat(response.at("/message")).startsWith("Property values were not valid: [{\"isValid\":false")
                .contains("\"error\":\"PROPERTY_DOESNT_EXIST\",\"name\":\"typo\"");
        assertThat(response.json().at("/errors").findValuesAsText("code")).containsExactly("PROPERTY_DOESNT_EXIST", "INVALID_INTEGER",
                "INVALID_DATE", "READ_ONLY_VALUE", "INVALID_OPTION");
    }

    @Test
    void storesDatesInOneFormatAndClearsAValueWithAnEmptyText() {
        String id = sandbox.leads().create(Map.of("hs_lead_name", "A", "next_meeting", "1735689600000", "lead_score", "4.5"));
        assertThat(sandbox.leads().get(id).orElseThrow().get("next_meeting")).isEqualTo("2025-01-01");
        client.patch(LEADS + "/" + id, "{'properties':{'next_meeting':''}}");
        Response read = client.get(LEADS + "/" + id + "?properties=next_meeting");
        assertThat(read.json().at("/properties/next_meeting").isNull()).isTrue();
        assertThat(client.patch(LEADS + "/" + id, "{'properties':{'lead_score':5}}").status()).isEqualTo(400);
    }

    @Test
    void historyHasEveryValueNewestFirst() {
        sandbox.time().set(Instant.parse("2026-01-01T00:00:00Z"));
        String id = sandbox.leads().create(Map.of("hs_lead_name", "One"));
        sandbox.time().advance(Duration.ofMinutes(1));
        client.patch(LEADS + "/" + id, "{'properties':{'hs_lead_name':'Two'}}");
        Response read = client.get(LEADS + "/" + id + "?propertiesWithHistory=hs_lead_name");
        assertThat(read.json().at("/propertiesWithHistory/hs_lead_name").findValuesAsText("value")).containsExactly("Two", "One");
        assertThat(read.at("/propertiesWithHistory/hs_lead_name/0/timestamp")).isEqualTo("2026-01-01T00:01:00.000Z");
        assertThat(read.at("/updatedAt")).isEqualTo("2026-01-01T00:01:00.000Z");
    }

    @Test
    void findsARecordByAUniquePropertyAndRejectsADuplicateValue() {
        String id = sandbox.leads().create(Map.of("hs_lead_name", "A", "external_id", "X-1"));
        assertThat(client.get(LEADS + "/X-1?idProperty=external_id").at("/id")).isEqualTo(id);
        assertThat(client.patch(LEADS + "/X-1?idProperty=external_id", "{'properties':{'hs_lead_name':'B'}}").status()).isEqualTo(200);
        assertThat(client.get(LEADS + "/A?idProperty=hs_lead_name").status()).isEqualTo(400);
        String other = sandbox.leads().create(Map.of("hs_lead_name", "C"));
        Response conflict = client.patch(LEADS + "/" + other, "{'properties':{'external_id':'x-1'}}");
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.at("/message")).contains("Existing ID: " + id);
        assertThat(client.patch(LEADS + "/" + id, "{'properties':{'external_id':'X-1'}}").status()).isEqualTo(200);
    }

    @Test
    void listsHaveAnOpaqueCursorThatMustBeEncodedOnce() {
        for (int i = 0; i < 25; i++) {
            sandbox.leads().create(Map.of("hs_lead_name", "L" + i));
        }
        List<String> names = new ArrayList<>();
        String after = null;
        do {
            Response page = client.get(LEADS + "?properties=hs_lead_name" + (after == null ? "" : "&after=" + encode(after)));
            assertThat(page.status()).isEqualTo(200);
            page.json().at("/results").forEach(node -> names.add(node.at("/properties/hs_lead_name").asText()));
            after = page.json().at("/paging/next/after").asText(null);
            if (after != null && after.isEmpty()) {
                after = null;
            }
            if (after != null) {
                assertThat(after).contains("%3D");
                assertThat(client.get(LEADS + "?after=" + after).status()).isEqualTo(400);
                assertThat(client.get(LEADS + "?after=" + encode(encode(after))).status()).isEqualTo(400);
            } else {
                assertThat(page.json().has("paging")).isFalse();
            }
        } while (after != null);
        assertThat(names).hasSize(25).doesNotHaveDuplicates().startsWith("L0", "L1");
        assertThat(client.get(LEADS + "?after=10").status()).isEqualTo(400);
    }

    @Test
    void pageSizesHaveLimits() {
        assertThat(client.get(LEADS + "?limit=0").status()).isEqualTo(400);
        assertThat(client.get(LEADS + "?limit=1").status()).isEqualTo(200);
        assertThat(client.get(LEADS + "?limit=100").status()).isEqualTo(200);
        assertThat(client.get(LEADS + "?limit=101").status()).isEqualTo(400);
        assertThat(client.get(LEADS + "?limit=many").status()).isEqualTo(400);
        assertThat(client.get(LEADS + "?limit=51&propertiesWithHistory=hs_lead_name").status()).isEqualTo(400);
        assertThat(client.get(LEADS + "?limit=50&propertiesWithHistory=hs_lead_name").status()).isEqualTo(200);
    }

    @Test
    void theLastPageHasOneOfThreeForms() {
        assertThat(client.get(LEADS).json().has("paging")).isFalse();
        sandbox.pagingStyle(PagingStyle.NULL);
        assertThat(client.get(LEADS).json().get("paging").isNull()).isTrue();
        sandbox.pagingStyle(PagingStyle.EMPTY);
        assertThat(client.get(LEADS).json().get("paging").isEmpty()).isTrue();
        assertThat(client.get(LEADS).json().get("paging").isObject()).isTrue();
    }

    @Test
    void rejectsWhatHubSpotDoesNotKnow() {
        assertThat(client.get(LEADS + "?page=2").status()).isEqualTo(400);
        assertThat(client.get(LEADS + "/abc").status()).isEqualTo(400);
        assertThat(client.get(LEADS + "/%2E%2E").status()).isEqualTo(400);
        assertThat(client.get(LEADS + "/1%2F2").status()).isEqualTo(400);
        assertThat(client.get(LEADS + "/1").status()).isEqualTo(404);
        assertThat(client.post(LEADS, "{'properties':{},'association':[]}").status()).isEqualTo(400);
        assertThat(client.post(LEADS, "{oops").at("/message")).startsWith("Invalid input JSON on line 1");
        assertThat(client.post(LEADS, "{'associations':[]}").at("/errors/0/code")).isEqualTo("REQUIRED_FIELD");
        assertThat(client.send("POST", LEADS, "text/plain", BodyPublishers.ofString("{}")).status()).isEqualTo(415);
        assertThat(client.send("GET", LEADS, "application/json", BodyPublishers.ofString("{}")).status()).isEqualTo(400);
        assertThat(client.send("PUT", LEADS, "application/json", BodyPublishers.ofString("{}")).status()).isEqualTo(405);
        Response unknown = client.get("/crm/v3/objects/unicorns");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Content-Type")).startsWith("application/json");
        assertThat(unknown.at("/status")).isEqualTo("error");
        assertThat(unknown.at("/category")).isEqualTo("OBJECT_NOT_FOUND");
        assertThat(unknown.at("/correlationId")).isNotEmpty();
        assertThat(unknown.at("/message")).isNotEmpty();
        assertThat(client.get("/crm/objects/2024-01/leads").status()).isEqualTo(404);
    }

    @Test
    void archivesAnArchivedRecordAgainButRejectsAnUnknownId() {
        String id = sandbox.leads().create(Map.of("hs_lead_name", "A"));
        assertThat(client.delete(LEADS + "/" + id).status()).isEqualTo(204);
        assertThat(client.delete(LEADS + "/" + id).status()).isEqualTo(204);
        assertThat(client.delete(LEADS + "/1").status()).isEqualTo(404);
        Response archived = client.get(LEADS + "?archived=true");
        assertThat(archived.at("/results/0/id")).isEqualTo(id);
        assertThat(archived.json().at("/results/0").has("archivedAt")).isTrue();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
