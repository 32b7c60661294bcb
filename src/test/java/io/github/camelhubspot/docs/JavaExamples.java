package io.github.camelhubspot.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java code that the pages show and tests execute, read from the sources of this package. */
final class JavaExamples {

    private static final Path SOURCES = Path.of("src/test/java/io/github/camelhubspot/docs");
    private static final Pattern REGION = Pattern.compile("^( *)// tag::([a-z0-9-]+)\n(.*?)^ *// end::\\2\n",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ROUTES = Pattern.compile("^    void (\\w+)\\(\\) \\{\n(.*?)^    }\n",
            Pattern.DOTALL | Pattern.MULTILINE);

    private JavaExamples() {
    }

    /** Returns the parts of tests between {@code tag::name} and {@code end::name}, by name. */
    static Map<String, String> ofTests() {
        Map<String, String> examples = new HashMap<>();
        matches(REGION, "Test.java").forEach(region -> examples.put(region.group(2),
                unindented(region.group(3), region.group(1).length())));
        return examples;
    }

    /** Returns the routes of {@link DocumentedExamples}, by example. */
    static Map<String, String> ofRoutes() {
        Map<String, String> examples = new HashMap<>();
        matches(ROUTES, "Examples.java").forEach(method -> examples.put(DocumentedExamples.name(method.group(1)),
                unindented(method.group(2), 8)));
        return examples;
    }

    private static String unindented(String code, int indent) {
        return code.replaceAll("(?m)^ {" + indent + "}", "");
    }

    private static Stream<MatchResult> matches(Pattern pattern, String ending) {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            return sources.filter(source -> source.toString().endsWith(ending)).toList().stream()
                    .flatMap(source -> pattern.matcher(MarkdownPage.text(source)).results());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
