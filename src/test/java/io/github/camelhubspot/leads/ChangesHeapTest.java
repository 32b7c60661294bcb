package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.ForkedJvm;
import io.github.camelhubspot.support.ReportServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small JVM consumes any number of changes, with one search per 199 changes. */
@Tag("integration")
class ChangesHeapTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String URI = "hubspot-leads:changes?since=beginning&initialDelay=0&delay=1000&settleWindow=2000"
            + "&stateDirectory=";
    private static final long MEGABYTE = 1024 * 1024;

    @TempDir
    Path directory;

    private final List<String> leads = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> heap = Collections.synchronizedList(new ArrayList<>());

    @Test
    void needsNoMoreMemoryForTenThousandChangesThanForOne() throws Exception {
        consume(10_000, 1_000);
    }

    @Tag("campaign")
    @Test
    void needsNoMoreMemoryForThreeHundredThousandChangesThanForOne() throws Exception {
        consume(300_000, 25_000);
    }

    /** @param burst number of changes in one millisecond */
    private void consume(int changes, int burst) throws Exception {
        long begin;
        try (HubSpotSandbox sandbox = HubSpotSandbox.start(); ReportServer reports = new ReportServer(this::reported)) {
            write(sandbox, changes, burst);
            begin = System.nanoTime();
            try (ForkedJvm jvm = ForkedJvm.start(directory.resolve("jvm.log"), List.of("-Xmx64m", "-XX:+UseSerialGC",
                    "-Dlogback.configurationFile=logback-examples.xml"), ChangesHeapMain.class, sandbox.url(),
                    String.valueOf(reports.port()), String.valueOf(changes),
                    URI + directory)) {
                await().atMost(Duration.ofMinutes(8)).pollInterval(Duration.ofMillis(100)).until(() -> {
                    assertThat(jvm.isAlive()).as(jvm::output).isTrue();
                    return heap.size() == 10;
                });
            }
            long most = heap.stream().mapToLong(Long::longValue).max().orElseThrow();
            System.out.printf("%,d changes, %,d of them in one millisecond, %,d searches, %.1f to %.1f MB in use, in %d s%n",
                    leads.size(), burst, sandbox.requests().count(), heap.get(0) / (double) MEGABYTE,
                    most / (double) MEGABYTE, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
            assertThat(leads).hasSize(changes).doesNotHaveDuplicates();
            assertThat(most).as("in use after each tenth: %s", heap).isLessThan(heap.get(0) + 3 * MEGABYTE);
            assertThat(sandbox.requests().count()).isBetween(changes / 200, (changes - burst) / 199 + burst / 200 + 10);
        }
    }

    private void write(HubSpotSandbox sandbox, int changes, int burst) {
        Map<String, Map<String, String>> last = new HashMap<>();
        for (int i = 0; i < changes; i++) {
            sandbox.time().set(BEGIN.plusMillis(i));
            String id = sandbox.leads().create(Map.of("hs_lead_name", "Lead " + i));
            if (i < burst) {
                last.put(id, Map.of("hs_lead_name", "Changed"));
            }
        }
        sandbox.leads().updateAll(last, BEGIN.plusMillis(changes));
        sandbox.leads().shuffleTies(true);
        sandbox.time().followSystem();
    }

    private void reported(String line) {
        String[] parts = line.split(" ");
        if (parts[0].equals("lead")) {
            leads.add(parts[1]);
        } else {
            heap.add(Long.valueOf(parts[1]));
        }
    }
}
