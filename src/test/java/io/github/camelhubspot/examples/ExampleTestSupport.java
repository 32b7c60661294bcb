package io.github.camelhubspot.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.HubSpotSandboxExtension;
import io.github.camelhubspot.sandbox.SandboxRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Runs the example of a test on a sandbox, with its own folders. */
@Tag("integration")
abstract class ExampleTestSupport {

    /** Long, for a busy machine; a second is usually enough. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final HubSpotSandboxExtension EXTENSION = new HubSpotSandboxExtension();

    @TempDir
    Path folder;
    String file;
    ExampleRun run;
    private final List<Runnable> afterwards = new ArrayList<>();

    @BeforeEach
    void seed(TestInfo test) {
        Example example = test.getTestMethod().orElseThrow().getAnnotation(Example.class);
        file = example == null ? null : example.value();
        SandboxSettings.seedContacts(sandbox());
    }

    @AfterEach
    void stop() {
        afterwards.forEach(Runnable::run);
        if (run != null) {
            run.close();
        }
    }

    /** Returns a live list of what the log steps of a route write from now on. */
    List<String> logOf(String route) {
        List<String> lines = new CopyOnWriteArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event.getFormattedMessage());
            }
        };
        appender.start();
        Logger logger = (Logger) LoggerFactory.getLogger(route);
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
        afterwards.add(() -> {
            logger.detachAppender(appender);
            logger.setLevel(null);
        });
        return lines;
    }

    void start() {
        Map<String, String> settings = SandboxSettings.connectingTo(sandbox());
        settings.putAll(SandboxSettings.folders(folder.resolve("in"), folder.resolve("out")));
        run = ExampleRun.start(file, settings, SandboxSettings::atSandboxPace);
    }

    void awaitFinished(String routeId, int count) {
        patiently().until(() -> run.of(routeId) >= count);
        assertThat(run.finished(routeId)).hasSize(count).extracting(ExampleRun.Finished::failure).containsOnlyNulls();
    }

    static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
    }

    /** Moves the clock, so that the changes so far become older than the settle window. */
    static void settle() {
        sandbox().time().advance(Duration.ofMinutes(2));
    }

    static HubSpotSandbox sandbox() {
        return EXTENSION.sandbox();
    }

    static SandboxRecord lead(String externalId) {
        return sandbox().leads().all().stream().filter(lead -> externalId.equals(lead.get("external_id"))).findFirst()
                .orElseThrow();
    }

    Path in(String name) {
        return folder.resolve("in").resolve(name);
    }

    String out(String name) throws IOException {
        return Files.readString(folder.resolve("out").resolve(name), StandardCharsets.UTF_8);
    }

    List<NamedCsvRecord> rows(String name) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(folder.resolve("out").resolve(name))) {
            return reader.stream().toList();
        }
    }
}
