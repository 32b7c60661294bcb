/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandboxtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.HubSpotSandboxExtension;
import io.github.camelhubspot.sandbox.SandboxRecord.Association;
import io.github.camelhubspot.sandboxtest.SandboxClient.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("integration")
class AssociationsTest {

    @RegisterExtension
    static final HubSpotSandboxExtension HUBSPOT = new HubSpotSandboxExtension();

    private HubSpotSandbox sandbox;
    private SandboxClient client;

    @BeforeEach
    void setUp() {
        sandbox = HUBSPOT.sandbox();
        client = new SandboxClient(sandbox);
        sandbox.contacts().create("1", Map.of("email", "a@b.test"));
        sandbox.companies().create("2", Map.of("name", "Acme"));
        sandbox.leads().create("3", Map.of("hs_lead_name", "Lead"));
    }

    private static String spec(int type) {
        return "{'associationCategory':'HUBSPOT_DEFINED','associationTypeId':" + type + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = { "/crm/v4/associations", "/crm/associations/2025-09", "/crm/associations/2026-09" })
    void readsAssociationsOfManyRecordsAtOnce(String associations) {
        sandbox.leads().create("4", Map.of("hs_lead_name", "without"));
        sandbox.leads().associate("3", "contacts", "1", 578);
        Response response = client.post(associations + "/leads/contacts/batch/read", "{'inputs':[{'id':'3'},{'id':'4'}]}");
        assertThat(response.status()).isEqualTo(207);
        assertThat(response.json().at("/results")).hasSize(1);
        assertThat(response.at("/results/0/from/id")).isEqualTo("3");
        assertThat(response.at("/results/0/to/0/toObjectId")).isEqualTo("1");
        assertThat(response.at("/results/0/to/0/associationTypes/0/typeId")).isEqualTo("578");
        assertThat(response.at("/errors/0/subCategory")).isEqualTo("crm.associations.NO_ASSOCIATIONS_FOUND");
        assertThat(client.post(associations + "/leads/contacts/batch/read", "{'inputs':[{'id':'3','limit':1}]}").status())
                .isEqualTo(400);
        assertThat(client.post(associations + "/leads/contacts/batch/read", "{'inputs':[]}").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"/crm/v4/objects/leads/3,/crm/v4/associations", "/crm/objects/2025-09/0-136/3,/crm/associations/2025-09",
            "/crm/objects/2026-03/leads/3,/crm/associations/2026-03", "/crm/objects/2026-09/lead/3,/crm/associations/2026-09"})
    void labelsAreSetListedAndRemovedOneByOne(String lead, String labels) {
        assertThat(client.put(lead + "/associations/default/contacts/1", null).at("/results/0/associationSpec/associationTypeId"))
                .isEqualTo("608");
        Response labelled = client.put(lead + "/associations/contact/1", "[" + spec(578) + "]");
        assertThat(labelled.status()).isEqualTo(201);
        assertThat(labelled.at("/fromObjectTypeId")).isEqualTo("0-136");
        assertThat(labelled.at("/labels/0")).isEqualTo("Primary");
        Response list = client.get(lead + "/associations/0-1");
        assertThat(list.at("/results/0/toObjectId")).isEqualTo("1");
        assertThat(list.json().at("/results/0/associationTypes")).hasSize(2);
        Response removed = client.post(labels + "/leads/contacts/batch/labels/archive",
                "{'inputs':[{'from':{'id':'3'},'to':{'id':'1'},'types':[" + spec(608) + "]}]}");
        assertThat(removed.status()).isEqualTo(204);
        assertThat(sandbox.leads().get("3").orElseThrow().associations()).extracting(Association::typeId).containsExactly(578);
        assertThat(sandbox.contacts().get("1").orElseThrow().associations()).extracting(Association::typeId).containsExactly(579);
    }

    @Test
    void aLeadThatLosesItsLastPrimaryAssociationIsDeleted() {
        sandbox.leads().associate("3", "contacts", "1", 578);
        sandbox.leads().associate("3", "companies", "2", 580);
        assertThat(client.delete("/crm/v4/objects/leads/3/associations/contacts/1").status()).isEqualTo(204);
        assertThat(sandbox.leads().size()).isEqualTo(1);
        assertThat(client.delete("/crm/v4/objects/leads/3/associations/companies/2").status()).isEqualTo(204);
        assertThat(sandbox.leads().size()).isZero();
        assertThat(sandbox.leads().archived()).hasSize(1);
    }

    @Test
    void rejectsWrongDirectionsAndMissingRecords() {
        String path = "/crm/v4/objects/leads/3/associations/contacts/";
        assertThat(client.put(path + "1", "[" + spec(579) + "]").status()).isEqualTo(400);
        assertThat(client.put(path + "1", "[]").status()).isEqualTo(400);
        assertThat(client.put(path + "1", "{}").status()).isEqualTo(400);
        assertThat(client.put(path + "9", "[" + spec(578) + "]").status()).isEqualTo(404);
        assertThat(client.put("/crm/v4/objects/leads/3/associations/unicorns/1", "[" + spec(578) + "]").status()).isEqualTo(404);
        assertThat(client.put("/crm/v3/objects/leads/3/associations/contacts/1", "[" + spec(578) + "]").status()).isEqualTo(404);
    }

    @Test
    void readsIncludeOnlyTheRequestedAssociations() {
        sandbox.leads().associate("3", "contacts", "1", 578);
        sandbox.leads().associate("3", "companies", "2", 610);
        Response list = client.get("/crm/v3/objects/leads?associations=contacts,companies");
        assertThat(list.at("/results/0/associations/contacts/results/0/type")).isEqualTo("lead_to_primary_contact");
        assertThat(list.at("/results/0/associations/companies/results/0/id")).isEqualTo("2");
        Response read = client.get("/crm/v3/objects/leads/3?associations=companies");
        assertThat(read.json().at("/associations").has("contacts")).isFalse();
        assertThat(client.get("/crm/v3/objects/leads/3").json().has("associations")).isFalse();
    }
}
