package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.camelhubspot.docs.MarkdownPage.Block;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.HubSpotSandboxExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each route of the pages, in each language, against a sandbox. */
@Execution(ExecutionMode.SAME_THREAD) // the tests of this class share a sandbox
@Tag("integration")
class DocumentedRoutesTest {

    @RegisterExtension
    static final HubSpotSandboxExtension HUBSPOT = new HubSpotSandboxExtension();

    @TempDir
    Path directory;

    static List<Block> routes() {
        return MarkdownPage.allBlocks().stream().filter(DocumentedRoutesTest::isRoute).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void hasTheEffectsOfItsScenario(Block block, HubSpotSandbox sandbox) throws Exception {
        DocumentedExamples example = DocumentedExamples.all().get(block.example());
        try (Stage stage = block.info().equals("java") ? Stage.of(sandbox, directory, example)
                : Stage.of(sandbox, directory, block.info(), block.text())) {
            example.play(stage);
        }
    }

    @Test
    void everyExampleIsOnAPage() {
        assertThat(routes()).extracting(Block::example).containsAll(DocumentedExamples.all().keySet());
    }

    @Test
    void theExamplesOfASchemeAreInThreeLanguages() {
        routes().stream().filter(block -> !block.page().equals(Path.of("README.md")))
                .collect(Collectors.groupingBy(Block::example, Collectors.mapping(Block::info, Collectors.toList())))
                .forEach((example, languages) -> assertThat(languages).as(example).containsExactly("yaml", "java", "xml"));
    }

    @Test
    void everyOperationHasAnExample() {
        String all = routes().stream().map(Block::text).collect(Collectors.joining());
        Set<String> operations = new TreeSet<>();
        for (OptionTables.Source source : OptionTables.SOURCES) {
            operations.addAll(Operations.of(source));
        }
        assertThat(operations).allSatisfy(operation -> assertThat(all).containsPattern(operation + "\\b"));
    }

    /** Whether a block is a route that this class executes. */
    static boolean isRoute(Block block) {
        return Set.of("yaml", "java", "xml").contains(block.info()) && DocumentedExamples.all().containsKey(block.example());
    }
}
