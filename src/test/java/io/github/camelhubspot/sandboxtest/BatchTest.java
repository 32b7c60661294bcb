/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandboxtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.HubSpotSandboxExtension;
import io.github.camelhubspot.sandboxtest.SandboxClient.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("integration")
class BatchTest {

    private static final String BATCH = "/crm/v3/objects/leads/batch/";

    @RegisterExtension
    static final HubSpotSandboxExtension HUBSPOT = new HubSpotSandboxExtension(builder -> builder.requireAssociation(false));

    private HubSpotSandbox sandbox;
    private SandboxClient client;

    @BeforeEach
    void setUp() {
        sandbox = HUBSPOT.sandbox();
        client = new SandboxClient(sandbox);
    }

    private static String inputs(int count, IntFunction<String> input) {
        return "{'inputs':[" + IntStream.range(0, count).mapToObj(input).collect(Collectors.joining(",")) + "]}";
    }

    private static String creating(int i) {
        return "{'associations':[],'properties':{'hs_lead_name':'L" + i + "'}}";
    }

    private static String traced(String trace, String name) {
        return "{'objectWriteTraceId':'" + trace + "','associations':[],'properties':{'hs_lead_name':'" + name + "'}}";
    }

    @ParameterizedTest
    @CsvSource({"/crm/v3/objects/leads,201", "/crm/objects/2025-09/leads,200", "/crm/objects/2026-03/leads,201",
            "/crm/objects/2026-09/leads,201"})
    void aCreatedBatchHasTheStatusOfItsVersion(String base, int status) {
        Response response = client.post(base + "/batch/create", inputs(2, BatchTest::creating));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.at("/status")).isEqualTo("COMPLETE");
        assertThat(response.json().at("/results")).hasSize(2);
        assertThat(response.json().has("numErrors")).isFalse();
        assertThat(response.json().has("startedAt") && response.json().has("completedAt")).isTrue();
    }

    @Test
    void acceptsAHundredInputsAndRejectsOneMore() {
        assertThat(client.post(BATCH + "create", inputs(100, BatchTest::creating)).status()).isEqualTo(201);
        Response tooMany = client.post(BATCH + "create", inputs(101, BatchTest::creating));
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.at("/category")).isEqualTo("VALIDATION_ERROR");
        assertThat(client.post(BATCH + "create", "{'inputs':[]}").status()).isEqualTo(400);
        assertThat(client.post(BATCH + "create", "{}").status()).isEqualTo(400);
        assertThat(sandbox.leads().size()).isEqualTo(100);
    }

    @Test
    void oneInvalidInputFailsACreateWithoutTraceIds() {
        Response response = client.post(BATCH + "create", "{'inputs':[" + creating(1) + ",{'associations':[],'properties':{}}]}");
        assertThat(response.status()).isEqualTo(400);
        assertThat(sandbox.leads().size()).isZero();
        assertThat(sandbox.leads().archived()).isEmpty();
        Response repeated = client.post(BATCH + "create", "{'inputs':[" + traced("t", "A") + "," + traced("t", "") + "]}");
        assertThat(repeated.status()).isEqualTo(400);
    }

    @Test
    void reportsAnOutcomeForEachInputOfACreateWithTraceIds() {
        Response response = client.post(BATCH + "create", "{'inputs':[" + traced("t1", "A") + "," + traced("t2", "") + "]}");
        assertThat(response.status()).isEqualTo(207);
        assertThat(response.at("/results/0/objectWriteTraceId")).isEqualTo("t1");
        assertThat(response.at("/numErrors")).isEqualTo("1");
        assertThat(response.at("/errors/0/context/objectWriteTraceId/0")).isEqualTo("t2");
        assertThat(response.at("/errors/0/category")).isEqualTo("VALIDATION_ERROR");
        assertThat(sandbox.leads().size()).isEqualTo(1);
    }

    @Test
    void aUniqueValueInUseFailsACreateWithAConflict() {
        sandbox.leads().create(Map.of("hs_lead_name", "A", "external_id", "X"));
        Response response = client.post(BATCH + "create",
                "{'inputs':[{'associations':[],'properties':{'hs_lead_name':'B','external_id':'X'}}]}");
        assertThat(response.status()).isEqualTo(409);
        assertThat(response.at("/category")).isEqualTo("OBJECT_ALREADY_EXISTS");
    }

    @Test
    void idsThatAReadDoesNotFindShareOneError() {
        String id = sandbox.leads().create(Map.of("hs_lead_name", "A"));
        Response response = client.post(BATCH + "read", "{'properties':['hs_lead_name'],'inputs':[{'id':'" + id
                + "'},{'id':'1'},{'id':'2'}]}");
        assertThat(response.status()).isEqualTo(207);
        assertThat(response.at("/results/0/properties/hs_lead_name")).isEqualTo("A");
        assertThat(response.at("/numErrors")).isEqualTo("1");
        assertThat(response.at("/errors/0/category")).isEqualTo("OBJECT_NOT_FOUND");
        assertThat(response.json().at("/errors/0/context/ids")).hasSize(2);
    }

    @Test
    void readsByUniquePropertyAndReturnsHistoryOfAtMostFifty() {
        sandbox.leads().create(Map.of("hs_lead_name", "A", "external_id", "X"));
        Response response = client.post(BATCH + "read", "{'properties':[],'propertiesWithHistory':['hs_lead_name'],"
                + "'idProperty':'external_id','inputs':[{'id':'X'}]}");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.at("/results/0/propertiesWithHistory/hs_lead_name/0/value")).isEqualTo("A");
        IntFunction<String> ids = i -> "{'id':'" + (i + 1) + "'}";
        String history = "{'propertiesWithHistory':['hs_lead_name'],";
        assertThat(client.post(BATCH + "read", history + inputs(51, ids).substring(1)).status()).isEqualTo(400);
        assertThat(client.post(BATCH + "read", history + inputs(50, ids).substring(1)).status()).isEqualTo(207);
    }

    @Test
    void anUpdateNamesTheIdsItDoesNotFind() {
        String id = sandbox.leads().create(Map.of("hs_lead_name", "A"));
        Response response = client.post(BATCH + "update", "{'inputs':[{'id':'" + id + "','properties':{'hs_lead_name':'B'}},"
                + "{'id':'1','objectWriteTraceId':'t','properties':{'hs_lead_name':'B'}}]}");
        assertThat(response.status()).isEqualTo(207);
        assertThat(response.at("/results/0/id")).isEqualTo(id);
        assertThat(response.at("/errors/0/context/ids/0")).isEqualTo("1");
        assertThat(response.at("/errors/0/context/objectWriteTraceId/0")).isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"update|", "upsert|", "create|", "update|'properties':null,", "upsert|'properties':[],",
            "update|'properties':{'lead_score':5},", "upsert|'properties':{'lead_score':5},", "create|'properties':{'lead_score':5},",
            "update|'properties':{'hs_lead_name':null},", "upsert|'properties':{'hs_lead_name':true},"})
    void rejectsTheWholeBatchIfPropertiesAreNoMapOfStrings(String operation, String properties) {
        String id = sandbox.leads().create(Map.of("hs_lead_name", "A", "external_id", "x"));
        String input = "{%s'objectWriteTraceId':'b'%s}".formatted(properties == null ? "" : properties,
                operation.equals("create") ? ",'associations':[]" : ",'idProperty':'external_id','id':'y'");
        String good = operation.equals("create") ? traced("a", "N") : "{'id':'" + (operation.equals("update") ? id : "x")
                + "','objectWriteTraceId':'a'," + (operation.equals("update") ? "" : "'idProperty':'external_id',")
                + "'properties':{'hs_lead_name':'N'}}";
        Response response = client.post(BATCH + operation, "{'inputs':[" + good + ',' + input + "]}");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.at("/category")).isEqualTo("VALIDATION_ERROR");
        assertThat(sandbox.leads().size()).isEqualTo(1);
        assertThat(sandbox.leads().all().get(0).properties()).containsEntry("hs_lead_name", "A");
    }

    @Test
    void rejectsABatchThatNamesARecordTwice() {
        String id = sandbox.leads().create(Map.of("hs_lead_name", "A"));
        String input = "{'id':'" + id + "','properties':{'hs_lead_name':'B'}}";
        assertThat(client.post(BATCH + "update", "{'inputs':[" + input + "," + input + "]}").status()).isEqualTo(400);
        String upsert = "{'idProperty':'external_id','id':'X','properties':{'hs_lead_name':'B'}}";
        assertThat(client.post(BATCH + "upsert", "{'inputs':[" + upsert + "," + upsert + "]}").status()).isEqualTo(400);
        assertThat(sandbox.leads().get(id).orElseThrow().get("hs_lead_name")).isEqualTo("A");
    }

    @Test
    void anUpsertReportsWhetherARecordIsNew() {
        sandbox.leads().create(Map.of("hs_lead_name", "A", "external_id", "X"));
        Response response = client.post(BATCH + "upsert", "{'inputs':["
                + "{'idProperty':'external_id','id':'X','properties':{'hs_lead_name':'B'}},"
                + "{'idProperty':'external_id','id':'Y','properties':{'hs_lead_name':'C'}}]}");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json().at("/results/0/new").asBoolean()).isFalse();
        assertThat(response.json().at("/results/1/new").asBoolean()).isTrue();
        assertThat(response.at("/results/1/properties/external_id")).isEqualTo("Y");
        assertThat(client.post(BATCH + "upsert", "{'inputs':[{'id':'Z','properties':{}}]}").status()).isEqualTo(400);
        assertThat(client.post(BATCH + "upsert", "{'inputs':[{'idProperty':'hs_lead_name','id':'Z','properties':{}}]}").status())
                .isEqualTo(400);
    }

    @Test
    void anUpsertByObjectIdOnlyUpdatesUnlessAllowed() {
        sandbox.leads().create("11111", Map.of("hs_lead_name", "A"));
        String body = "{'inputs':[{'idProperty':'hs_object_id','id':'11111','properties':{'hs_lead_name':'B'}},"
                + "{'idProperty':'hs_object_id','id':'99999','properties':{'hs_lead_name':'New'}}]}";
        assertThat(client.post(BATCH + "upsert", body).status()).isEqualTo(207);
        sandbox.leads().allowUpsertByObjectId(true);
        Response allowed = client.post(BATCH + "upsert", body);
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.json().at("/results/1/new").asBoolean()).isTrue();
        assertThat(allowed.at("/results/1/id")).isNotEqualTo("99999");
    }

    @Test
    void archivingABatchIsIdempotent() {
        String id = sandbox.leads().create(Map.of("hs_lead_name", "A"));
        String body = "{'inputs':[{'id':'" + id + "'},{'id':'1'}]}";
        assertThat(client.post(BATCH + "archive", body).status()).isEqualTo(204);
        assertThat(client.post(BATCH + "archive", body).status()).isEqualTo(204);
        assertThat(sandbox.leads().archived()).hasSize(1);
    }

    @Test
    void canReturnResultsInAnotherOrderThanInputs() {
        sandbox.reverseBatchResults(true);
        Response response = client.post(BATCH + "create", "{'inputs':[" + traced("t1", "A") + "," + traced("t2", "B") + "]}");
        assertThat(response.json().at("/results").findValuesAsText("objectWriteTraceId")).containsExactly("t2", "t1");
    }
}
