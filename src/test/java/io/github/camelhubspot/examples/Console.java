package io.github.camelhubspot.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The output of a run. The log steps of the routes write to the same logger. */
final class Console {

    static final String LOGGER = "examples";

    private static final Logger HEADINGS = LoggerFactory.getLogger("examples.headings");
    private static final Logger LINES = LoggerFactory.getLogger(LOGGER);
    private static final int SHOWN_LINES = 5;
    private static final int SHOWN_CHARACTERS = 110;

    void heading(String text) {
        HEADINGS.info("");
        HEADINGS.info(text);
    }

    void line(String text) {
        LINES.info(text);
    }

    void problem(String text) {
        HEADINGS.error(text);
    }

    /** Shows the files of a folder, each with its first lines. */
    void files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                file(file);
            }
        }
    }

    private void file(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        line(file + " (" + lines.size() + (lines.size() == 1 ? " line)" : " lines)"));
        lines.stream().limit(SHOWN_LINES).forEach(line -> line("  " + shortened(line)));
        if (lines.size() > SHOWN_LINES) {
            line("  ...");
        }
    }

    private static String shortened(String line) {
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
