package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.docs.MarkdownPage.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that apply to all pages. */
class PagesTest {

    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
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

    @Test
    void everyRouteThatConsumesFilesMovesFailedOnes() throws IOException {
        assertThat(MarkdownPage.allBlocks()).filteredOn(block -> block.text().contains("file:{{inbox}}")).isNotEmpty()
                .allSatisfy(block -> assertThat(block.text()).as(block.toString()).contains("moveFailed"));
        try (Stream<Path> files = Files.list(Path.of("routes-examples"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
                String text = Files.readString(file);
                assertThat(text.split("moveFailed:", -1)).as(file.toString())
                        .hasSameSizeAs(text.split("uri: file:\\{\\{examples.in}}", -1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkHasATarget(MarkdownPage page) {
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
    void everyCommandNamesAClassThatCanBeRun() {
        Pattern mainClass = Pattern.compile("-Drun\\.mainClass=([\\w.]+)");
        List<String> classes = pages().stream().flatMap(page -> mainClass.matcher(page.text()).results())
                .map(match -> match.group(1)).toList();
        assertThat(classes).isNotEmpty().allSatisfy(name -> assertThatCode(
                () -> Class.forName(name).getMethod("main", String[].class)).doesNotThrowAnyException());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyNameOfAHeaderIsThatOfAConstant(MarkdownPage page) throws Exception {
        Set<String> headers = new TreeSet<>(Set.of("CamelFileName"));
        for (var field : HubSpotConstants.class.getFields()) {
            headers.add((String) field.get(null));
        }
        assertThat(Pattern.compile("\\bCamel(HubSpot|File)[A-Z]\\w+").matcher(page.text()).results().map(match -> match.group()))
                .isSubsetOf(headers);
    }

    @Test
    void everyTestThatAPageNamesExists() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        List<MatchResult> named = pages().stream().flatMap(page -> Pattern.compile("`(\\w+(?:Test|Contract))\\.(\\w+)`")
                .matcher(page.text()).results()).toList();
        assertThat(named).hasSizeGreaterThan(60).allSatisfy(test -> assertThat(sources.get(test.group(1)))
                .as(test.group()).contains(" void " + test.group(2) + "("));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noPageContainsASecret(MarkdownPage page) {
        assertThat(page.text()).doesNotContainPattern("pat-[a-z]{2}\\d-").doesNotContainPattern(
                "(?i)(access-?token|client-?secret|refresh-?token)\\s*[:=]\\s*(?!\\{\\{|sandbox-)[\"']?[a-z0-9]{8}");
    }

    private static MarkdownPage readme() {
        return MarkdownPage.read(Path.of("README.md"));
    }
}
