package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotImportFailedException;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotValidationException;
import org.apache.camel.Exchange;

/** The examples of docs/hubspot-import.md that start imports and read about them. */
final class ImportExamples extends DocumentedExamples {

    void startImport() {
        from("file:{{inbox}}?antInclude=*.csv&moveFailed=.failed")
            .to("hubspot-import:start?objectTypeId=0-1"
                + "&columnMappings=Email=email*,First Name=firstname,Last Name=lastname")
            .to("direct:import-started");
    }

    void startImport(Stage stage) throws Exception {
        List<Exchange> started = stage.resultsAt("direct:import-started");
        stage.putContactsIntoTheInbox();
        stage.start();
        stage.eventually(() -> assertThat(stage.sandbox().contacts().all())
                .extracting(contact -> contact.get("firstname")).containsExactly("Jane"));
        stage.eventually(() -> assertThat(started).hasSize(1));
        assertThat(stage.sandbox().imports().get(Stage.recordId(started.get(0))).fileNames()).containsExactly("contacts.csv");
    }

    void startImportRequest() {
        from("direct:import-fair")
            .to("hubspot-import:start?importRequest=classpath:contacts-import.json");
    }

    void startImportRequest(Stage stage) {
        Exchange result = stage.send("direct:import-fair", "Email,Name\njane@example.com,Jane\n", Map.of());
        assertThat(stage.sandbox().imports().get(Stage.recordId(result)).name()).isEqualTo("Contacts of the fair");
        assertThat(result.getMessage().getHeader(HubSpotConstants.STATE)).isEqualTo("STARTED");
    }

    void importAndWait() {
        onException(HubSpotImportFailedException.class)
            .handled(true)
            .setBody(simple("import ${exception.importId} is ${exception.state}"))
            .to("direct:import-failed");

        from("direct:import-and-wait")
            .to("hubspot-import:start?objectTypeId=0-1&columnMappings=AUTO&skipIfRunning=true")
            .to("hubspot-import:await?awaitTimeout=2h")
            .to("hubspot-import:errors?includeErrorMessage=true")
            .to("direct:import-errors");
    }

    void importAndWait(Stage stage) throws Exception {
        stage.sandbox().imports().startAfter(Duration.ZERO).processing(Duration.ZERO);
        List<Exchange> results = stage.resultsAt("direct:import-errors");
        stage.resultsAt("direct:import-failed");
        stage.send("direct:import-and-wait", "email\nnobody\n", Map.of());
        assertThat(results).singleElement().satisfies(
                exchange -> assertThat(exchange.getMessage().getBody(String.class)).contains("INVALID_EMAIL"));
        stage.sandbox().imports().hold();
        stage.sandbox().faults().next(1).on("GET", "/crm/v3/imports/\\d+").status(200)
                .body("{\"id\":\"7\",\"state\":\"FAILED\"}");
        stage.send("direct:import-and-wait", "email\njane@example.com\n", Map.of());
        assertThat(results).hasSize(2);
        assertThat(results.get(1).getMessage().getBody()).isEqualTo("import "
                + stage.sandbox().imports().all().get(1).id() + " is FAILED");
    }

    void getImport() {
        from("direct:import-state")
            .to("hubspot-import:get")
            .setBody(header(HubSpotConstants.STATE));
    }

    void getImport(Stage stage) {
        String id = stage.sandbox().imports().create("held");
        stage.sandbox().imports().setState(id, "FAILED");
        assertThat(stage.send("direct:import-state", null, Map.of(HubSpotConstants.IMPORT_ID, id)).getMessage().getBody())
                .isEqualTo("FAILED");
    }

    void listImports() {
        from("direct:list-imports")
            .to("hubspot-import:list?allPages=true")
            .split(body()).streaming()
                .to("direct:import")
            .end();
    }

    void listImports(Stage stage) throws Exception {
        stage.sandbox().imports().maxPageSize(100);
        stage.sandbox().imports().create("first");
        stage.sandbox().imports().create("second");
        List<Exchange> imports = stage.resultsAt("direct:import");
        stage.send("direct:list-imports", null, Map.of());
        assertThat(imports).hasSize(2);
    }

    void cancelImport() {
        from("direct:cancel-import")
            .to("hubspot-import:cancel");
    }

    void cancelImport(Stage stage) {
        stage.sandbox().imports().hold();
        String id = stage.sandbox().imports().create("held");
        stage.send("direct:cancel-import", null, Map.of(HubSpotConstants.IMPORT_ID, id));
        assertThat(stage.sandbox().imports().get(id).state()).isEqualTo("CANCELED");
    }

    void failedRows() {
        from("direct:failed-rows")
            .to("hubspot-import:errors?reportFormat=CSV")
            .to("direct:report");
    }

    void failedRows(Stage stage) throws Exception {
        String id = stage.sandbox().imports().create("done");
        stage.sandbox().imports().addError(id, "INVALID_EMAIL", 7, "jane@");
        List<String> reports = stage.textsAt("direct:report");
        stage.send("direct:failed-rows", null, Map.of(HubSpotConstants.IMPORT_ID, id));
        assertThat(reports).singleElement().asString().contains("7,,jane@,INVALID_EMAIL");
    }

    void refusedFile() {
        onException(HubSpotValidationException.class)
            .handled(true)
            .setBody(exceptionMessage())
            .to("direct:tell-the-sender");

        from("direct:checked-import")
            .to("hubspot-import:start?objectTypeId=0-1&columnMappings=Email=email*,Name=firstname");
    }

    void refusedFile(Stage stage) throws Exception {
        List<Exchange> refused = stage.resultsAt("direct:tell-the-sender");
        stage.send("direct:checked-import", "Email;Name\njane@example.com;Jane\n", Map.of());
        assertThat(refused).singleElement().satisfies(exchange -> assertThat(exchange.getMessage().getBody(String.class))
                .contains("line 1").contains("semicolons"));
        assertThat(stage.sandbox().requests().count()).isZero();
    }

    void startOnce() {
        onException(HubSpotOutcomeUnknownException.class)
            .handled(true)
            .to("direct:check-by-hand");

        from("direct:start-once")
            .to("hubspot-import:start?objectTypeId=0-1&columnMappings=AUTO");
    }

    void startOnce(Stage stage) throws Exception {
        List<Exchange> unclear = stage.resultsAt("direct:check-by-hand");
        stage.sandbox().faults().next(1).on("POST", "/crm/v3/imports").reset();
        stage.sandbox().faults().next(1).on("GET", "/crm/v3/imports").status(403);
        stage.send("direct:start-once", "email\njane@example.com\n".getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(unclear).hasSize(1);
        assertThat(stage.sandbox().imports().all()).isEmpty();
    }
}
