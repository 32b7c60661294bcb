package io.github.camelhubspot.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Writes the tables of options and headers into the pages, between the comments that mark them, from the metadata that the
 * build generates. Run it with {@code mvn -q test-compile exec:exec -Drun.mainClass=io.github.camelhubspot.docs.OptionTables}.
 */
public final class OptionTables {

    /** A page and the metadata that its tables come from. */
    record Source(Path page, String metadata) {
    }

    static final List<Source> SOURCES = List.of(
            new Source(Path.of("docs/hubspot-leads.md"), "/META-INF/io/github/camelhubspot/leads/hubspot-leads.json"),
            new Source(Path.of("docs/hubspot-import.md"), "/META-INF/io/github/camelhubspot/imports/hubspot-import.json"));

    private static final Pattern SECTION = Pattern.compile(
            "(<!-- begin generated: ([a-z ]+) -->\n).*?(<!-- end generated -->)", Pattern.DOTALL);

    private OptionTables() {
    }

    /** Rewrites the pages. */
    public static void main(String[] arguments) throws IOException {
        for (Source source : SOURCES) {
            Files.writeString(source.page(), current(source));
        }
    }

    /** Returns the page with current tables. */
    static String current(Source source) throws IOException {
        JsonNode metadata = metadata(source);
        return SECTION.matcher(Files.readString(source.page())).replaceAll(section -> Matcher.quoteReplacement(
                section.group(1) + "\n" + table(metadata, section.group(2)) + "\n" + section.group(3)));
    }

    static JsonNode metadata(Source source) throws IOException {
        try (InputStream in = OptionTables.class.getResourceAsStream(source.metadata())) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static String table(JsonNode metadata, String name) {
        JsonNode endpoint = metadata.path("properties");
        return switch (name) {
            case "component options" -> grouped(metadata.path("componentProperties"), option -> true);
            case "path parameter" -> table(List.copyOf(endpoint.properties()), option -> kind(option).equals("path"));
            case "query parameters" -> grouped(endpoint, option -> kind(option).equals("parameter"));
            case "request headers" -> headers(metadata, header -> endpoint.has(optionOf(header.getKey())));
            case "result headers" -> headers(metadata, header -> !endpoint.has(optionOf(header.getKey())));
            default -> throw new IllegalArgumentException("no such table: " + name);
        };
    }

    private static String grouped(JsonNode options, Predicate<Map.Entry<String, JsonNode>> wanted) {
        List<Map.Entry<String, JsonNode>> chosen = options.properties().stream().filter(wanted).toList();
        return chosen.stream().map(option -> option.getValue().path("group").asText()).distinct()
                .map(group -> "Group: " + group + "\n\n" + table(chosen,
                        option -> option.getValue().path("group").asText().equals(group)))
                .collect(Collectors.joining("\n"));
    }

    private static String table(List<Map.Entry<String, JsonNode>> options, Predicate<Map.Entry<String, JsonNode>> wanted) {
        return "| Name | Description | Default | Type |\n| --- | --- | --- | --- |\n"
                + options.stream().filter(wanted).map(OptionTables::row).collect(Collectors.joining());
    }

    private static String row(Map.Entry<String, JsonNode> option) {
        JsonNode value = option.getValue();
        String description = (value.path("required").asBoolean() ? "**Required.** " : "") + description(value)
                + enumValues(value) + (value.path("secret").asBoolean() ? " **Secret.**" : "");
        String standard = value.path("defaultValue").asText("");
        return cells(code(option.getKey()), description,
                standard.isEmpty() ? "" : code(standard), type(value));
    }

    private static String headers(JsonNode metadata, Predicate<Map.Entry<String, JsonNode>> wanted) {
        return "| Name | Description | Type |\n| --- | --- | --- |\n"
                + metadata.path("headers").properties().stream().filter(wanted)
                        .map(header -> cells(code(header.getKey()),
                                description(header.getValue()) + enumValues(header.getValue()),
                                simpleName(header.getValue().path("javaType").asText())))
                        .collect(Collectors.joining());
    }

    private static String enumValues(JsonNode value) {
        return value.has("enum")
                ? " Values: " + StreamSupport.stream(value.path("enum").spliterator(), false)
                        .map(constant -> code(constant.asText())).collect(Collectors.joining(", ")) + "."
                : "";
    }

    private static String type(JsonNode value) {
        String type = value.path("type").asText();
        return type.equals("object") ? simpleName(value.path("javaType").asText()) : type;
    }

    private static String simpleName(String javaType) {
        return javaType.replaceAll("[a-z0-9_]+\\.", "").replace("<", "&lt;");
    }

    private static String description(JsonNode value) {
        return value.path("description").asText().replace("*", "\\*").replace("<", "&lt;");
    }

    private static String cells(String... cells) {
        return List.of(cells).stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String optionOf(String header) {
        String name = header.substring("CamelHubSpot".length());
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static String kind(Map.Entry<String, JsonNode> option) {
        return option.getValue().path("kind").asText();
    }
}
