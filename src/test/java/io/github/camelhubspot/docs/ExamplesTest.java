package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelhubspot.docs.MarkdownPage.Block;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fenced blocks of the pages: none is there that nothing checks. */
@Tag("integration")
class ExamplesTest {

    static List<Block> blocks() {
        return MarkdownPage.allBlocks();
    }

    @Test
    void everyBlockIsOfAKindThatIsChecked() {
        assertThat(blocks()).allSatisfy(block -> assertThat(block.info())
                .isIn("sh", "yaml", "java", "xml", "json", "properties", "text", "mermaid"));
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
    void everyJavaExampleIsTheCodeThatIsExecuted() {
        Map<String, String> regions = TaggedRegions.in(file -> true);
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
    void everyDependencyIsThatOfThePom() {
        List<Block> dependencies = blocks().stream().filter(block -> block.text().startsWith("<dependency>")).toList();
        assertThat(dependencies).isNotEmpty()
                .allSatisfy(block -> assertThat(Pom.coordinates(block.text())).isIn(Pom.knownCoordinates()));
    }

    private static boolean isPartOfATest(Block block) {
        return TaggedRegions.in(file -> file.getFileName().toString().endsWith("Test.java")).containsKey(block.example());
    }
}
