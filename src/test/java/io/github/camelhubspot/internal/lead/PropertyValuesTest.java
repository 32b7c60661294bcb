package io.github.camelhubspot.internal.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.NullValues;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Calls;
import io.github.camelhubspot.internal.operation.Problems;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Scalars;
import io.github.camelhubspot.leads.LeadsOperation;
import io.github.camelhubspot.leads.LeadsTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The conversion of values to text. */
class PropertyValuesTest {

    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00.123Z");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("text", "text"), Arguments.of("", ""), Arguments.of(" a ; b ", " a ; b "),
                Arguments.of(new StringBuilder("built"), "built"), Arguments.of('c', "c"),
                Arguments.of(true, "true"), Arguments.of(false, "false"),
                Arguments.of(42, "42"), Arguments.of((short) 7, "7"), Arguments.of(Long.MAX_VALUE, "9223372036854775807"),
                Arguments.of(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                Arguments.of(new AtomicLong(5), "5"),
                Arguments.of(new BigDecimal("1E+3"), "1000"), Arguments.of(new BigDecimal("0.10"), "0.10"),
                Arguments.of(new BigDecimal("1E-7"), "0.0000001"),
                Arguments.of(1.5d, "1.5"), Arguments.of(1e10d, "10000000000"), Arguments.of(1e-5d, "0.000010"),
                Arguments.of(0.1f, "0.1"), Arguments.of(-0.25f, "-0.25"),
                Arguments.of(NOON, "2026-01-15T12:00:00.123Z"),
                Arguments.of(OffsetDateTime.parse("2026-01-15T13:00:00.123+01:00"), "2026-01-15T12:00:00.123Z"),
                Arguments.of(ZonedDateTime.ofInstant(NOON, ZoneId.of("Asia/Tokyo")), "2026-01-15T12:00:00.123Z"),
                Arguments.of(Date.from(NOON), "2026-01-15T12:00:00.123Z"),
                Arguments.of(Timestamp.from(NOON), "2026-01-15T12:00:00.123Z"),
                Arguments.of(calendar(), "2026-01-15T12:00:00.123Z"),
                Arguments.of(LocalDate.of(2026, 1, 5), "2026-01-05"),
                Arguments.of(java.sql.Date.valueOf("2026-01-05"), "2026-01-05"),
                Arguments.of(TimeUnit.DAYS, "DAYS"),
                Arguments.of(UUID.fromString("0b3f3a4e-0000-4000-8000-000000000001"), "0b3f3a4e-0000-4000-8000-000000000001"),
                Arguments.of(java.net.URI.create("https://example.com/a?b=c"), "https://example.com/a?b=c"),
                Arguments.of(List.of("a", "b"), "a;b"), Arguments.of(List.of(), ""),
                Arguments.of(new String[] { "a", "b" }, "a;b"),
                Arguments.of(Collections.singleton(1L << 60), "1152921504606846976"),
                Arguments.of(Arrays.asList("a", null, "", "b"), "a;b"),
                Arguments.of(List.of(true, 1, 2.50d), "true;1;2.5"),
                Arguments.of(NODES.textNode("tree"), "tree"), Arguments.of(NODES.numberNode(1L << 62), "4611686018427387904"),
                Arguments.of(NODES.numberNode(new BigDecimal("12.300")), "12.300"), Arguments.of(NODES.booleanNode(true), "true"),
                Arguments.of(NODES.arrayNode().add("a").add(2), "a;2"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueBecomesText(Object value, String text) {
        assertThat(text(Map.of("p", value))).isEqualTo(Map.of("p", text));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(Map.of("a", 1), "inputs[3].properties.p: is an object"),
                Arguments.of(NODES.objectNode().put("a", 1), "inputs[3].properties.p: is an object"),
                Arguments.of(List.of("a", List.of("b")), "inputs[3].properties.p[1]: is not a text"),
                Arguments.of(List.of(Map.of()), "inputs[3].properties.p[0]: is not a text"),
                Arguments.of(List.of("a;b"), "inputs[3].properties.p[0]: has a semicolon"),
                Arguments.of(Double.NaN, "inputs[3].properties.p: is NaN"),
                Arguments.of(Float.POSITIVE_INFINITY, "inputs[3].properties.p: is Infinity"),
                Arguments.of(new BigDecimal("1E+999999999"), "inputs[3].properties.p: is 1E+999999999"),
                Arguments.of(new BigDecimal("1E-999999999"), "inputs[3].properties.p: is 1E-999999999"),
                Arguments.of(LocalDateTime.of(2026, 1, 1, 0, 0), "inputs[3].properties.p: is of type java.time.LocalDateTime"),
                Arguments.of(new java.sql.Time(0), "inputs[3].properties.p: is of type java.sql.Time"),
                Arguments.of(new Object(), "inputs[3].properties.p: is of type java.lang.Object"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aValueWithoutATextIsRefusedWithItsPath(Object value, String message) {
        assertThatThrownBy(() -> text(Map.of("p", value))).isInstanceOf(HubSpotValidationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void keepsTheOrderOfProperties() {
        Map<String, Object> values = new LinkedHashMap<>();
        List.of("z", "a", "m").forEach(name -> values.put(name, name));
        assertThat(new ArrayList<>(text(values).keySet())).containsExactly("z", "a", "m");
    }

    @Test
    void nullIsSkippedOrClearsTheProperty() {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("kept", "x"));
        values.put("gone", null);
        values.put("tree", NODES.nullNode());
        assertThat(text(values)).containsOnlyKeys("kept");
        assertThat(text(clearing(), "properties", values))
                .containsEntry("gone", "").containsEntry("tree", "").containsEntry("kept", "x");
    }

    @Test
    void inAFlatMapBlankTextsAndEmptyListsAreSkippedOrClearTheProperty() {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("kept", "x"));
        List.of("", "  ", List.of(), List.of(" ", ""), new String[0], NODES.textNode(""), NODES.arrayNode())
                .forEach(blank -> values.put("blank " + values.size(), blank));
        Problems problems = new Problems(LeadsTable.of(LeadsOperation.create));
        assertThat(PropertyValues.text(Calls.of(LeadsOperation.create), "properties", values, true, problems))
                .containsOnlyKeys("kept");
        assertThat(PropertyValues.text(clearing(), "properties", values, true, problems)).hasSize(8)
                .allSatisfy((name, text) -> assertThat(text).isEqualTo(name.equals("kept") ? "x" : ""));
        assertThat(problems.count()).isZero();
    }

    @Test
    void anIdHasTheSameDigitsForEveryTypeOfNumber() {
        for (Object id : List.of(1001, 1001L, 1001.0d, 1001f, new BigDecimal("1001.00"), new BigDecimal("1.001E+3"), "1001")) {
            assertThat(Scalars.id(id)).as("%s %s", id.getClass(), id).isEqualTo("1001");
        }
        assertThat(Scalars.id(1.5)).isEqualTo("1.5");
        assertThat(Scalars.id(new BigDecimal("9007199254740993.0"))).isEqualTo("9007199254740993");
        assertThat(Scalars.id("1001.0")).isEqualTo("1001.0");
        assertThat(Scalars.id(new BigDecimal("1E+999999999"))).isNull();
        assertThat(Scalars.id(0d)).isEqualTo("0");
    }

    @Test
    void anInputWithoutValuesIsRefused() {
        assertThatThrownBy(() -> text(Map.of())).isInstanceOf(HubSpotValidationException.class)
                .hasMessageContaining("inputs[3].properties: has no value to send");
        assertThatThrownBy(() -> text(Collections.singletonMap("p", null))).isInstanceOf(HubSpotValidationException.class)
                .hasMessageContaining("nullValues=CLEAR");
        assertThat(text(clearing(), "properties", Collections.singletonMap("p", null)))
                .isEqualTo(Map.of("p", ""));
    }

    @Test
    void aPropertyWithoutANameIsRefused() {
        for (String name : Set.of("", " ")) {
            assertThatThrownBy(() -> text(Map.of(name, "x"))).hasMessageContaining("a property without a name");
        }
    }

    private static Map<String, String> text(Map<String, ?> values) {
        return text(Calls.of(LeadsOperation.create), "inputs[3].properties", values);
    }

    private static Map<String, String> text(Call call, String path, Map<String, ?> values) {
        Problems problems = new Problems(call.operation());
        Map<String, String> text = PropertyValues.text(call, path, values, false, problems);
        problems.throwIfAny();
        return text;
    }

    private static Call clearing() {
        return Calls.of(LeadsOperation.create, io.github.camelhubspot.internal.parameter.Arguments.of(
                Map.of(Parameters.NULL_VALUES, NullValues.CLEAR)));
    }

    private static Calendar calendar() {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("America/New_York"));
        calendar.setTimeInMillis(NOON.toEpochMilli());
        return calendar;
    }
}
