package io.github.camelhubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files stay short enough to be read as a whole. */
class FileLengthTest {

    private static final int MAX_LINES = 400;
    /** A getter and a setter with a description for each option. */
    private static final String OPTIONS = "HubSpotConfiguration.java";

    @ParameterizedTest
    @ValueSource(strings = { "src/main/java", "src/sandbox/java" })
    void noFileHasMoreThan400LinesExceptTheOptions(String root) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java") && !file.endsWith(OPTIONS)).toList();
            assertThat(sources).isNotEmpty().allSatisfy(
                    file -> assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MAX_LINES));
        }
    }
}
