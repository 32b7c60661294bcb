package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.camelhubspot.docs.MarkdownPage.Block;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.HubSpotSandboxExtension;
import org.apache.camel.RoutesBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route of the pages, in every language, runs against a sandbox. */
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
    void doesWhatItSays(Block block, HubSpotSandbox sandbox) throws Exception {
        try (Stage stage = block.info().equals("java") ? Stage.of(sandbox, directory, javaRoute(block.example()))
                : Stage.of(sandbox, directory, block.info(), block.text())) {
            Scenarios.all().get(block.example()).play(stage);
        }
    }

    @Test
    void everyScenarioHasItsExample() {
        assertThat(routes()).extracting(Block::example).containsAll(Scenarios.all().keySet());
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

    /** A fenced block that a scenario drives. */
    static boolean isRoute(Block block) {
        return Set.of("yaml", "java", "xml").contains(block.info()) && Scenarios.all().containsKey(block.example());
    }

    private static RoutesBuilder javaRoute(String example) throws ReflectiveOperationException {
        String name = Stream.of(example.split("-")).map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        for (Class<?> page : List.of(LeadsRoutes.class, ImportRoutes.class, SetupRoutes.class)) {
            for (Class<?> route : page.getDeclaredClasses()) {
                if (route.getSimpleName().equals(name)) {
                    var constructor = route.getDeclaredConstructor();
                    constructor.setAccessible(true);
                    return (RoutesBuilder) constructor.newInstance();
                }
            }
        }
        throw new AssertionError("no class " + name + " holds the Java example " + example);
    }
}
