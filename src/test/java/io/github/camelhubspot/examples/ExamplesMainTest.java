package io.github.camelhubspot.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run command of the README. */
@Tag("baseline") // the example routes are written for the Camel version that the project is built on
@Tag("integration")
class ExamplesMainTest {

    @TempDir
    private Path folder;

    @Test
    void runsEveryExampleAndEndsWithSuccess() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("run/in")).resolve("of-an-earlier-run.csv"), "");

        assertThat(new ExamplesMain(folder.resolve("run")).run("sandbox", null)).isZero();
        assertThat(folder.resolve("run/in/of-an-earlier-run.csv")).doesNotExist();
        assertThat(folder.resolve("run/out")).isDirectoryContaining("glob:**/rejected-leads")
                .isDirectoryContaining("glob:**/import-errors").isDirectoryContaining("glob:**/export")
                .isDirectoryContaining("glob:**/dead-letter").isDirectoryContaining("glob:**/check-first");
    }

    @Test
    void rejectsARunOnHubSpotWithoutAToken() {
        assertThat(new ExamplesMain(folder).run("real", " ")).isEqualTo(2);
    }

    @Test
    void rejectsAnUnknownTarget() {
        assertThat(new ExamplesMain(folder).run("sandbx", null)).isEqualTo(2);
    }
}
