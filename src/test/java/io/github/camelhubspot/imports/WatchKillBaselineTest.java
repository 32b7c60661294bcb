package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.KillRig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills the JVM that writes the first baseline. Another JVM completes the baseline: imports that existed at the beginning are not
 * delivered, unless they change after they were written to it.
 */
@Tag("integration")
class WatchKillBaselineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int IMPORTS = 5;

    @TempDir
    Path directory;

    /** Points in the order in which the baseline passes them, with the number of imports written by then. */
    static Stream<Arguments> points() {
        return Stream.of(Arguments.of("after-begun", 0), Arguments.of("after-current", 1),
                Arguments.of("before-baseline", IMPORTS), Arguments.of("after-baseline", IMPORTS));
    }

    static Stream<Arguments> manyPoints() {
        return IntStream.of(1, 2).boxed().flatMap(jvms -> Stream.concat(points(),
                Stream.of(Arguments.of("after-claim-of-baseline", 0), Arguments.of("after-record", 0)))
                .map(point -> Arguments.of(point.get()[0], point.get()[1], jvms)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("points")
    void theNextJvmCompletesTheBaseline(String point, int written) throws Exception {
        kill(point, written, 1);
    }

    @Tag("campaign")
    @ParameterizedTest(name = "{0}, {2} JVMs at once, 20 times")
    @MethodSource("manyPoints")
    void theNextJvmCompletesTheBaselineInALongRun(String point, int written, int atOnce) throws Exception {
        for (int i = 0; i < Integer.getInteger("campaign.kills", 20); i++) {
            kill(point, written, atOnce);
        }
    }

    /** @param atOnce how many JVMs watch from the beginning; after the kill one JVM watches */
    private void kill(String point, int written, int atOnce) throws IOException {
        try (HubSpotSandbox sandbox = HubSpotSandbox.builder().start(); Baseline baseline = new Baseline(sandbox, point)) {
            baseline.begin(atOnce);
            assertThat(baseline.written).hasSize(written);
            Optional<String> changed = baseline.written.stream().findFirst();
            baseline.complete(2 - atOnce);
            assertThat(baseline.jvms.deliveries().deliveries())
                    .containsExactlyElementsOf(changed.map(id -> id + "|DONE").stream().toList());
            baseline.ids.stream().filter(id -> !id.equals(changed.orElse(null))).forEach(baseline::finish);
            await().atMost(PATIENCE).until(() -> baseline.jvms.deliveries().deliveries().size() >= IMPORTS);
            baseline.awaitPolls();
            assertThat(baseline.jvms.deliveries().deliveries()).containsExactlyInAnyOrderElementsOf(
                    baseline.ids.stream().map(id -> id + "|DONE").toList());
            assertThat(baseline.jvms.rig().alive()).isEqualTo(1);
            baseline.jvms.rig().assertAlive();
        }
    }

    /** Kills the first JVM that reaches a point; an import that has been written by then changes before another JVM continues. */
    private final class Baseline implements KillRig.Listener, AutoCloseable {

        private final HubSpotSandbox sandbox;
        private final String point;
        private final WatchJvms jvms;
        private final List<String> ids = new ArrayList<>();
        private final List<String> written = new ArrayList<>();
        private final CompletableFuture<Void> killed = new CompletableFuture<>();
        private boolean armed = true;

        private Baseline(HubSpotSandbox sandbox, String point) throws IOException {
            this.sandbox = sandbox;
            this.point = point;
            sandbox.imports().hold();
            for (int i = 0; i < IMPORTS; i++) {
                String id = sandbox.imports().create("import" + i);
                sandbox.imports().setState(id, "PROCESSING");
                ids.add(id);
            }
            jvms = new WatchJvms(sandbox, directory, this);
        }

        private void begin(int atOnce) throws IOException {
            jvms.rig().fork();
            jvms.rig().fork();
            start(atOnce);
            killed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }

        private void complete(int more) {
            start(more);
            await().atMost(PATIENCE).until(() -> jvms.isWritten("baseline"));
            awaitPolls();
        }

        private void start(int count) {
            for (int i = 0; i < count; i++) {
                jvms.rig().start();
            }
        }

        private void finish(String id) {
            sandbox.imports().setState(id, "DONE");
        }

        /** Waits until wrong deliveries have had time to occur. */
        private void awaitPolls() {
            int before = sandbox.requests().count();
            await().atMost(PATIENCE).until(() -> sandbox.requests().count() > before + 5);
        }

        @Override
        public synchronized boolean isDeadly(KillRig.Report report) {
            boolean deadly = armed && report.point().equals(point);
            armed = armed && !deadly;
            return deadly;
        }

        @Override
        public void killed(KillRig.Report report) {
            ids.stream().filter(id -> jvms.isWritten(id + "|PROCESSING")).forEach(written::add);
            written.stream().findFirst().ifPresent(this::finish);
            killed.complete(null);
        }

        @Override
        public void close() throws IOException {
            jvms.close();
        }
    }
}
