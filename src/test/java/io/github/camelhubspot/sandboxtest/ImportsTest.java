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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.HubSpotSandboxExtension;
import io.github.camelhubspot.sandbox.SandboxImports.Transition;
import io.github.camelhubspot.sandboxtest.SandboxClient.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("integration")
class ImportsTest {

    private static final String IMPORTS = "/crm/v3/imports";
    private static final String CONTACTS = Upload.request("c.csv", "0-1", "UPSERT", "Email=email*", "First=firstname");
    private static final String ROWS = "Email,First\na@b.test,Ann\nc@d.test,Carl\n";

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

    private String start(String request, String csv) {
        Response response = new Upload().file("c.csv", csv).request(request).send(client, IMPORTS);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.at("/id");
    }

    private String state(String id) {
        return client.get(IMPORTS + "/" + id).at("/state");
    }

    private JsonNode finish(String id) {
        sandbox.time().advance(Duration.ofSeconds(1));
        return client.get(IMPORTS + "/" + id).json();
    }

    private List<JsonNode> errors(String id) {
        Response response = client.get(IMPORTS + "/" + id + "/errors?limit=100&includeRowData=true&includeErrorMessage=true");
        assertThat(response.status()).isEqualTo(200);
        return response.json().at("/results").findParents("errorType");
    }

    @ParameterizedTest
    @ValueSource(strings = {IMPORTS, "/crm/v3/imports/", "/crm/imports/2025-09", "/crm/imports/2026-03", "/crm/imports/2026-09"})
    void anImportPassesThroughItsStatesAndWritesItsRecords(String base) {
        Response started = new Upload().file("c.csv", ROWS).request(CONTACTS).send(client, base);
        assertThat(started.status()).isEqualTo(200);
        assertThat(started.at("/state")).isEqualTo("STARTED");
        assertThat(started.at("/mappedObjectTypeIds/0")).isEqualTo("0-1");
        String id = started.at("/id");
        assertThat(Long.parseLong(id)).as("an id that a floating-point number can hold").isLessThan(1L << 53);
        sandbox.time().advance(Duration.ofMillis(199));
        assertThat(state(id)).isEqualTo("STARTED");
        sandbox.time().advance(Duration.ofMillis(1));
        assertThat(state(id)).isEqualTo("PROCESSING");
        assertThat(sandbox.contacts().size()).isZero();
        sandbox.time().advance(Duration.ofMillis(400));
        assertThat(sandbox.contacts().size()).isEqualTo(2);
        JsonNode done = client.get(IMPORTS + "/" + id).json();
        assertThat(done.at("/state").asText()).isEqualTo("DONE");
        assertThat(done.at("/metadata/counters/TOTAL_ROWS").asInt()).isEqualTo(2);
        assertThat(done.at("/metadata/counters/CREATED_OBJECTS").asInt()).isEqualTo(2);
        assertThat(done.at("/metadata/counters/PROPERTY_VALUES_EMITTED").asInt()).isEqualTo(4);
        assertThat(done.at("/metadata/counters/UNIQUE_OBJECTS_WRITTEN").asInt()).isEqualTo(2);
        assertThat(done.at("/metadata/counters/MAPPED_COLUMNS").asInt()).isEqualTo(2);
        assertThat(done.at("/updatedAt").asText()).isEqualTo("2026-01-01T00:00:00.600Z");
        assertThat(sandbox.imports().history(id)).extracting(Transition::state).containsExactly("STARTED", "PROCESSING", "DONE");
    }

    @Test
    void updatesExistingRecordsAndIgnoresBlankCells() {
        sandbox.contacts().create("7", Map.of("email", "a@b.test", "firstname", "Old"));
        JsonNode done = finish(start(CONTACTS, "Email,First\na@b.test,\nnew@b.test,Nick\n"));
        assertThat(done.at("/metadata/counters/UPDATED_OBJECTS").asInt()).isEqualTo(1);
        assertThat(done.at("/metadata/counters/CREATED_OBJECTS").asInt()).isEqualTo(1);
        assertThat(sandbox.contacts().get("7").orElseThrow().get("firstname")).isEqualTo("Old");
    }

    @Test
    void aFourthImportWaitsUntilOneOfThreeEnds() {
        sandbox.imports().processing(Duration.ofSeconds(10));
        String first = start(CONTACTS, ROWS);
        start(CONTACTS, ROWS);
        start(CONTACTS, ROWS);
        String fourth = start(CONTACTS, ROWS);
        assertThat(state(fourth)).isEqualTo("DEFERRED");
        sandbox.time().advance(Duration.ofSeconds(5));
        assertThat(state(fourth)).isEqualTo("DEFERRED");
        assertThat(client.post(IMPORTS + "/" + first + "/cancel").status()).isEqualTo(200);
        assertThat(state(first)).isEqualTo("CANCELED");
        assertThat(state(fourth)).isEqualTo("PROCESSING");
        sandbox.time().advance(Duration.ofSeconds(10));
        assertThat(state(fourth)).isEqualTo("DONE");
        assertThat(sandbox.imports().history(fourth)).extracting(Transition::state)
                .containsExactly("DEFERRED", "PROCESSING", "DONE");
    }

    @Test
    void aFinishedImportCannotBeCanceled() {
        String id = start(CONTACTS, ROWS);
        assertThat(client.post(IMPORTS + "/" + id + "/cancel").at("/status")).isEqualTo("COMPLETE");
        assertThat(client.post(IMPORTS + "/" + id + "/cancel").status()).isEqualTo(400);
        finish(id);
        assertThat(sandbox.contacts().size()).isZero();
        assertThat(client.post(IMPORTS + "/1/cancel").status()).isEqualTo(404);
        assertThat(client.get(IMPORTS + "/x").status()).isEqualTo(400);
    }

    @Test
    void reportsInvalidValuesWithLineAndColumn() {
        String request = Upload.request("c.csv", "0-1", "UPSERT", "Email=email*", "Born=birthdate", "Revenue=annualrevenue",
                "Stage=lifecyclestage");
        String id = start(request, "Email,Born,Revenue,Stage\n"
                + "a@b.test,12/31/2001,5,lead\n"
                + "nonsense,12/31/2001,5,lead\n"
                + "c@d.test,31/12/2001,many,LEAD\n"
                + "a@b.test,,,\n"
                + "e@f.test,12/31/2001\n");
        JsonNode done = finish(id);
        assertThat(done.at("/state").asText()).isEqualTo("DONE");
        assertThat(done.at("/metadata/counters/ERRORS").asInt()).isEqualTo(6);
        List<JsonNode> errors = errors(id);
        assertThat(errors).extracting(error -> error.at("/errorType").asText()).containsExactly("INVALID_EMAIL",
                "COULD_NOT_PARSE_DATE", "COULD_NOT_PARSE_NUMBER", "INVALID_ENUMERATION_OPTION", "DUPLICATE_ALTERNATE_ID",
                "INCORRECT_NUMBER_OF_COLUMNS");
        JsonNode date = errors.get(1);
        assertThat(date.at("/sourceData/lineNumber").asInt()).isEqualTo(4);
        assertThat(date.at("/knownColumnNumber").asInt()).isEqualTo(1);
        assertThat(date.at("/invalidValue").asText()).isEqualTo("31/12/2001");
        assertThat(date.at("/sourceData/rowData/0").asText()).isEqualTo("c@d.test");
        assertThat(date.at("/createdAt").isIntegralNumber()).isTrue();
        assertThat(date.at("/createdAt").asLong()).isEqualTo(Instant.parse("2026-01-01T00:00:00.600Z").toEpochMilli());
        assertThat(date.at("/objectTypeId").asText()).isEqualTo("0-1");
        assertThat(date.has("errorMessage")).isTrue();
        JsonNode bare = client.get(IMPORTS + "/" + id + "/errors").json().at("/results/1");
        assertThat(bare.has("errorMessage")).isFalse();
        assertThat(bare.at("/sourceData/rowData")).isEmpty();
    }

    @Test
    void importsLeadsByObjectIdAndRequiresANameForNewOnes() {
        sandbox.leads().create("5", Map.of("hs_lead_name", "Old"));
        String byId = Upload.request("c.csv", "0-136", "UPDATE", "Id=hs_object_id*", "Name=hs_lead_name");
        String id = start(byId, "Id,Name\n5,New\n6,None\n");
        finish(id);
        assertThat(sandbox.leads().get("5").orElseThrow().get("hs_lead_name")).isEqualTo("New");
        assertThat(errors(id).get(0).at("/errorType").asText()).isEqualTo("INVALID_OBJECT_ID");
        String byKey = Upload.request("c.csv", "0-136", "CREATE", "Key=external_id*", "Name=hs_lead_name");
        id = start(byKey, "Key,Name\nX,\nY,Yves\n");
        finish(id);
        assertThat(errors(id).get(0).at("/errorType").asText()).isEqualTo("MISSING_REQUIRED_PROPERTY");
        id = start(byKey, "Key,Name\nY,Yvonne\n");
        finish(id);
        assertThat(errors(id).get(0).at("/errorType").asText()).isEqualTo("CREATE_ONLY_IMPORT");
        id = start(byKey.replace("'CREATE'", "'UPDATE'"), "Key,Name\nZ,Zoe\n");
        finish(id);
        assertThat(errors(id).get(0).at("/errorType").asText()).isEqualTo("UPDATE_ONLY_IMPORT");
    }

    @Test
    void errorsFoundWhileProcessingFailTheImport() {
        String unmapped = start(Upload.request("c.csv", "0-1", "UPSERT", "Email=email*"), ROWS);
        assertThat(finish(unmapped).at("/state").asText()).isEqualTo("FAILED");
        assertThat(errors(unmapped).get(0).at("/errorType").asText()).isEqualTo("INCORRECT_NUMBER_OF_COLUMNS");
        assertThat(errors(unmapped).get(0).at("/sourceData/lineNumber").asInt()).isZero();
        String unknown = start(Upload.request("c.csv", "0-1", "UPSERT", "Email=email*", "First=nonsense"), ROWS);
        assertThat(finish(unknown).at("/state").asText()).isEqualTo("FAILED");
        assertThat(errors(unknown).get(0).at("/errorType").asText()).isEqualTo("PROPERTY_DEFINITION_NOT_FOUND");
        assertThat(sandbox.contacts().size()).isZero();
    }

    @Test
    void readsByteOrderMarksAndQuotedLineBreaks() {
        String id = start(CONTACTS, "\uFEFFEmail,First\r\na@b.test,\"Ann,\r\n\"\"Annie\"\"\"\r\nbad,Bob\r\n");
        finish(id);
        assertThat(sandbox.contacts().all().get(0).get("firstname")).isEqualTo("Ann,\r\n\"Annie\"");
        assertThat(errors(id).get(0).at("/sourceData/lineNumber").asInt()).isEqualTo(4);
    }

    @Test
    void rejectsUploadsThatDoNotMatchTheirRequest() {
        assertRejected(new Upload().file("other.csv", ROWS).request(CONTACTS));
        assertRejected(new Upload().file("c.csv", ROWS));
        assertRejected(new Upload().request(CONTACTS));
        assertRejected(new Upload().part("file", "c.csv", "text/csv", ROWS).request(CONTACTS));
        assertRejected(new Upload().part("files", null, "text/csv", ROWS).request(CONTACTS));
        assertRejected(new Upload().file("c.csv", ROWS).request("{oops"));
        assertRejected(new Upload().file("c.csv", ROWS).request(CONTACTS.replace("'name':'Test',", "")));
        assertRejected(new Upload().file("c.csv", ROWS).request(CONTACTS.replace("'name'", "'title'")));
        assertRejected(new Upload().file("c.csv", ROWS).request(CONTACTS.replace("'columnObjectTypeId':'0-1',", "")));
        assertRejected(new Upload().file("c.csv", ROWS).request(CONTACTS.replace("UPSERT", "MERGE")));
        assertRejected(new Upload().file("c.csv", ROWS).request(CONTACTS.replace("c.csv", "dir/c.csv")));
        assertRejected(new Upload().file("c.csv", "First,Email\nA,a@b.test\n").request(CONTACTS));
        assertRejected(new Upload().file("c.csv", "Email\na@b.test\n").request(CONTACTS));
        assertRejected(new Upload().file("c.csv", "").request(CONTACTS));
        assertRejected(new Upload().file("c.csv", ROWS).file("d.csv", ROWS).request(CONTACTS));
        Response json = client.send("POST", IMPORTS, "application/json", BodyPublishers.ofString("{}"));
        assertThat(json.status()).isEqualTo(415);
        assertThat(sandbox.imports().all()).isEmpty();
    }

    private void assertRejected(Upload upload) {
        Response response = upload.send(client, IMPORTS);
        assertThat(response.status()).as(response.text()).isEqualTo(400);
        assertThat(response.at("/category")).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void rejectsFilesAboveTheLimitsWith429() {
        sandbox.imports().rowLimit(1);
        assertThat(new Upload().file("c.csv", ROWS).request(CONTACTS).send(client, IMPORTS).status()).isEqualTo(429);
        sandbox.imports().rowLimit(2).sizeLimit(10);
        assertThat(new Upload().file("c.csv", ROWS).request(CONTACTS).send(client, IMPORTS).status()).isEqualTo(429);
        sandbox.imports().sizeLimit(1000);
        assertThat(new Upload().file("c.csv", ROWS).request(CONTACTS).send(client, IMPORTS).status()).isEqualTo(200);
    }

    @Test
    void oneRowCanHoldSeveralObjects() {
        String request = CONTACTS.replace("]}}]}", ",{'columnObjectTypeId':'0-2','columnName':'Domain','propertyName':'domain',"
                + "'columnType':'HUBSPOT_ALTERNATE_ID'}]}}]}");
        JsonNode done = finish(start(request, "Email,First,Domain\na@b.test,Ann,b.test\n"));
        assertThat(done.at("/metadata/counters/ASSOCIATIONS_CREATED").asInt()).isEqualTo(1);
        assertThat(sandbox.contacts().all().get(0).associations().get(0).toType()).isEqualTo("companies");
    }

    @Test
    void filesReferToEachOtherByASharedColumn() {
        String request = "{'name':'Two','files':[{'fileName':'c.csv','fileImportPage':{'hasHeader':true,'columnMappings':["
                + "{'columnObjectTypeId':'0-1','columnName':'Email','propertyName':'email','associationIdentifierColumn':true}]}},"
                + "{'fileName':'l.csv','fileImportPage':{'hasHeader':true,'columnMappings':["
                + "{'columnObjectTypeId':'0-136','columnName':'Name','propertyName':'hs_lead_name'},"
                + "{'columnObjectTypeId':'0-136','columnName':'Email','propertyName':null,'toColumnObjectTypeId':'0-1',"
                + "'foreignKeyType':{'associationTypeId':578,'associationCategory':'HUBSPOT_DEFINED'}}]}}]}";
        Response response = new Upload().file("c.csv", "Email\na@b.test\n").file("l.csv", "Name,Email\nL1,a@b.test\nL2,x@y.test\n")
                .request(request).send(client, IMPORTS);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        finish(response.at("/id"));
        assertThat(sandbox.leads().all().get(0).get("hs_associated_contact_email")).isEqualTo("a@b.test");
        assertThat(errors(response.at("/id")).get(0).at("/errorType").asText()).isEqualTo("ASSOCIATION_RECORD_NOT_FOUND");
    }

    @Test
    void testsCanHoldChangeAndCreateImports() {
        String id = start(CONTACTS, ROWS);
        sandbox.imports().hold();
        sandbox.time().advance(Duration.ofHours(1));
        assertThat(state(id)).isEqualTo("STARTED");
        sandbox.imports().release();
        assertThat(state(id)).isEqualTo("STARTED");
        sandbox.time().advance(Duration.ofMillis(200));
        assertThat(state(id)).isEqualTo("PROCESSING");
        sandbox.imports().fail(id);
        assertThat(state(id)).isEqualTo("FAILED");
        sandbox.imports().setState(id, "SOMETHING_NEW");
        assertThat(state(id)).isEqualTo("SOMETHING_NEW");
        String bare = sandbox.imports().create("bare");
        sandbox.imports().addError(bare, "UNKNOWN_ERROR", 3, "x");
        assertThat(errors(bare).get(0).at("/sourceData/lineNumber").asInt()).isEqualTo(3);
        assertThat(finish(bare).at("/state").asText()).isEqualTo("DONE");
    }

    @Test
    void anImportWithoutDurationIsDoneAtTheNextRead() {
        sandbox.imports().startAfter(Duration.ZERO).processing(Duration.ZERO);
        String id = start(CONTACTS, ROWS);
        assertThat(state(id)).isEqualTo("DONE");
    }

    @Test
    void listsArePagedAndShowOnlyTheImportsOfTheSameApp() {
        Set<String> mine = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            mine.add(start(CONTACTS, ROWS));
        }
        Response first = client.get(IMPORTS + "?limit=7");
        Response second = client.get(IMPORTS + "?limit=7&after="
                + URLEncoder.encode(first.at("/paging/next/after"), StandardCharsets.UTF_8));
        Set<String> seen = new HashSet<>(first.json().at("/results").findValuesAsText("id"));
        seen.addAll(second.json().at("/results").findValuesAsText("id"));
        assertThat(seen).containsAll(mine);
        assertThat(second.json().has("paging")).isFalse();
        assertThat(client.get(IMPORTS + "?before=1").status()).isEqualTo(400);
        client.token(null);
        Response other = client.exchange(client.request(IMPORTS).header("private-app-legacy", sandbox.privateAppKey()).GET());
        assertThat(other.json().at("/results")).isEmpty();
    }
}
