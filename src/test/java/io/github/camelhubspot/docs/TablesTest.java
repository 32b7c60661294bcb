package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelhubspot.HubSpotPartialFailureException;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.sandbox.SandboxFaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the tables that are written by hand and the names in the text. */
class TablesTest {

    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    static List<OptionTables.Source> schemes() {
        return OptionTables.SOURCES;
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void theTableOfOperationsHasEveryOperation(OptionTables.Source scheme) {
        assertThat(MarkdownPage.read(scheme.page()).table("Table of operations"))
                .extracting(row -> MarkdownPage.code(row.get(0)).get(0))
                .containsExactlyElementsOf(Operations.all(scheme).stream().map(Operation::name).toList());
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void theTableOfOperationsNamesExistingParametersAndHeaders(OptionTables.Source scheme) throws IOException {
        var headers = OptionTables.metadata(scheme).path("headers");
        var operations = Operations.all(scheme).stream().collect(Collectors.toMap(Operation::name, o -> o));
        for (List<String> row : MarkdownPage.read(scheme.page()).table("Table of operations")) {
            var operation = operations.get(MarkdownPage.code(row.get(0)).get(0));
            assertThat(operation.parameters()).as(operation.uri()).extracting(Parameter::name)
                    .containsAll(MarkdownPage.code(row.get(1)));
            assertThat(MarkdownPage.code(row.get(4))).as(operation.uri()).allMatch(headers::has);
            assertThat(MarkdownPage.code(row.get(5)).get(0)).startsWith(operation.method() + " /crm/");
        }
    }

    @Test
    void theTableOfExceptionsHasEveryException() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/github/camelhubspot"))) {
            Set<String> exceptions = sources.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> name.endsWith("Exception")).collect(Collectors.toCollection(TreeSet::new));
            assertThat(MarkdownPage.read(Path.of("docs/hubspot-leads.md")).table("Exceptions"))
                    .extracting(row -> MarkdownPage.code(row.get(0)).get(0)).containsExactlyInAnyOrderElementsOf(exceptions);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyOptionWithAValueExists(MarkdownPage page) throws IOException {
        Map<String, JsonNode> options = options();
        page.prose().stream().flatMap(line -> MarkdownPage.code(line).stream())
                .filter(code -> code.matches("[a-z][A-Za-z]+=[\\w.,-]+")).forEach(code -> {
                    String[] pair = code.split("=");
                    assertThat(options).containsKey(pair[0]);
                    JsonNode values = options.get(pair[0]).path("enum");
                    assertThat(values).as(code).satisfiesAnyOf(none -> assertThat(none).isEmpty(),
                            some -> assertThat(some).extracting(JsonNode::asText).contains(pair[1]));
                });
    }

    @Test
    void everyOptionInATableExists() throws IOException {
        assertThat(MarkdownPage.read(Path.of("docs/authentication.md")).table("Three ways"))
                .allSatisfy(row -> assertThat(MarkdownPage.code(row.get(1))).isNotEmpty().isSubsetOf(options().keySet()));
        assertThat(MarkdownPage.read(Path.of("docs/hubspot-import.md")).table("What the columns mean"))
                .allSatisfy(row -> assertThat(MarkdownPage.code(row.get(0))).hasSize(1).isSubsetOf(options().keySet()));
    }

    @Test
    void everyAccessorOfTheExceptionsExists() {
        Set<String> methods = methods(HubSpotPartialFailureException.class);
        assertThat(Pattern.compile("`(get[A-Z]\\w+)\\(\\)`").matcher(MarkdownPage.read(Path.of("docs/hubspot-leads.md")).text())
                .results().map(match -> match.group(1))).isNotEmpty().isSubsetOf(methods);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void everyRecordOfTheModelExists(OptionTables.Source scheme) {
        assertThat(MarkdownPage.read(scheme.page()).table("What you get")).filteredOn(row -> row.get(0).equals("`POJO`"))
                .singleElement().satisfies(row -> assertThat(MarkdownPage.code(row.get(1)).stream().skip(1)).isNotEmpty()
                        .allSatisfy(name -> assertThat(Class.forName("io.github.camelhubspot.model." + name)).isRecord()));
    }

    @Test
    void everyFaultOfTheSandboxExists() {
        Set<String> methods = methods(SandboxFaults.Script.class);
        methods.addAll(methods(SandboxFaults.Response.class));
        assertThat(MarkdownPage.read(Path.of("docs/testing.md")).table("Faults")).isNotEmpty().allSatisfy(
                row -> assertThat(MarkdownPage.code(row.get(0)).stream().map(code -> code.replaceAll("\\(.*", "")))
                        .isSubsetOf(methods));
    }

    @Test
    void everyRuntimeDependencyIsJustified() {
        assertThat(MarkdownPage.read(Path.of("docs/architecture.md")).table("Runtime dependencies"))
                .extracting(row -> MarkdownPage.code(row.get(0)).get(0)).containsExactlyElementsOf(Pom.runtimeDependencies());
    }

    private static Map<String, JsonNode> options() throws IOException {
        Map<String, JsonNode> options = new HashMap<>();
        for (OptionTables.Source source : OptionTables.SOURCES) {
            OptionTables.metadata(source).path("properties").properties()
                    .forEach(option -> options.put(option.getKey(), option.getValue()));
        }
        return options;
    }

    private static Set<String> methods(Class<?> type) {
        return Stream.of(type.getMethods()).map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    }
}
