package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotValidationException;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Search requests in the forms that routes have. */
class LeadSearchTest extends LeadsTestSupport {

    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    private static Map<String, Object> search(Object filter) {
        return Map.of("filterGroups", List.of(Map.of("filters", List.of(filter))));
    }

    private Map<?, ?> sentFilter() {
        return (Map<?, ?>) ((List<?>) ((Map<?, ?>) ((List<?>) sent().get("filterGroups")).get(0)).get("filters")).get(0);
    }

    static Stream<Arguments> operands() {
        return Stream.of(Arguments.of("text", "text"), Arguments.of(1L << 60, "1152921504606846976"), Arguments.of(true, "true"),
                Arguments.of(new BigDecimal("1E+2"), "100"), Arguments.of(NOON, "1768478400000"),
                Arguments.of(Date.from(NOON), "1768478400000"), Arguments.of(LocalDate.of(2026, 1, 15), "2026-01-15"),
                Arguments.of(JsonNodeFactory.instance.numberNode(5), "5"));
    }

    @ParameterizedTest
    @MethodSource("operands")
    void sendsOperandsAsText(Object operand, String text) {
        sendWell("hubspot-leads:search", search(Map.of("propertyName", "hs_lead_name", "operator", "EQ", "value", operand)));
        assertThat(sentFilter().get("value")).isEqualTo(text);
        send("hubspot-leads:search", search(Map.of("propertyName", "hs_lead_name", "operator", "BETWEEN", "value", "1",
                "highValue", operand)));
        assertThat(sentFilter().get("highValue")).isEqualTo(text);
    }

    static Stream<Arguments> values() {
        return Stream.of(Arguments.of(List.of(1, "2")), Arguments.of((Object) new Object[] { 1, 2L }),
                Arguments.of(new LinkedHashSet<>(List.of(1, 2))),
                Arguments.of(JsonNodeFactory.instance.arrayNode().add(1).add("2")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void sendsListsOfOperandsAsText(Object values) {
        sendWell("hubspot-leads:search", search(Map.of("propertyName", "lead_score", "operator", "IN", "values", values)));
        assertThat(sentFilter().get("values")).isEqualTo(List.of("1", "2"));
    }

    @Test
    void sendsOperandsInTreesAndArraysAsText() throws Exception {
        String groups = "[{\"filters\":[{\"propertyName\":\"lead_score\",\"operator\":\"GT\",\"value\":5}]}]";
        for (Object body : List.of("{\"filterGroups\":" + groups + "}", Map.of("filterGroups", JSON.readTree(groups)),
                Map.of("filterGroups", new Object[] { Map.of("filters", new Object[] {
                        Map.of("propertyName", "lead_score", "operator", "GT", "value", 5) }) }))) {
            sendWell("hubspot-leads:search", body);
            assertThat(sentFilter().get("value")).isEqualTo("5");
        }
    }

    @Test
    void rejectsAnOperandThatIsNoValueWithItsPath() {
        assertThat(refused("hubspot-leads:search", search(Map.of("propertyName", "a", "operator", "EQ", "value", Map.of()))))
                .contains("filterGroups[0].filters[0].value", "an object");
        assertThat(refused("hubspot-leads:search", search(Map.of("propertyName", "a", "operator", "IN", "values", List.of("x", List.of())))))
                .contains("filterGroups[0].filters[0].values[1]", "a list");
    }

    @Test
    void withoutValidationSendsUnknownRequests() {
        for (Object body : List.of(Map.of("filterGroups", "x"), Map.of("filterGroups", List.of("x")), Map.of("sorts", 5),
                Map.of("filterGroups", List.of(Map.of("filters", "x"))))) {
            assertThat(send("hubspot-leads:search?validation=false", body).getException())
                    .isInstanceOf(HubSpotValidationException.class).hasMessageContaining("400 VALIDATION_ERROR");
            assertThat(refused("hubspot-leads:search", body)).contains("must be a");
        }
    }

    @Test
    void doesNotChangeTheRequestOfTheUser() {
        Map<String, Object> body = Map.of("limit", "5", "after", 0, "filterGroups", List.of(Map.of("filters",
                List.of(Map.of("propertyName", "lead_score", "operator", "EQ", "value", 1)))));
        String before = body.toString();
        sendWell("hubspot-leads:search?properties=hs_lead_name", body);
        assertThat(body).hasToString(before);
        assertThat(sent()).containsEntry("limit", 5).containsEntry("after", "0");
    }

    @Test
    void searchesByQueryOnly() {
        lead("Body Fit");
        lead("other");
        Exchange exchange = sendWell("hubspot-leads:search", null, Map.of("CamelHubSpotQuery", "fit"));
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.TOTAL)).isEqualTo(1L);
        assertThat(sent()).isEqualTo(Map.of("query", "fit"));
    }

    @Test
    void sendsTheCursorOfAnOptionUnchanged() {
        sandbox().faults().next(1).status(200).body("{\"results\":[]}");
        sendWell("hubspot-leads:list?after=RAW(NTI1Cg%3D%3D)", null);
        assertThat(sandbox().requests().last().query()).isEqualTo(Map.of("after", List.of("NTI1Cg%3D%3D")));
    }
}
