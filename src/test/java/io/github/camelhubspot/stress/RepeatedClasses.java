package io.github.camelhubspot.stress;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs each test class many times in one JVM and appends the failures to a file. Several JVMs can share the work: each runs the
 * next class that no other JVM has claimed. {@code src/test/scripts/stress.sh} starts them and prints the table of failures.
 */
final class RepeatedClasses {

    /** Files with a line for each failure, and for each class that ran. */
    private static final String FAILURES = "failures.tsv";
    private static final String CLASSES = "classes.tsv";
    private static final int MESSAGE_LENGTH = 200;

    private final Launcher launcher = LauncherFactory.create();
    private final int times;
    private final Path results;

    private RepeatedClasses(int times, Path results) {
        this.times = times;
        this.results = results;
    }

    /** @param args number of runs, directory of the test classes, regular expression of class names, directory of the results */
    public static void main(String[] args) throws IOException {
        RepeatedClasses repeated = new RepeatedClasses(Integer.parseInt(args[0]), Path.of(args[3]));
        for (String name : repeated.classNames(Path.of(args[1]), Pattern.compile(args[2]).asPredicate())) {
            if (repeated.claim(name)) {
                repeated.repeat(name);
            }
        }
        System.exit(0); // threads that tests have not ended must not keep this JVM alive
    }

    private static LauncherDiscoveryRequest request(List<? extends DiscoverySelector> selectors) {
        return LauncherDiscoveryRequestBuilder.request().selectors(selectors)
                .filters(ClassNameFilter.includeClassNamePatterns(ClassNameFilter.STANDARD_INCLUDE_PATTERN),
                        TagFilter.excludeTags("campaign", "bench"))
                .build();
    }

    private List<String> classNames(Path testClasses, Predicate<String> wanted) {
        TestPlan plan = launcher.discover(request(selectClasspathRoots(Set.of(testClasses))));
        return plan.getRoots().stream().flatMap(engine -> plan.getChildren(engine).stream())
                .flatMap(test -> test.getSource().stream()).filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getClassName()).filter(wanted).sorted().toList();
    }

    private boolean claim(String name) throws IOException {
        try {
            Files.createFile(results.resolve(name + ".claim"));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private void repeat(String name) {
        Outcome outcome = new Outcome(name);
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            launcher.execute(request(List.of(selectClass(name))), outcome);
        }
        append(CLASSES, "%s\t%d\t%d\t%d\t%.1f".formatted(name, times, outcome.tests, outcome.skipped,
                (System.nanoTime() - begin) / 1e9));
    }

    private synchronized void append(String file, String line) {
        try {
            Files.writeString(results.resolve(file), line + "\n", APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts the tests of a class over all its runs, and appends each failure. Used by the thread that runs the tests. */
    private final class Outcome implements TestExecutionListener {

        private final String className;
        private int tests;
        private int skipped;

        private Outcome(String className) {
            this.className = className;
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            skipped++;
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                tests++;
            }
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                String reason = result.getThrowable().map(Throwable::toString).orElse("aborted").replaceAll("\\s+", " ");
                append(FAILURES, className + "\t" + test.getLegacyReportingName() + "\t"
                        + reason.substring(0, Math.min(reason.length(), MESSAGE_LENGTH)));
                result.getThrowable().ifPresent(failure -> failure.printStackTrace(System.out));
            }
        }
    }
}
