package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelhubspot.HubSpotPartialFailureException;
import io.github.camelhubspot.docs.MarkdownPage.Block;
import io.github.camelhubspot.sandbox.SandboxFaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** What the pages say beside their routes. */
class DocumentationTest {

    private static final Pattern REGION = Pattern.compile("(?m)^( *)// tag::([a-z0-9-]+)\n(.*?)^ *// end::\\2\n", Pattern.DOTALL);
    private static final Path SOURCES = Path.of("src/test/java/io/github/camelhubspot/docs");

    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    static List<Block> blocks() {
        return MarkdownPage.allBlocks();
    }

    static List<OptionTables.Source> schemes() {
        return OptionTables.SOURCES;
    }

    @Test
    void theReadmeBeginsWithTheTwoCommands() {
        List<Block> commands = readme().blocks().stream().limit(2).toList();
        assertThat(commands).allSatisfy(block -> {
            assertThat(block.info()).isEqualTo("sh");
            assertThat(block.text().lines()).singleElement().asString().startsWith("mvn ");
        });
        assertThat(commands.get(0).text()).contains(" exec:exec");
        assertThat(commands.get(1).text()).contains(" verify");
    }

    @Test
    void theBuildServerRunsTheTestCommandOfTheReadme() throws IOException {
        assertThat(Files.readString(Path.of(".ci/run"))).contains("\n" + readme().blocks().get(1).text());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(MarkdownPage page) {
        for (String link : page.links()) {
            if (link.startsWith("https://")) {
                continue;
            }
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page.file()
                    : page.file().toAbsolutePath().resolveSibling(parts[0]).normalize();
            assertThat(target).as(link).exists();
            if (parts.length > 1) {
                assertThat(MarkdownPage.read(target).anchors()).as(link).contains(parts[1]);
            }
        }
    }

    @Test
    void everyBlockIsOfAKindThatIsChecked() {
        assertThat(blocks()).allSatisfy(block -> assertThat(block.info())
                .isIn("sh", "yaml", "java", "xml", "json", "properties", "text"));
    }

    @Test
    void everyExampleIsExecuted() {
        List<Block> unchecked = blocks().stream().filter(block -> Set.of("yaml", "java", "xml").contains(block.info()))
                .filter(block -> !DocumentedRoutesTest.isRoute(block))
                .filter(block -> !(block.info().equals("xml") && block.text().startsWith("<dependency>")))
                .filter(block -> !(block.info().equals("java") && isPartOfATest(block)))
                .toList();
        assertThat(unchecked).isEmpty();
    }

    @Test
    void everyJavaExampleIsTheCodeThatIsExecuted() throws IOException {
        Map<String, String> regions = regions(file -> true);
        List<Block> examples = blocks().stream().filter(block -> block.info().equals("java")).toList();
        assertThat(examples).isNotEmpty()
                .allSatisfy(block -> assertThat(block.text()).isEqualTo(regions.get(block.example())));
        assertThat(examples).extracting(Block::example).containsExactlyInAnyOrderElementsOf(regions.keySet());
    }

    @Test
    void everyJsonBlockIsJson() {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(blocks()).filteredOn(block -> block.info().equals("json")).isNotEmpty()
                .allSatisfy(block -> assertThatCode(() -> mapper.readTree(block.text())).doesNotThrowAnyException());
    }

    @Test
    void theImportRequestOnThePageIsTheOneThatIsSent() throws IOException {
        assertThat(blocks()).filteredOn(block -> block.info().equals("json") && "start-import-request".equals(block.example()))
                .extracting(Block::text).containsExactly(Files.readString(Path.of("src/test/resources/contacts-import.json")));
    }

    @Test
    void everyDependencyIsThatOfThePom() throws Exception {
        Element project = xml(Files.readString(Path.of("pom.xml")));
        Map<String, String> properties = new HashMap<>();
        elements(child(project, "properties")).forEach(property -> properties.put(property.getTagName(), property.getTextContent()));
        List<String> known = elements(child(project, "dependencies"))
                .map(DocumentationTest::coordinates).map(text -> resolved(text, properties)).collect(Collectors.toList());
        known.add(coordinates(project));
        List<Block> dependencies = blocks().stream().filter(block -> block.text().startsWith("<dependency>")).toList();
        assertThat(dependencies).isNotEmpty();
        for (Block block : dependencies) {
            assertThat(coordinates(xml(block.text()))).as(block.toString()).isIn(known);
        }
    }

    @Test
    void everyRuntimeDependencyIsJustified() throws Exception {
        Element project = xml(Files.readString(Path.of("pom.xml")));
        List<String> runtime = elements(child(project, "dependencies"))
                .filter(dependency -> child(dependency, "scope") == null)
                .map(dependency -> child(dependency, "artifactId").getTextContent()).toList();
        assertThat(MarkdownPage.read(Path.of("docs/architecture.md")).table("Runtime dependencies"))
                .extracting(row -> MarkdownPage.code(row.get(0)).get(0)).containsExactlyElementsOf(runtime);
    }

    @Test
    void everyCommandNamesAClassThatCanBeRun() {
        Pattern mainClass = Pattern.compile("-Drun\\.mainClass=([\\w.]+)");
        List<String> classes = pages().stream().flatMap(page -> mainClass.matcher(page.text()).results())
                .map(match -> match.group(1)).toList();
        assertThat(classes).isNotEmpty().allSatisfy(name -> assertThatCode(
                () -> Class.forName(name).getMethod("main", String[].class)).doesNotThrowAnyException());
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void theTableOfOperationsHasEveryOperation(OptionTables.Source scheme) {
        assertThat(MarkdownPage.read(scheme.page()).table("Table of operations"))
                .extracting(row -> MarkdownPage.code(row.get(0)).get(0))
                .containsExactlyElementsOf(Operations.all(scheme).stream().map(operation -> operation.name()).toList());
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void theTableOfOperationsNamesParametersAndHeadersThatThereAre(OptionTables.Source scheme) throws IOException {
        var headers = OptionTables.metadata(scheme).path("headers");
        var operations = Operations.all(scheme).stream().collect(Collectors.toMap(operation -> operation.name(), o -> o));
        for (List<String> row : MarkdownPage.read(scheme.page()).table("Table of operations")) {
            var operation = operations.get(MarkdownPage.code(row.get(0)).get(0));
            assertThat(operation.parameters()).as(operation.uri()).extracting(parameter -> parameter.name())
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
    void everyOptionWithAValueIsOneThatThereIs(MarkdownPage page) throws IOException {
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
    void everyOptionInATableOfOptionsIsOneThatThereIs() throws IOException {
        assertThat(MarkdownPage.read(Path.of("docs/authentication.md")).table("Three ways"))
                .allSatisfy(row -> assertThat(MarkdownPage.code(row.get(1))).isNotEmpty().isSubsetOf(options().keySet()));
        assertThat(MarkdownPage.read(Path.of("docs/hubspot-import.md")).table("What the columns mean"))
                .allSatisfy(row -> assertThat(MarkdownPage.code(row.get(0))).hasSize(1).isSubsetOf(options().keySet()));
    }

    @Test
    void everyAccessorOfTheExceptionsIsThere() {
        Set<String> methods = methods(HubSpotPartialFailureException.class);
        assertThat(Pattern.compile("`(get[A-Z]\\w+)\\(\\)`").matcher(MarkdownPage.read(Path.of("docs/hubspot-leads.md")).text())
                .results().map(match -> match.group(1))).isNotEmpty().isSubsetOf(methods);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void everyRecordOfTheModelIsThere(OptionTables.Source scheme) {
        assertThat(MarkdownPage.read(scheme.page()).table("What you get")).filteredOn(row -> row.get(0).equals("`POJO`"))
                .singleElement().satisfies(row -> assertThat(MarkdownPage.code(row.get(1)).stream().skip(1)).isNotEmpty()
                        .allSatisfy(name -> assertThat(Class.forName("io.github.camelhubspot.model." + name)).isRecord()));
    }

    @Test
    void everyFaultOfTheSandboxIsThere() {
        Set<String> methods = methods(SandboxFaults.Script.class);
        methods.addAll(methods(SandboxFaults.Reply.class));
        assertThat(MarkdownPage.read(Path.of("docs/testing.md")).table("Faults")).isNotEmpty().allSatisfy(
                row -> assertThat(MarkdownPage.code(row.get(0)).stream().map(code -> code.replaceAll("\\(.*", "")))
                        .isSubsetOf(methods));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyNameOfAHeaderIsThatOfAConstant(MarkdownPage page) throws Exception {
        Set<String> headers = new TreeSet<>(Set.of("CamelFileName"));
        for (var field : io.github.camelhubspot.HubSpotConstants.class.getFields()) {
            headers.add((String) field.get(null));
        }
        assertThat(Pattern.compile("\\bCamel(HubSpot|File)[A-Z]\\w+").matcher(page.text()).results().map(match -> match.group()))
                .isSubsetOf(headers);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noPageHoldsASecret(MarkdownPage page) {
        assertThat(page.text()).doesNotContainPattern("pat-[a-z]{2}\\d-")
                .doesNotContainPattern("(?i)(access-?token|client-?secret|refresh-?token)\\s*[:=]\\s*(?!\\{\\{|sandbox-)[\"']?[a-z0-9]{8}");
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

    private static boolean isPartOfATest(Block block) {
        try {
            return regions(file -> file.getFileName().toString().endsWith("Test.java")).containsKey(block.example());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The tagged parts of the sources, by name, without the indent of their tag. */
    private static Map<String, String> regions(java.util.function.Predicate<Path> wanted) throws IOException {
        Map<String, String> regions = new HashMap<>();
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.filter(wanted).toList()) {
                Matcher region = REGION.matcher(Files.readString(source));
                while (region.find()) {
                    regions.put(region.group(2), region.group(3).replaceAll("(?m)^" + region.group(1), ""));
                }
            }
        }
        return regions;
    }

    private static MarkdownPage readme() {
        return MarkdownPage.read(Path.of("README.md"));
    }

    private static Element xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)))
                .getDocumentElement();
    }

    private static Stream<Element> elements(Node parent) {
        List<Element> result = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                result.add(element);
            }
        }
        return result.stream();
    }

    private static Element child(Node parent, String name) {
        return elements(parent).filter(element -> element.getTagName().equals(name)).findFirst().orElse(null);
    }

    private static String coordinates(Element element) {
        return Stream.of("groupId", "artifactId", "version").map(name -> child(element, name))
                .map(part -> part == null ? "" : part.getTextContent()).collect(Collectors.joining(":"));
    }

    private static String resolved(String text, Map<String, String> properties) {
        return Pattern.compile("\\$\\{([^}]+)}").matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(properties.getOrDefault(match.group(1), match.group())));
    }
}
