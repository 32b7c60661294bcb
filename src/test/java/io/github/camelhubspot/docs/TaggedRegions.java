package io.github.camelhubspot.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parts of this package's sources that the pages show: what stands between {@code tag::name} and {@code end::name}. */
final class TaggedRegions {

    private static final Path SOURCES = Path.of("src/test/java/io/github/camelhubspot/docs");
    private static final Pattern REGION = Pattern.compile("^( *)// tag::([a-z0-9-]+)\n(.*?)^ *// end::\\2\n",
            Pattern.DOTALL | Pattern.MULTILINE);

    private TaggedRegions() {
    }

    /** The regions by name, without the indent of their tag. */
    static Map<String, String> in(Predicate<Path> wanted) {
        Map<String, String> regions = new HashMap<>();
        for (Path source : sources(wanted)) {
            Matcher region = REGION.matcher(text(source));
            while (region.find()) {
                regions.put(region.group(2), region.group(3).replaceAll("(?m)^" + region.group(1), ""));
            }
        }
        return regions;
    }

    private static List<Path> sources(Predicate<Path> wanted) {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            return sources.filter(wanted).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
