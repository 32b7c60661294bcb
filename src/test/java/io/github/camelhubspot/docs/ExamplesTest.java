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

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelhubspot.docs.MarkdownPage.Block;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each fenced block of the pages is checked by a test. */
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
        Set<String> ofTests = JavaExamples.ofTests().keySet();
        List<Block> unchecked = blocks().stream().filter(block -> Set.of("yaml", "java", "xml").contains(block.info()))
                .filter(block -> !DocumentedRoutesTest.isRoute(block))
                .filter(block -> !(block.info().equals("xml") && block.text().startsWith("<dependency>")))
                .filter(block -> !(block.info().equals("java") && ofTests.contains(block.example())))
                .toList();
        assertThat(unchecked).isEmpty();
    }

    @Test
    void everyJavaExampleIsTheCodeThatIsExecuted() {
        Map<String, String> sources = new HashMap<>(JavaExamples.ofRoutes());
        sources.putAll(JavaExamples.ofTests());
        List<Block> examples = blocks().stream().filter(block -> block.info().equals("java")).toList();
        assertThat(examples).isNotEmpty()
                .allSatisfy(block -> assertThat(block.text()).isEqualTo(sources.get(block.example())));
        assertThat(examples).extracting(Block::example).containsExactlyInAnyOrderElementsOf(sources.keySet());
    }

    @Test
    void everyJsonBlockIsJson() {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(blocks()).filteredOn(block -> block.info().equals("json")).isNotEmpty()
                .allSatisfy(block -> assertThatCode(() -> mapper.readTree(block.text())).doesNotThrowAnyException());
    }

    @Test
    void theImportRequestOnThePageIsTheFileThatIsSent() throws IOException {
        assertThat(blocks()).filteredOn(block -> block.info().equals("json") && "start-import-request".equals(block.example()))
                .extracting(Block::text).containsExactly(Files.readString(Path.of("src/test/resources/contacts-import.json")));
    }

    @Test
    void everyDependencyIsThatOfThePom() {
        List<Block> dependencies = blocks().stream().filter(block -> block.text().startsWith("<dependency>")).toList();
        assertThat(dependencies).isNotEmpty()
                .allSatisfy(block -> assertThat(Pom.coordinates(block.text())).isIn(Pom.knownCoordinates()));
    }
}
