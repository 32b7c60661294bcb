package io.github.camelhubspot.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import org.apache.camel.spi.EndpointStrategy;

/**
 * Runs the example routes one after the other and prints their effects: {@code mvn -q test-compile exec:exec}.
 *
 * <p>Calls a sandbox that it starts itself. With {@code -Dhubspot=real}, it calls HubSpot with the token in the environment
 * variable HUBSPOT_ACCESS_TOKEN and creates the example records there.
 */
public final class ExamplesMain {

    private static final String TOKEN = "HUBSPOT_ACCESS_TOKEN";
    private static final int FAILED = 1;
    private static final int WRONG_CALL = 2;

    private final Path folder;
    private final Console console = new Console();

    ExamplesMain(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) {
        System.exit(new ExamplesMain(Path.of("target", "examples")).run(System.getProperty("hubspot", "sandbox"),
                System.getenv(TOKEN)));
    }

    /** Returns the exit code: 0 if all examples succeeded. */
    int run(String hubspot, String token) {
        return switch (hubspot) {
            case "sandbox" -> onSandbox();
            case "real" -> token == null || token.isBlank()
                    ? wrongCall("-Dhubspot=real needs a token: set the environment variable " + TOKEN)
                    : onHubSpot();
            default -> wrongCall("-Dhubspot=" + hubspot + " is unknown: use sandbox (the default) or real");
        };
    }

    private int wrongCall(String message) {
        console.problem(message);
        return WRONG_CALL;
    }

    private int onHubSpot() {
        console.line("HubSpot at https://api.hubapi.com, with the token of " + TOKEN + ": example records will be created there");
        Map<String, String> settings = new HashMap<>();
        settings.put("examples.importPoll", "5s");
        return runAll(settings, (uri, endpoint) -> endpoint, () -> { }, Duration.ofMinutes(5));
    }

    private int onSandbox() {
        try (HubSpotSandbox sandbox = HubSpotSandbox.start()) {
            console.line("A sandbox stands in for HubSpot at " + sandbox.url());
            SandboxSettings.seedContacts(sandbox);
            sandbox.leads().create(Map.of("hs_lead_name", "Vega Systems s.r.o.: first order"));
            sandbox.leads().create(Map.of("hs_lead_name", "Kiwi Freight Co: pallet scanners"));
            sandbox.imports().startAfter(Duration.ofMillis(600)).processing(Duration.ofMillis(600));
            Runnable trouble = () -> {
                sandbox.faults().next(1).on("POST", ".*/leads").resetAfterProcessing();
                sandbox.faults().next(2).on("POST", ".*/leads").status(429).header("Retry-After", "1");
                console.line("The sandbox loses the answer to the first call and is too busy for the next two.");
            };
            int result = runAll(SandboxSettings.connectingTo(sandbox), SandboxSettings::atSandboxPace, trouble,
                    Duration.ofMinutes(1));
            console.line("Calls that the sandbox got: " + sandbox.requests().count() + ". Leads it has now: "
                    + sandbox.leads().size() + ", contacts: " + sandbox.contacts().size() + ".");
            return result;
        }
    }

    private int runAll(Map<String, String> settings, EndpointStrategy pace, Runnable trouble, Duration patience) {
        delete(folder);
        Path in = folder.resolve("in");
        Path out = folder.resolve("out");
        ExampleRun.copyData(".", in);
        settings.putAll(SandboxSettings.folders(in, out));
        settings.put("camel.main.autoStartup", "false");
        settings.put("camel.main.logName", Console.LOGGER);
        try (ExampleRun run = ExampleRun.start("*.camel.yaml", settings, pace)) {
            Steps steps = new Steps(run, console, out, patience);
            steps.run("minimal: the first leads of the account", null,
                    List.of("minimal"), finished -> finished.of("minimal") == 1);
            steps.run("csv-to-leads: each row of a CSV file becomes a lead", "rejected-leads",
                    List.of("rejected-lead", "csv-to-leads"), finished -> finished.of("csv-to-leads") == 1);
            steps.run("csv-import: HubSpot imports two CSV files of contacts", "import-errors",
                    List.of("import-report", "import-states", "contacts-import"),
                    finished -> finished.with("import-states", HubSpotConstants.IMPORT_ID) == 2);
            steps.run("import-repair: rows that HubSpot could not take come back to be corrected", "repair/trade-fair",
                    List.of("repair-import", "repair-file"), finished -> finished.of("repair-file") == 1);
            steps.run("upsert-json: objects of a JSON file create or update leads", "rejected-upserts",
                    List.of("upsert-json"), finished -> finished.of("upsert-json") == 1);
            steps.run("search-export: hot and warm leads become a CSV file", "export",
                    List.of("search-export"), finished -> finished.of("search-export") == 1);
            steps.run("bulk-upsert: a CSV file of any size, with a verdict for each row", null,
                    List.of("bulk-upsert"), finished -> finished.of("bulk-upsert") == 1);
            steps.run("enrich-visits: rows get the names of their leads by reads that share calls", null,
                    List.of("enrich-visits"), finished -> finished.of("enrich-visits") == 1);
            steps.run("leads-export: every lead becomes a line of a file", null,
                    List.of("leads-export"), finished -> finished.of("leads-export") == 1);
            steps.run("changes: leads that were created or changed become records for Kafka and rows of a CSV file", null,
                    List.of("changes-to-kafka", "changes-to-csv"),
                    finished -> finished.of("changes-to-kafka") > 0 && finished.of("changes-to-csv") > 0);
            steps.heading("error-handling: an answer to each kind of failure");
            trouble.run();
            steps.run(null, null, List.of("new-leads"), finished -> finished.of("new-leads") == 4);
            steps.show("check-first", "retry-later", "dead-letter");
            console.heading("All examples have done their work; their files are in " + out);
            return 0;
        } catch (Exception e) {
            console.problem("The examples stopped: " + e.getMessage());
            return FAILED;
        }
    }

    private static void delete(Path folder) {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
