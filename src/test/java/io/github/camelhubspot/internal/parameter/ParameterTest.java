package io.github.camelhubspot.internal.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelhubspot.PartialFailure;
import io.github.camelhubspot.internal.support.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversion of the raw values of headers and options. */
class ParameterTest {

    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of(Parameters.LIMIT, 5, 5), Arguments.of(Parameters.LIMIT, 5L, 5),
                Arguments.of(Parameters.LIMIT, " 7 ", 7), Arguments.of(Parameters.LIMIT, 10.0d, 10),
                Arguments.of(Parameters.ARCHIVED, true, true), Arguments.of(Parameters.ARCHIVED, " TRUE ", true),
                Arguments.of(Parameters.ARCHIVED, "false", false),
                Arguments.of(Parameters.LEAD_ID, 9007199254740993L, "9007199254740993"),
                Arguments.of(Parameters.LEAD_ID, " 12 ", "12"),
                Arguments.of(Parameters.LEAD_ID, new StringBuilder("12"), "12"),
                Arguments.of(Parameters.LEAD_ID, JsonNodeFactory.instance.textNode("12"), "12"),
                Arguments.of(Parameters.LEAD_ID, JsonNodeFactory.instance.numberNode(1L << 60), "1152921504606846976"),
                Arguments.of(Parameters.CONTACT_ID, "9223372036854775807", "9223372036854775807"),
                Arguments.of(Parameters.AFTER, "NTI1Cg%3D%3D", "NTI1Cg%3D%3D"), Arguments.of(Parameters.AFTER, 20, "20"),
                Arguments.of(Parameters.PARTIAL_FAILURE, "throw", PartialFailure.THROW),
                Arguments.of(Parameters.PARTIAL_FAILURE, PartialFailure.RETURN, PartialFailure.RETURN),
                Arguments.of(Parameters.TO_OBJECT_TYPE, "0-1", "0-1"),
                Arguments.of(Parameters.TO_OBJECT_TYPE, "p123_pets", "p123_pets"),
                Arguments.of(Parameters.PROPERTIES, " a, b,,c ", List.of("a", "b", "c")),
                Arguments.of(Parameters.PROPERTIES, List.of("a", " b "), List.of("a", "b")),
                Arguments.of(Parameters.PROPERTIES, new String[] { "a", "b" }, List.of("a", "b")),
                Arguments.of(Parameters.PROPERTIES, new LinkedHashSet<>(List.of("b", "a")), List.of("b", "a")),
                Arguments.of(Parameters.PROPERTIES, Arrays.asList("a", null, ""), List.of("a")),
                Arguments.of(Parameters.PROPERTIES, JsonNodeFactory.instance.arrayNode().add("a").add("b"), List.of("a", "b")));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void acceptsTheTypesThatRoutesUse(Parameter<?> parameter, Object raw, Object value) {
        assertThat((Object) parameter.parse(raw)).isEqualTo(value);
    }

    @Test
    void readsABlankTextAsNoValue() {
        for (Parameter<?> parameter : List.of(Parameters.LIMIT, Parameters.LEAD_ID, Parameters.PROPERTIES,
                Parameters.ARCHIVED, Parameters.AFTER, Parameters.PARTIAL_FAILURE)) {
            for (String blank : List.of("", "  ", "\t\n")) {
                assertThat((Object) parameter.parse(blank)).as(parameter.name()).isNull();
            }
            assertThat((Object) parameter.parse(null)).isNull();
        }
        assertThat(Parameters.PROPERTIES.parse(List.of())).isNull();
        assertThat(Parameters.PROPERTIES.parse(Collections.singletonList(" "))).isNull();
        assertThat(Parameters.PROPERTIES.parse(" , ")).isNull();
        assertThat(Parameters.LEAD_ID.parse(JsonNodeFactory.instance.nullNode())).isNull();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(Parameters.LIMIT, "ten", "'ten' is not a whole number"),
                Arguments.of(Parameters.LIMIT, 1.5d, "'1.5' is not a whole number"),
                Arguments.of(Parameters.LIMIT, 1L << 40, "is not a whole number"),
                Arguments.of(Parameters.LIMIT, Double.NaN, "is not a whole number"),
                Arguments.of(Parameters.ARCHIVED, "yes", "'yes' is not true or false"),
                Arguments.of(Parameters.LEAD_ID, "..", "cannot be part of a path"),
                Arguments.of(Parameters.LEAD_ID, ".", "cannot be part of a path"),
                Arguments.of(Parameters.LEAD_ID, "a\u0000b", "'a?b' cannot be part of a path"),
                Arguments.of(Parameters.LEAD_ID, "a\u0085b", "cannot be part of a path"),
                Arguments.of(Parameters.LEAD_ID, Map.of("id", 1), "a text is expected"),
                Arguments.of(Parameters.LEAD_ID, new byte[] { 1 }, "a text is expected"),
                Arguments.of(Parameters.CONTACT_ID, "12x", "'12x' is not an id of HubSpot"),
                Arguments.of(Parameters.CONTACT_ID, "-1", "is not an id of HubSpot"),
                Arguments.of(Parameters.CONTACT_ID, "１２", "is not an id of HubSpot"),
                Arguments.of(Parameters.CONTACT_ID, "12345678901234567890", "is not an id of HubSpot"),
                Arguments.of(Parameters.TO_OBJECT_TYPE, "../x", "is not an object type"),
                Arguments.of(Parameters.PARTIAL_FAILURE, "x", "'x' is not one of RETURN, THROW"),
                Arguments.of(Parameters.PROPERTIES, Map.of("a", 1), "is a map"),
                Arguments.of(Parameters.PROPERTIES, List.of(List.of("a")), "a text is expected"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void namesHeaderAndOption_whenAValueIsRefused(Parameter<?> parameter, Object raw, String message) {
        assertThatThrownBy(() -> parameter.parse(raw)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(parameter.name() + ' ').hasMessageContaining(message)
                .hasMessageEndingWith("(header " + parameter.header() + " or option " + parameter.name() + ")");
    }

    @Test
    void namesTheHeaderLikeTheOption() {
        assertThat(Parameters.LEAD_ID.header()).isEqualTo("CamelHubSpotLeadId");
        assertThat(Parameters.ASSOCIATION_TYPE_ID.header()).isEqualTo("CamelHubSpotAssociationTypeId");
    }

    @Test
    void showsAValueShortAndOnOneLine() {
        assertThat(Texts.printable("x".repeat(100))).hasSize(60).endsWith("...");
        assertThat(Texts.printable("a\r\nb")).isEqualTo("a??b");
    }
}
