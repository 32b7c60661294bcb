package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated tables of the pages. */
@Tag("baseline") // the tables have the texts of the Camel version that the project is built on
class OptionTablesTest {

    static List<OptionTables.Source> sources() {
        return OptionTables.SOURCES;
    }

    @ParameterizedTest
    @MethodSource("sources")
    void matchTheMetadata(OptionTables.Source source) throws IOException {
        assertThat(Files.readString(source.page()))
                .as("run: mvn -q test-compile exec:exec -Drun.mainClass=" + OptionTables.class.getName())
                .isEqualTo(OptionTables.current(source));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void nameEveryOptionAndHeader(OptionTables.Source source) throws IOException {
        String page = Files.readString(source.page());
        for (String kind : List.of("componentProperties", "properties", "headers")) {
            OptionTables.metadata(source).path(kind).properties().forEach(entry -> assertThat(page).as(kind)
                    .containsPattern("(?m)^\\| `" + entry.getKey() + "` \\| "));
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void markEverySecret(OptionTables.Source source) throws IOException {
        MarkdownPage page = MarkdownPage.read(source.page());
        OptionTables.metadata(source).path("componentProperties").properties().forEach(option -> {
            if (option.getValue().path("secret").asBoolean()) {
                assertThat(page.prose()).filteredOn(line -> line.startsWith("| `" + option.getKey() + "` |"))
                        .hasSize(2).allMatch(line -> line.contains("**Secret.**"));
            }
        });
    }
}
