package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.model.BatchVerdict;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.SandboxRecord;
import io.github.camelhubspot.support.DatabaseTransaction;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.awaitility.core.ThrowingRunnable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is done with each example of the pages, whatever its language, and what must come of it. */
final class Scenarios {

    /** Drives an example and asserts on what came of it. */
    @FunctionalInterface
    interface Scenario {
        void play(Stage stage) throws Exception;
    }

    private static final Map<String, Scenario> ALL = new LinkedHashMap<>();

    static {
        ALL.put("quick-list", Scenarios::quickList);
        ALL.put("quick-import", stage -> {
            importContacts(stage);
            stage.start();
            eventually(() -> assertThat(stage.sandbox().contacts().all())
                    .extracting(contact -> contact.get("email")).containsExactly("jane@example.com"));
        });
        ALL.put("one-bean", stage -> {
            stage.start();
            for (String operation : List.of("hubspot-leads:list", "hubspot-import:list")) {
                stage.send(operation, null, Map.of());
                assertThat(stage.sandbox().requests().last().header("Authorization")).isEqualTo("Bearer sandbox-token");
            }
            assertThat(stage.context().getRegistry().lookupByNameAndType("hubspot", HubSpotConfiguration.class)).isNotNull();
        });
        ALL.put("untrusted-lead", stage -> {
            String contact = contact(stage);
            String stranger = stage.sandbox().contacts().create(Map.of("email", "stranger@example.com"));
            stage.send("direct:lead-of-a-partner", Map.of("hs_lead_name", "Jane Doe", "contactId", contact),
                    Map.of(HubSpotConstants.CONTACT_ID, stranger));
            assertThat(stage.sandbox().leads().all()).singleElement().satisfies(lead -> assertThat(lead.associations())
                    .extracting(SandboxRecord.Association::toId).containsExactly(contact));
        });
        leads();
        changes();
        imports();
    }

    private Scenarios() {
    }

    static Map<String, Scenario> all() {
        return ALL;
    }

    private static void leads() {
        ALL.put("create-lead", stage -> {
            Exchange answer = stage.send("direct:create-lead",
                    Map.of("hs_lead_name", "Jane Doe", "hs_lead_label", "WARM", "contactId", contact(stage)), Map.of());
            SandboxRecord lead = stage.sandbox().leads().get(recordId(answer)).orElseThrow();
            assertThat(lead.get("hs_lead_name")).isEqualTo("Jane Doe");
            assertThat(lead.associations()).extracting(SandboxRecord.Association::typeId).contains(578);
        });
        ALL.put("read-lead", stage -> {
            Exchange answer = stage.send("direct:read-lead", null, Map.of(HubSpotConstants.LEAD_ID, lead(stage, "Jane Doe")));
            assertThat(answer.getMessage().getBody()).isEqualTo("Jane Doe");
            assertThat(stage.sandbox().requests().last().query()).containsEntry("associations", List.of("contacts"));
        });
        ALL.put("read-lead-by-property", stage -> {
            String id = stage.sandbox().leads().create(Map.of("hs_lead_name", "Jane Doe", "external_id", "x-1"));
            assertThat(recordId(stage.send("direct:read-lead-by-property", "x-1", Map.of()))).isEqualTo(id);
        });
        ALL.put("list-leads", stage -> {
            for (int i = 0; i < 101; i++) {
                lead(stage, "Lead " + i);
            }
            List<Exchange> leads = stage.resultsAt("direct:lead");
            stage.send("direct:list-leads", null, Map.of());
            assertThat(leads).hasSize(101);
            assertThat(stage.sandbox().requests().count()).isEqualTo(2);
        });
        ALL.put("search-leads", stage -> {
            stage.sandbox().leads().create(Map.of("hs_lead_name", "Jane Doe", "hs_lead_label", "HOT"));
            stage.sandbox().leads().create(Map.of("hs_lead_name", "John Roe", "hs_lead_label", "COLD"));
            Exchange answer = stage.send("direct:search-leads", null, Map.of());
            assertThat(answer.getMessage().getHeader(HubSpotConstants.TOTAL)).isEqualTo(1L);
            assertThat(answer.getMessage().getBody(String.class)).contains("Jane Doe").doesNotContain("John Roe");
        });
        ALL.put("update-lead", stage -> {
            String id = stage.sandbox().leads().create(Map.of("hs_lead_name", "Jane Doe", "lead_score", "7"));
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("hs_lead_label", "HOT");
            values.put("lead_score", null);
            stage.send("direct:update-lead", values, Map.of(HubSpotConstants.LEAD_ID, id));
            assertThat(stage.sandbox().leads().get(id).orElseThrow().properties()).containsEntry("hs_lead_label", "HOT")
                    .doesNotContainKey("lead_score").containsEntry("hs_lead_name", "Jane Doe");
        });
        ALL.put("archive-lead", stage -> {
            String id = lead(stage, "Jane Doe");
            stage.send("direct:archive-lead", null, Map.of(HubSpotConstants.LEAD_ID, id));
            assertThat(stage.sandbox().leads().archived()).extracting(SandboxRecord::id).containsExactly(id);
        });
        ALL.put("create-leads", stage -> {
            List<Exchange> refused = stage.resultsAt("direct:refused-leads");
            stage.send("direct:create-leads", List.of(Map.of("hs_lead_name", "Jane Doe", "contactId", contact(stage)),
                    Map.of("hs_lead_name", "John Roe", "contactId", "404")), Map.of());
            assertThat(stage.sandbox().leads().all()).extracting(lead -> lead.get("hs_lead_name")).containsExactly("Jane Doe");
            assertThat(refused).singleElement()
                    .satisfies(exchange -> assertThat(exchange.getMessage().getBody(String.class)).contains("camel-1"));
        });
        ALL.put("read-leads", stage -> {
            Exchange answer = stage.send("direct:read-leads", List.of(lead(stage, "Jane Doe"), "404"), Map.of());
            assertThat(answer.getMessage().getBody(String.class)).contains("Jane Doe");
            assertThat(answer.getMessage().getHeader(HubSpotConstants.NUM_ERRORS)).isEqualTo(1L);
        });
        ALL.put("update-leads", stage -> {
            String id = lead(stage, "Jane Doe");
            stage.send("direct:update-leads", List.of(Map.of("id", id, "hs_lead_label", "HOT")), Map.of());
            assertThat(stage.sandbox().leads().get(id).orElseThrow().get("hs_lead_label")).isEqualTo("HOT");
        });
        ALL.put("upsert-leads", stage -> {
            stage.sandbox().leads().create(Map.of("hs_lead_name", "old", "external_id", "x-1"));
            stage.send("direct:upsert-leads", List.of(Map.of("external_id", "x-1", "hs_lead_name", "Jane Doe"),
                    Map.of("external_id", "x-2", "hs_lead_name", "John Roe")), Map.of());
            assertThat(stage.sandbox().leads().all()).extracting(lead -> lead.get("hs_lead_name"))
                    .containsExactlyInAnyOrder("Jane Doe", "John Roe");
        });
        ALL.put("archive-leads", stage -> {
            stage.send("direct:archive-leads", List.of(lead(stage, "Jane Doe"), lead(stage, "John Roe")), Map.of());
            assertThat(stage.sandbox().leads().archived()).hasSize(2);
        });
        ALL.put("create-leads-of-a-file", stage -> {
            List<String> refused = stage.textsAt("direct:lead-not-created");
            String contact = contact(stage);
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 230; i++) {
                lines.append("{\"hs_lead_name\":\"Lead ").append(i).append("\",\"contactId\":\"")
                        .append(i == 207 ? "404" : contact).append("\"}\n");
            }
            stage.send("direct:create-leads-of-a-file", new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)),
                    Map.of());
            assertThat(stage.sandbox().leads().size()).isEqualTo(229);
            assertThat(refused).singleElement().asString().contains("FAILED").contains("index=207");
        });
        ALL.put("lead-for-each-event", stage -> {
            List<Exchange> done = stage.resultsAt("direct:event-done");
            String contact = contact(stage);
            stage.start();
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String name = "Lead " + i;
                callers.add(new Thread(() -> stage.send("direct:lead-for-each-event",
                        Map.of("hs_lead_name", name, "contactId", contact), Map.of("name", name))));
            }
            callers.forEach(Thread::start);
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(done).hasSize(40).allSatisfy(exchange -> assertThat(stage.sandbox().leads().get(
                    exchange.getMessage().getHeader("leadId", String.class)).orElseThrow().get("hs_lead_name"))
                    .isEqualTo(exchange.getMessage().getHeader("name")));
            assertThat(stage.sandbox().requests().count()).isLessThan(40);
        });
        ALL.put("update-all-leads", stage -> {
            List<Map<String, String>> leads = new ArrayList<>();
            for (int i = 0; i < 130; i++) {
                leads.add(Map.of("id", lead(stage, "Lead " + i), "hs_lead_label", "HOT"));
            }
            List<Exchange> unknown = stage.resultsAt("direct:look-at-lead");
            stage.sandbox().faults().next(1).status(200).body("{\"status\":\"COMPLETE\",\"results\":[]}");
            stage.send("direct:update-all-leads", leads, Map.of());
            assertThat(unknown).hasSizeBetween(30, 100).allSatisfy(exchange -> assertThat(exchange.getMessage().getBody(
                    BatchVerdict.class).outcome()).isEqualTo(BatchVerdict.Outcome.UNKNOWN));
        });
        ALL.put("associate-lead", stage -> {
            String id = lead(stage, "Jane Doe");
            String company = stage.sandbox().companies().create(Map.of("domain", "example.com"));
            stage.send("direct:associate-lead", null,
                    Map.of(HubSpotConstants.LEAD_ID, id, HubSpotConstants.COMPANY_ID, company));
            assertThat(stage.sandbox().leads().get(id).orElseThrow().associations())
                    .extracting(SandboxRecord.Association::toId).contains(company);
        });
        ALL.put("dissociate-lead", stage -> {
            String id = lead(stage, "Jane Doe");
            String company = stage.sandbox().companies().create(Map.of("domain", "example.com"));
            stage.sandbox().leads().associate(id, "contacts", contact(stage), 578);
            stage.sandbox().leads().associate(id, "companies", company, 610);
            stage.send("direct:dissociate-lead", null,
                    Map.of(HubSpotConstants.LEAD_ID, id, HubSpotConstants.TO_OBJECT_ID, company));
            assertThat(stage.sandbox().leads().get(id).orElseThrow().associations())
                    .extracting(SandboxRecord.Association::toType).containsOnly("contacts");
        });
        ALL.put("lead-not-found", stage -> assertThat(stage.send("direct:find-lead", null,
                Map.of(HubSpotConstants.LEAD_ID, "404")).getMessage().getBody()).isEqualTo("No lead 404"));
        ALL.put("try-again", stage -> {
            String contact = contact(stage);
            stage.sandbox().faults().next(1).on("POST", "/crm/v3/objects/leads").status(429);
            Exchange sent = stage.send("direct:create-lead-patiently",
                    Map.of("hs_lead_name", "Jane Doe", "contactId", contact), Map.of());
            assertThat(stage.sandbox().leads().size()).isEqualTo(1);
            assertThat(stage.sandbox().faults().fired()).isEqualTo(1);
            assertThat(sent.getMessage().getHeader(HubSpotConstants.ATTEMPTS)).as("only Camel tries again").isEqualTo(1);
        });
    }

    private static void changes() {
        ALL.put("consume-changes", stage -> {
            List<Exchange> changed = stage.resultsAt("direct:lead-changed");
            stage.start();
            String id = settledLead(stage);
            eventually(() -> assertThat(changed).hasSize(1));
            assertThat(changed.get(0).getMessage().getHeaders()).containsEntry(HubSpotConstants.RECORD_ID, id)
                    .containsEntry(HubSpotConstants.CHANGE_TYPE, "CREATED");
            assertThat(stage.directory("positions").resolve("crm.json")).exists();
        });
        ALL.put("consume-changes-in-batches", stage -> {
            List<Exchange> pages = stage.resultsAt("direct:leads-changed");
            stage.start();
            stage.sandbox().leads().create(Map.of("hs_lead_name", "cold", "hs_lead_label", "COLD"));
            stage.sandbox().leads().associate(settledLead(stage), "contacts", contact(stage), 578);
            stage.sandbox().time().advance(Duration.ofMinutes(2));
            eventually(() -> assertThat(pages).isNotEmpty());
            assertThat(pages.get(0).getMessage().getBody(String.class)).contains("Jane Doe").doesNotContain("cold");
        });
        ALL.put("consume-archived", stage -> {
            List<Exchange> archived = stage.resultsAt("direct:lead-archived");
            stage.start();
            String id = settledLead(stage);
            stage.sandbox().leads().archive(id);
            stage.sandbox().time().advance(Duration.ofMinutes(2));
            eventually(() -> assertThat(archived).hasSize(1));
            assertThat(archived.get(0).getMessage().getHeaders()).containsEntry(HubSpotConstants.RECORD_ID, id)
                    .containsEntry(HubSpotConstants.CHANGE_TYPE, "ARCHIVED");
        });
        ALL.put("consume-changes-once", stage -> {
            DataSource dataSource = stage.context().getRegistry().lookupByNameAndType("dataSource", DataSource.class);
            stage.context().getRegistry().bind("transaction", new DatabaseTransaction(dataSource));
            JdbcTemplate database = new JdbcTemplate(dataSource);
            stage.start();
            String id = settledLead(stage);
            // without its table the work fails, and takes the record back that it is done
            awaitSearches(stage.sandbox(), 5);
            assertThat(database.queryForList("select * from CAMEL_MESSAGEPROCESSED")).isEmpty();
            database.execute("create table lead_change (id varchar(20), modified varchar(30), name varchar(100))");
            eventually(() -> assertThat(database.queryForList("select name from lead_change where id = ?", String.class, id))
                    .containsExactly("Jane Doe"));
            assertThat(database.queryForList("select messageId from CAMEL_MESSAGEPROCESSED", String.class))
                    .singleElement().asString().startsWith(id + " 20");
        });
    }

    /** A lead that was created after the route had been started, long enough ago. */
    private static String settledLead(Stage stage) {
        stage.sandbox().time().advance(Duration.ofSeconds(1));
        String id = stage.sandbox().leads().create(Map.of("hs_lead_name", "Jane Doe", "hs_lead_label", "HOT"));
        stage.sandbox().time().advance(Duration.ofMinutes(2));
        return id;
    }

    private static void imports() {
        ALL.put("start-import", stage -> {
            List<Exchange> started = stage.resultsAt("direct:import-started");
            importContacts(stage);
            stage.start();
            eventually(() -> assertThat(stage.sandbox().contacts().all())
                    .extracting(contact -> contact.get("firstname")).containsExactly("Jane"));
            eventually(() -> assertThat(started).hasSize(1));
            assertThat(stage.sandbox().imports().get(recordId(started.get(0))).fileNames()).containsExactly("contacts.csv");
        });
        ALL.put("start-import-request", stage -> {
            Exchange answer = stage.send("direct:import-fair", "Email,Name\njane@example.com,Jane\n", Map.of());
            assertThat(stage.sandbox().imports().get(recordId(answer)).name()).isEqualTo("Contacts of the fair");
            assertThat(answer.getMessage().getHeader(HubSpotConstants.STATE)).isEqualTo("STARTED");
        });
        ALL.put("import-and-wait", stage -> {
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
        });
        ALL.put("get-import", stage -> {
            String id = stage.sandbox().imports().create("held");
            stage.sandbox().imports().setState(id, "FAILED");
            assertThat(stage.send("direct:import-state", null, Map.of(HubSpotConstants.IMPORT_ID, id)).getMessage().getBody())
                    .isEqualTo("FAILED");
        });
        ALL.put("list-imports", stage -> {
            stage.sandbox().imports().maxPageSize(100);
            stage.sandbox().imports().create("first");
            stage.sandbox().imports().create("second");
            List<Exchange> imports = stage.resultsAt("direct:import");
            stage.send("direct:list-imports", null, Map.of());
            assertThat(imports).hasSize(2);
        });
        ALL.put("cancel-import", stage -> {
            stage.sandbox().imports().hold();
            String id = stage.sandbox().imports().create("held");
            stage.send("direct:cancel-import", null, Map.of(HubSpotConstants.IMPORT_ID, id));
            assertThat(stage.sandbox().imports().get(id).state()).isEqualTo("CANCELED");
        });
        ALL.put("watch-imports", stage -> {
            stage.sandbox().imports().hold();
            String id = stage.sandbox().imports().create("watched");
            List<Exchange> changes = stage.resultsAt("direct:import-changed");
            stage.start();
            awaitPolls(stage.sandbox());
            stage.sandbox().imports().setState(id, "FAILED");
            eventually(() -> assertThat(changes).hasSize(1));
            assertThat(changes.get(0).getMessage().getHeaders()).containsEntry(HubSpotConstants.STATE, "FAILED")
                    .containsEntry(HubSpotConstants.PREVIOUS_STATE, "STARTED");
        });
        ALL.put("watch-durably", stage -> {
            stage.sandbox().imports().hold();
            String id = stage.sandbox().imports().create("watched");
            List<Exchange> changes = stage.resultsAt("direct:import-changed");
            stage.start();
            awaitPolls(stage.sandbox());
            stage.sandbox().imports().setState(id, "FAILED");
            eventually(() -> assertThat(changes).hasSize(1));
            IdempotentRepository delivered = stage.context().getRegistry().lookupByNameAndType("delivered",
                    IdempotentRepository.class);
            assertThat(delivered).isNotNull();
        });
        ALL.put("watch-until-final", stage -> {
            stage.sandbox().imports().hold();
            String id = stage.sandbox().imports().create("watched");
            stage.context().getPropertiesComponent().addOverrideProperty("importId", id);
            List<Exchange> finished = stage.resultsAt("direct:import-finished");
            stage.start();
            eventually(() -> assertThat(stage.sandbox().requests().count()).isGreaterThan(1));
            stage.sandbox().imports().setState(id, "DONE");
            eventually(() -> assertThat(stage.context().getRouteController().getRouteStatus("one-import").isStopped()).isTrue());
            assertThat(finished).hasSize(1);
        });
        ALL.put("import-errors", stage -> {
            stage.sandbox().imports().hold();
            String id = stage.sandbox().imports().create("watched");
            List<Exchange> refused = stage.resultsAt("direct:refused-row");
            stage.start();
            awaitPolls(stage.sandbox());
            stage.sandbox().imports().addError(id, "INVALID_EMAIL", 7, "jane@");
            stage.sandbox().imports().setState(id, "DONE");
            eventually(() -> assertThat(refused).extracting(exchange -> exchange.getMessage().getBody(String.class))
                    .containsExactly("line 7: INVALID_EMAIL"));
        });
        ALL.put("failed-rows", stage -> {
            String id = stage.sandbox().imports().create("done");
            stage.sandbox().imports().addError(id, "INVALID_EMAIL", 7, "jane@");
            List<String> reports = stage.textsAt("direct:report");
            stage.send("direct:failed-rows", null, Map.of(HubSpotConstants.IMPORT_ID, id));
            assertThat(reports).singleElement().asString().contains("7,,jane@,INVALID_EMAIL");
        });
        ALL.put("refused-file", stage -> {
            List<Exchange> refused = stage.resultsAt("direct:tell-the-sender");
            stage.send("direct:checked-import", "Email;Name\njane@example.com;Jane\n", Map.of());
            assertThat(refused).singleElement().satisfies(exchange -> assertThat(exchange.getMessage().getBody(String.class))
                    .contains("line 1").contains("semicolons"));
            assertThat(stage.sandbox().requests().count()).isZero();
        });
        ALL.put("start-once", stage -> {
            List<Exchange> unclear = stage.resultsAt("direct:check-by-hand");
            stage.sandbox().faults().next(1).on("POST", "/crm/v3/imports").reset();
            stage.sandbox().faults().next(1).on("GET", "/crm/v3/imports").status(403);
            stage.send("direct:start-once", "email\njane@example.com\n".getBytes(StandardCharsets.UTF_8), Map.of());
            assertThat(unclear).hasSize(1);
            assertThat(stage.sandbox().imports().all()).isEmpty();
        });
    }

    private static void quickList(Stage stage) {
        lead(stage, "Jane Doe");
        stage.start();
        eventually(() -> assertThat(stage.sandbox().requests().matching("GET", "/crm/v3/objects/leads"))
                .singleElement().satisfies(call -> assertThat(call.query()).containsEntry("limit", List.of("5"))));
    }

    /** The baseline of a watch is taken by the first poll, which is over when the second one comes. */
    private static void awaitPolls(HubSpotSandbox sandbox) {
        eventually(() -> assertThat(sandbox.requests().count("GET", "/crm/v3/imports")).isGreaterThan(1));
    }

    private static void awaitSearches(HubSpotSandbox sandbox, int count) {
        int enough = sandbox.requests().count() + count;
        eventually(() -> assertThat(sandbox.requests().count()).isGreaterThanOrEqualTo(enough));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).untilAsserted(assertion);
    }

    private static void importContacts(Stage stage) throws Exception {
        stage.sandbox().imports().startAfter(Duration.ZERO).processing(Duration.ZERO);
        Path inbox = stage.directory("inbox");
        File draft = stage.directory("draft").resolve("contacts.csv").toFile();
        Files.writeString(draft.toPath(), "Email,First Name,Last Name\njane@example.com,Jane,Doe\n");
        Files.move(draft.toPath(), inbox.resolve("contacts.csv"));
    }

    private static String contact(Stage stage) {
        return stage.sandbox().contacts().create(Map.of("email", "contact@example.com"));
    }

    private static String lead(Stage stage, String name) {
        return stage.sandbox().leads().create(Map.of("hs_lead_name", name));
    }

    private static String recordId(Exchange exchange) {
        return exchange.getMessage().getHeader(HubSpotConstants.RECORD_ID, String.class);
    }
}
