package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.camelhubspot.support.BulkServer;
import io.github.camelhubspot.support.ForkedJvm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams more leads than fit into the heap through a JVM of its own, with a server in another JVM. */
@Tag("integration")
class BulkHeapTest {

    private static final Pattern LINE = Pattern.compile(
            "direct:(\\w+): (\\d+) leads, sum (\\d+), heap (\\d+) KB early, (\\d+) KB late, (\\d+) s");
    /** Difference in the used heap that one page or batch more can make. */
    private static final long PLAY = 1_500;

    @TempDir
    Path dir;

    @Test
    void streamsThirtyThousandLeadsThroughAHeapThatCannotHoldThem() throws Exception {
        stream(30_000, 24, Duration.ofMinutes(10));
    }

    @Test
    @Tag("campaign")
    void streamsAMillionLeadsThroughSixtyFourMegabytes() throws Exception {
        stream(1_000_000, 64, Duration.ofMinutes(20));
    }

    private void stream(long rows, int megabytes, Duration patience) throws Exception {
        Path lines = dir.resolve("leads.jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(lines)) {
            for (long id = 1; id <= rows; id++) {
                out.write("{\"external_id\":\"" + id + "\",\"hs_lead_name\":\"Jane Doe " + id + "\",\"hs_lead_label\":\"WARM\"}\n");
            }
        }
        long sum = rows * (rows + 1) / 2;
        String log;
        try (BulkServer server = BulkServer.start(rows)) {
            // a small young generation, because live objects fill most of the heap and need the old generation
            List<String> memory = List.of("-Xmx" + megabytes + "m", "-Xmn4m", "-XX:+UseSerialGC");
            log = run(memory, patience, server.url(), String.valueOf(rows), lines.toString());
            assertThat(server.rows()).isEqualTo(2 * rows);
            assertThat(server.sum()).isEqualTo(2 * sum);
        }
        System.out.println(log);
        List<MatchResult> ways = LINE.matcher(log).results().toList();
        assertThat(ways).as(log).extracting(way -> way.group(1)).containsExactly("in", "in", "list", "search");
        assertThat(ways).allSatisfy(way -> {
            assertThat(number(way, 2)).isEqualTo(rows);
            assertThat(number(way, 3)).isEqualTo(sum);
            assertThat(number(way, 5)).as(way.group()).isLessThan(number(way, 4) + PLAY);
        });
    }

    private static long number(MatchResult way, int group) {
        return Long.parseLong(way.group(group));
    }

    private String run(List<String> memory, Duration patience, String... args) throws Exception {
        try (ForkedJvm jvm = ForkedJvm.start(dir.resolve("log.txt"), memory, BulkHeapMain.class, args)) {
            assertThat(jvm.exitValue(patience)).as(jvm::output).isZero();
            return jvm.output();
        }
    }
}
