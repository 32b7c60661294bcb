package io.github.camelhubspot.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.sandbox.SandboxImport;
import io.github.camelhubspot.sandbox.SandboxRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs each file of routes-examples on a sandbox. */
@Tag("baseline") // the example routes are written for the Camel version that the project is built on
class ExamplesTest extends ExampleTestSupport {

    @Test
    void everyExampleHasATest() throws IOException {
        Set<String> tested = Arrays.stream(ExamplesTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Example.class))
                .map(method -> method.getAnnotation(Example.class).value()).collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(ExampleRun.FOLDER)) {
            assertThat(files.map(path -> ExampleRun.FOLDER.relativize(path).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".yaml"))).containsExactlyInAnyOrderElementsOf(tested);
        }
    }

    @Test
    @Example("minimal.camel.yaml")
    void minimalReadsAPageOfLeads() {
        sandbox().leads().create(Map.of("hs_lead_name", "Blue Heron"));
        start();

        awaitFinished("minimal", 1);
        assertThat(sandbox().requests().all()).singleElement()
                .satisfies(call -> assertThat(call.query().get("limit")).containsExactly("5"));
    }

    @Test
    @Example("csv-to-leads.camel.yaml")
    void csvRowsBecomeLeadsAndRejectedRowsAreReportedWithTheirReason() throws IOException {
        ExampleRun.copyData("leads", in("leads"));
        start();

        awaitFinished("csv-to-leads", 1);
        assertThat(sandbox().leads().all()).hasSize(286);
        assertThat(sandbox().requests().count("POST", ".*/leads/batch/create")).isEqualTo(3);
        SandboxRecord first = lead("CRM-10002");
        assertThat(first.get("hs_lead_name")).isEqualTo("Łódź Solar Sp. z o.o.: spare parts");
        assertThat(first.associations()).extracting(SandboxRecord.Association::toId).containsExactly("1015");

        List<NamedCsvRecord> rejected = rows("rejected-leads/leads.csv");
        assertThat(rejected).hasSize(14).allSatisfy(row -> assertThat(row.getField("reason")).isNotBlank());
        assertThat(rejected.get(0).getField("external_id")).isEqualTo("CRM-10012");
        assertThat(rejected.get(0).getField("reason")).contains("required");
        assertThat(rejected).anySatisfy(row -> {
            assertThat(row.getField("hs_lead_label")).isEqualTo("LUKEWARM");
            assertThat(row.getField("reason")).contains("LUKEWARM");
        });
        assertThat(in("leads").resolve(".done/leads.csv")).exists();
    }

    @Test
    @Example("csv-to-leads.camel.yaml")
    void aFileProcessedTwiceCreatesNoDuplicates() throws IOException {
        ExampleRun.copyData("leads", in("leads"));
        start();
        awaitFinished("csv-to-leads", 1);
        Files.move(in("leads").resolve(".done/leads.csv"), in("leads").resolve("leads.csv"));

        awaitFinished("csv-to-leads", 2);
        assertThat(sandbox().leads().all()).hasSize(286);
        assertThat(rows("rejected-leads/leads.csv")).hasSize(300);
    }

    @Test
    @Example("csv-to-leads.camel.yaml")
    void csvRowsOfACallThatFailsAreAllReported() throws IOException {
        ExampleRun.copyData("leads", in("leads"));
        sandbox().faults().next(1).on("POST", ".*/leads/batch/create").resetAfterProcessing();
        start();

        awaitFinished("csv-to-leads", 1);
        assertThat(rows("rejected-leads/leads.csv").subList(0, 100)).allSatisfy(
                row -> assertThat(row.getField("reason")).contains("outcome unknown"));
    }

    @Test
    @Example("csv-import.camel.yaml")
    void importsCsvFilesAndReportsInvalidRows() throws IOException {
        start();
        // the watch reports changes after its first poll, which has ended when the second one begins
        patiently().until(() -> sandbox().requests().count("GET", "/crm/v3/imports") > 1);
        ExampleRun.copyData("contacts", in("contacts"));

        patiently().until(() -> run.with("import-states", HubSpotConstants.IMPORT_ID) == 2);
        assertThat(sandbox().imports().all()).hasSize(2).allSatisfy(done -> assertThat(done.state()).isEqualTo("DONE"));
        assertThat(sandbox().contacts().all()).filteredOn(contact -> contact.get("firstname") != null).hasSize(391 + 58);
        for (SandboxImport done : sandbox().imports().all()) {
            List<NamedCsvRecord> errors = rows("import-errors/import-" + done.id() + "-errors.csv");
            assertThat(errors).extracting(row -> row.getField("error")).containsExactlyElementsOf(done.errorTypes());
            assertThat(errors).allSatisfy(row -> {
                assertThat(row.getField("line")).matches("[0-9]+");
                assertThat(row.getField("message")).isNotBlank();
                assertThat(row.getField("row")).contains(row.getField("value"));
            });
        }
    }

    @Test
    @Example("import-repair.camel.yaml")
    void rowsThatFailedCanBeCorrectedInTheReportAndImportedAgain() throws IOException {
        ExampleRun.copyData("repair", in("repair"));
        start();

        awaitFinished("repair-file", 1);
        String report = out("repair/trade-fair/failed-rows.csv");
        assertThat(report.lines()).hasSize(3);
        assertThat(rows("repair/trade-fair/failed-rows.csv")).extracting(row -> row.getField("Company"),
                row -> row.getField("hubspot_error_line"), row -> row.getField("hubspot_error_type")).containsExactly(
                        tuple("Fjord & Fell AS", "3", "INVALID_EMAIL"), tuple("Møbler \"Nord\"", "5", "INVALID_EMAIL"));

        Path draft = Files.writeString(folder.resolve("failed-rows.csv"), report.replaceFirst("lars.holm\\(at\\)", "lars.holm@")
                .replaceFirst("soeren@", "soeren@example.com"));
        Files.createDirectories(in("repair-corrected"));
        Files.move(draft, in("repair-corrected").resolve("failed-rows.csv"));
        awaitFinished("repair-corrected", 1);
        assertThat(sandbox().imports().all()).extracting(SandboxImport::errorTypes)
                .containsExactly(List.of("INVALID_EMAIL", "INVALID_EMAIL"), List.of());
        assertThat(sandbox().contacts().all()).extracting(contact -> contact.get("email")).contains("lars.holm@example.com",
                "soeren@example.com", "ana.silva@example.com");
        assertThat(folder.resolve("out/repair/failed-rows")).doesNotExist();
    }

    @Test
    @Example("search-export.camel.yaml")
    void searchWritesEveryMatchToTheExport() throws IOException {
        for (int i = 0; i < 450; i++) {
            sandbox().leads().create(Map.of("hs_lead_name", "Søren \"" + i + "\", Møbler\nline 2",
                    "hs_lead_label", i % 3 == 0 ? "COLD" : "HOT"));
        }
        start();

        awaitFinished("search-export", 1);
        List<NamedCsvRecord> rows;
        try (Stream<Path> files = Files.list(folder.resolve("out/export"))) {
            rows = rows("export/" + files.toList().get(0).getFileName());
        }
        assertThat(rows).hasSize(300).allSatisfy(row -> assertThat(row.getField("hs_lead_label")).isEqualTo("HOT"));
        assertThat(rows.get(0).getField("hs_lead_name")).isEqualTo("Søren \"1\", Møbler\nline 2");
        assertThat(sandbox().requests().count("POST", ".*/leads/search")).isEqualTo(2);
    }

    @Test
    @Example("upsert-json.camel.yaml")
    void jsonObjectsUpdateKnownLeadsAndCreateNewOnes() throws IOException {
        sandbox().leads().create(Map.of("hs_lead_name", "old name", "external_id", "CRM-10001"));
        ExampleRun.copyData("upsert", in("upsert"));
        start();

        awaitFinished("upsert-json", 1);
        assertThat(sandbox().leads().all()).hasSize(117);
        assertThat(lead("CRM-10001").get("hs_lead_name")).isEqualTo("Łódź Solar Sp. z o.o.: office move");
        assertThat(Files.readString(folder.resolve("out/rejected-upserts/leads-from-erp-0-errors.json")))
                .contains("forty-two").contains("soon").contains("BOILING");
    }

    @Test
    @Example("upsert-json.camel.yaml")
    void storesTheLeadsOfAnUpsertThatFails() throws IOException {
        sandbox().faults().next(100).on("POST", ".*/leads/batch/upsert").status(403);
        ExampleRun.copyData("upsert", in("upsert"));
        start();

        awaitFinished("upsert-json", 1);
        assertThat(out("rejected-upserts/leads-from-erp-0-unsent.json")).contains("CRM-10001").doesNotContain("CRM-10400");
        assertThat(out("rejected-upserts/leads-from-erp-100-unsent.json")).contains("CRM-10400");
    }

    @Test
    @Example("bulk-upsert.camel.yaml")
    void writesAVerdictForEachRowInOrder() throws IOException {
        sandbox().leads().create(Map.of("hs_lead_name", "old name", "external_id", "ERP-20001"));
        ExampleRun.copyData("bulk", in("bulk"));
        List<String> log = logOf("bulk-upsert");
        start();

        awaitFinished("bulk-upsert", 1);
        assertThat(log).contains("erp-export.csv: 250 rows, verdicts in verdicts/erp-export.ndjson");
        List<String> verdicts = out("verdicts/erp-export.ndjson").lines().toList();
        assertThat(verdicts).hasSize(250);
        for (int row = 0; row < 250; row++) {
            boolean bad = row == 17 || row == 118 || row == 203;
            assertThat(verdicts.get(row)).contains("\"index\":" + row + ",").contains(bad ? "\"FAILED\"" : "\"DONE\"");
        }
        assertThat(verdicts.get(17)).contains("LUKEWARM");
        assertThat(sandbox().leads().all()).hasSize(247);
        assertThat(lead("ERP-20001").get("hs_lead_name")).isNotEqualTo("old name");
        assertThat(sandbox().requests().count("POST", ".*/leads/batch/upsert")).isEqualTo(3);
    }

    @Test
    @Example("leads-export.camel.yaml")
    void everyLeadIsALineOfTheExport() throws IOException {
        for (int i = 0; i < 450; i++) {
            sandbox().leads().create(Map.of("hs_lead_name", "Søren " + i + "\nline 2"));
        }
        List<String> log = logOf("leads-export");
        start();

        awaitFinished("leads-export", 1);
        assertThat(log).anyMatch(line -> line.startsWith("Exported 450 leads to all-leads/"));
        try (Stream<Path> files = Files.list(folder.resolve("out/all-leads"))) {
            List<String> lines = out("all-leads/" + files.toList().get(0).getFileName()).lines().toList();
            assertThat(lines).hasSize(450);
            assertThat(lines.get(449)).startsWith("{").contains("Søren 449\\nline 2");
        }
        assertThat(sandbox().requests().count("GET", ".*/leads")).isEqualTo(5);
    }

    @Test
    @Example("enrich-visits.camel.yaml")
    void addsTheNamesOfLeadsToVisitsWithFewCalls() throws IOException {
        for (int i = 0; i < 40; i++) {
            sandbox().leads().create(Map.of("hs_lead_name", "Lead " + i, "hs_lead_label", "HOT", "external_id", "ERP-" + (20001 + i)));
        }
        ExampleRun.copyData("visits", in("visits"));
        start();

        awaitFinished("enrich-visits", 1);
        List<NamedCsvRecord> rows = rows("enriched/visits.csv");
        assertThat(rows).hasSize(120);
        for (int i = 0; i < 120; i++) {
            String lead = rows.get(i).getField("lead");
            boolean known = i != 60;
            assertThat(lead.equals("ERP-99999")).isNotEqualTo(known);
            assertThat(rows.get(i).getField("name"))
                    .isEqualTo(known ? "Lead " + (Integer.parseInt(lead.substring(4)) - 20001) : "");
        }
        assertThat(sandbox().requests().count("POST", ".*/leads/batch/read")).isLessThanOrEqualTo(20);
        assertThat(sandbox().requests().count("GET", ".*/leads.*")).isZero();
    }

    @Test
    @Example("changes-to-kafka.camel.yaml")
    void changedLeadsBecomeRecordsWithTheirIdAsKey() throws IOException {
        String id = sandbox().leads().create(Map.of("hs_lead_name", "Öko-Dach eG"));
        settle();
        start();

        awaitFinished("changes-to-kafka", 1);
        assertThat(run.finished("changes-to-kafka").get(0).exchange().getMessage().getHeader("kafka.KEY")).isEqualTo(id);
        sandbox().leads().update(id, Map.of("hs_lead_label", "HOT"));
        settle();
        awaitFinished("changes-to-kafka", 2);
        assertThat(out("changes-to-kafka/leads.jsonl").lines()).hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("{").contains("\"id\":\"" + id + "\"").contains("Öko-Dach eG"));
        assertThat(out("changes-to-kafka/leads.jsonl").lines().toList().get(1)).contains("HOT");
    }

    @Test
    @Example("changes-to-csv.camel.yaml")
    void changedLeadsBecomeRowsAlsoAfterARestart() throws IOException {
        String id = sandbox().leads().create(Map.of("hs_lead_name", "Fjord & Fell AS", "lead_score", "7"));
        settle();
        start();

        awaitFinished("changes-to-csv", 1);
        run.close();
        sandbox().leads().update(id, Map.of("hs_lead_label", "HOT"));
        settle();
        start();
        awaitFinished("changes-to-csv", 1);
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("out/changes"))) {
            for (Path day : files.sorted().toList()) { // a run at midnight writes two
                rows.addAll(Files.readAllLines(day));
            }
        }
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).matches(id + ",[^,]+Z,Fjord & Fell AS,,7");
        assertThat(rows.get(1)).matches(id + ",[^,]+Z,Fjord & Fell AS,HOT,7");
    }

    @Test
    @Example("error-handling.camel.yaml")
    void handlesEachKindOfFailure() throws IOException {
        sandbox().faults().next(1).on("POST", ".*/leads").resetAfterProcessing();
        sandbox().faults().next(2).on("POST", ".*/leads").status(429).header("Retry-After", "1");
        ExampleRun.copyData("new-leads", in("new-leads"));
        start();

        awaitFinished("new-leads", 4);
        assertThat(out("check-first/1-web-form.json")).contains("1001");
        assertThat(out("check-first/1-web-form.json.note.txt")).contains("outcome unknown").contains("request from the web form");
        assertThat(sandbox().leads().all()).extracting(lead -> lead.get("hs_lead_name"))
                .containsExactly("Öko-Dach eG: request from the web form", "Fjord & Fell AS: trade fair, stand 12");
        assertThat(out("dead-letter/3-wrong-label.json.reason.txt")).contains("LUKEWARM");
        assertThat(out("dead-letter/4-without-name.json.reason.txt")).contains("hs_lead_name");
        assertThat(out("dead-letter/4-without-name.json")).contains("COLD");
    }

    @Test
    @Example("error-handling.camel.yaml")
    void storesAMessageWhoseRetriesAreExhaustedInRetryLater() throws IOException {
        sandbox().faults().next(100).on("POST", ".*/leads").status(429, "DAILY");
        ExampleRun.copyData("new-leads", in("new-leads"));
        Files.delete(in("new-leads").resolve("1-web-form.json"));
        Files.delete(in("new-leads").resolve("3-wrong-label.json"));
        start();

        awaitFinished("new-leads", 2);
        assertThat(out("retry-later/2-trade-fair.json")).contains("trade fair");
        assertThat(sandbox().leads().all()).isEmpty();
    }

    @Test
    @Example("oauth/oauth.camel.yaml")
    void exchangesAnOAuthGrantForAToken() {
        Map<String, String> settings = new HashMap<>();
        settings.put("camel.component.hubspot-leads.client-id", "sandbox-client");
        settings.put("camel.component.hubspot-leads.client-secret", "sandbox-secret");
        settings.put("camel.component.hubspot-leads.refresh-token", sandbox().tokens().refreshToken());
        settings.put("camel.component.hubspot-leads.service-url", sandbox().url());
        run = ExampleRun.start(file, settings, SandboxSettings::atSandboxPace);

        awaitFinished("oauth", 1);
        assertThat(sandbox().tokens().refreshCount()).isEqualTo(1);
        assertThat(sandbox().requests().count("GET", ".*/leads")).isEqualTo(1);
    }
}
