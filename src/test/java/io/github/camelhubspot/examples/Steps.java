package io.github.camelhubspot.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import org.awaitility.Awaitility;

/** Runs examples one after the other, so that their outputs do not mix. */
final class Steps {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final ExampleRun run;
    private final Console console;
    private final Path out;
    private final Duration patience;

    Steps(ExampleRun run, Console console, Path out, Duration patience) {
        this.run = run;
        this.console = console;
        this.out = out;
        this.patience = patience;
    }

    void heading(String text) {
        console.heading(text);
    }

    /**
     * Starts routes, waits until they have completed their messages, stops them and prints their reports.
     *
     * @param heading {@code null} for none
     * @param report  folder of the reports; {@code null} for none
     * @throws IllegalStateException                        if a message failed
     * @throws org.awaitility.core.ConditionTimeoutException if the messages are not completed in time
     */
    void run(String heading, String report, List<String> routes, Predicate<ExampleRun> done) throws Exception {
        if (heading != null) {
            heading(heading);
        }
        for (String route : routes) {
            run.context().getRouteController().startRoute(route);
        }
        Awaitility.await("routes " + routes).atMost(patience).pollInterval(POLL_INTERVAL).until(() -> {
            failOnFailures(routes);
            return done.test(run);
        });
        for (int i = routes.size() - 1; i >= 0; i--) {
            run.context().getRouteController().stopRoute(routes.get(i));
        }
        if (report != null) {
            show(report);
        }
    }

    /** Prints the files of those folders that exist. */
    void show(String... folders) throws Exception {
        for (String folder : folders) {
            if (Files.isDirectory(out.resolve(folder))) {
                console.files(out.resolve(folder));
            }
        }
    }

    private void failOnFailures(List<String> routes) {
        for (String route : routes) {
            for (ExampleRun.Finished message : run.finished(route)) {
                if (message.failure() != null) {
                    throw new IllegalStateException("route " + route + " failed: " + message.failure().getMessage(),
                            message.failure());
                }
            }
        }
    }
}
