package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HubSpot's rules for searches, checked before anything is sent. */
class LeadSearchRulesTest extends LeadsTestSupport {

    private static final String SEARCH = "hubspot-leads:search";
    private static final Map<String, Object> FILTER = filter("lead_score", "EQ", "value", 1);
    /** Length of the JSON around a single query. */
    private static final int AROUND_QUERY = "{\"query\":\"\"}".length();

    private static Map<String, Object> filter(Object property, Object operator, Object... operands) {
        Map<String, Object> filter = new HashMap<>();
        filter.put("propertyName", property);
        filter.put("operator", operator);
        for (int i = 0; i < operands.length; i += 2) {
            filter.put((String) operands[i], operands[i + 1]);
        }
        return filter;
    }

    /** Returns filter groups with the given numbers of filters. */
    private static Map<String, Object> groups(int... sizes) {
        return Map.of("filterGroups", IntStream.of(sizes).mapToObj(size -> Map.of("filters", Collections.nCopies(size, FILTER))).toList());
    }

    private static Map<String, Object> search(Object... filters) {
        return Map.of("filterGroups", List.of(Map.of("filters", Arrays.asList(filters))));
    }

    private List<String> paths(Object body) {
        int before = sandbox().requests().count();
        Exception failure = send(SEARCH, body).getException();
        assertThat(failure).isInstanceOf(HubSpotValidationException.class);
        assertThat(sandbox().requests().count()).isEqualTo(before);
        return ((HubSpotException) failure).getErrors().stream().map(error -> (String) error.get("path")).toList();
    }

    private void withoutValidationIsSent(Object body) {
        int before = sandbox().requests().count();
        assertThat(send(SEARCH + "?validation=false", body).getException()).hasMessageContaining("400 VALIDATION_ERROR");
        assertThat(sandbox().requests().count()).isEqualTo(before + 1);
    }

    @Test
    void acceptsFiveGroupsOfSixFiltersAndEighteenFiltersInAll() {
        for (int[] good : new int[][] { { 1, 1, 1, 1, 1 }, { 6 }, { 6, 6, 6 }, { 6, 6, 4, 1, 1 } }) {
            sendWell(SEARCH, groups(good));
        }
        assertThat(paths(groups(1, 1, 1, 1, 1, 1))).containsExactly("filterGroups");
        assertThat(paths(groups(1, 7))).containsExactly("filterGroups[1].filters");
        assertThat(paths(groups(6, 6, 6, 1))).containsExactly("filterGroups");
        assertThat(paths(groups(7, 7, 7, 1, 1, 1))).containsExactlyInAnyOrder("filterGroups", "filterGroups",
                "filterGroups[0].filters", "filterGroups[1].filters", "filterGroups[2].filters");
        assertThat(refused(SEARCH, groups(6, 6, 6, 1))).contains("19 filters in all groups, HubSpot takes 18");
        for (int[] bad : new int[][] { { 1, 1, 1, 1, 1, 1 }, { 7 }, { 6, 6, 6, 1 } }) {
            withoutValidationIsSent(groups(bad));
        }
    }

    static Stream<Arguments> operators() {
        Stream<String> compared = Stream.of("EQ", "NEQ", "LT", "LTE", "GT", "GTE", "CONTAINS_TOKEN", "NOT_CONTAINS_TOKEN");
        return Stream.concat(compared.map(operator -> Arguments.of(operator, List.of("value"))), Stream.of(
                Arguments.of("BETWEEN", List.of("value", "highValue")), Arguments.of("IN", List.of("values")),
                Arguments.of("NOT_IN", List.of("values")), Arguments.of("HAS_PROPERTY", List.of()),
                Arguments.of("NOT_HAS_PROPERTY", List.of())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operators")
    void anOperatorNeedsExactlyItsOperands(String operator, List<String> needed) {
        Map<String, Object> all = Map.of("value", 1, "highValue", 2, "values", List.of(1, 2));
        Map<String, Object> exact = filter("lead_score", operator);
        needed.forEach(operand -> exact.put(operand, all.get(operand)));
        sendWell(SEARCH, search(exact));
        for (String operand : all.keySet()) {
            Map<String, Object> changed = new HashMap<>(exact);
            if (needed.contains(operand)) {
                changed.remove(operand);
            } else {
                changed.put(operand, all.get(operand));
            }
            assertThat(paths(search(FILTER, changed))).containsExactly("filterGroups[0].filters[1]." + operand);
            assertThat(refused(SEARCH, search(changed))).contains(operator,
                    needed.contains(operand) ? operator + " needs " : "must be left out");
        }
        Map<String, Object> empty = new HashMap<>(exact);
        all.keySet().stream().filter(operand -> !needed.contains(operand)).forEach(operand -> empty.put(operand,
                operand.equals("values") ? List.of() : null));
        Map<String, Object> sent = search(empty);
        sandbox().faults().next(1).status(200).body("{\"total\":0,\"results\":[]}");
        sendWell(SEARCH, sent);
    }

    @ParameterizedTest
    @ValueSource(strings = { "IN", "NOT_IN" })
    void aListOfValuesIsANonEmptyList(String operator) {
        assertThat(paths(search(filter("lead_score", operator, "values", List.of())))).containsExactly("filterGroups[0].filters[0].values");
        assertThat(paths(search(filter("lead_score", operator, "values", new Object[0])))).hasSize(1);
        assertThat(paths(search(filter("lead_score", operator, "values", "1;2")))).containsExactly("filterGroups[0].filters[0].values");
        withoutValidationIsSent(search(filter("lead_score", operator, "values", List.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = { "eq", "EQUALS", "", "CONTAINS" })
    void anUnknownOperatorListsTheKnownOnes(String operator) {
        assertThat(refused(SEARCH, search(filter("lead_score", operator, "value", 1)))).contains(
                "filterGroups[0].filters[0].operator: is not known: the text '" + operator + "'; HubSpot has EQ, NEQ, LT, LTE, GT,"
                        + " GTE, BETWEEN, IN, NOT_IN, HAS_PROPERTY, NOT_HAS_PROPERTY, CONTAINS_TOKEN, NOT_CONTAINS_TOKEN");
        withoutValidationIsSent(search(filter("lead_score", operator, "value", 1)));
    }

    @Test
    void aFilterNeedsPropertyAndOperator() {
        assertThat(paths(search(Map.of()))).containsExactly("filterGroups[0].filters[0].propertyName",
                "filterGroups[0].filters[0].operator");
        assertThat(paths(search(filter(" ", "HAS_PROPERTY"), filter(List.of(), "HAS_PROPERTY"), "x", null))).containsExactly(
                "filterGroups[0].filters[0].propertyName", "filterGroups[0].filters[1].propertyName",
                "filterGroups[0].filters[2]", "filterGroups[0].filters[3]");
        assertThat(paths(Map.of("filterGroups", List.of(Map.of("filters", "x"), "y")))).containsExactly(
                "filterGroups[0].filters", "filterGroups[1]");
        assertThat(paths(Map.of("filterGroups", Map.of()))).containsExactly("filterGroups");
    }

    @Test
    void acceptsUnknownFields() {
        Map<String, Object> body = Map.of("newField", Map.of("a", 1), "filterGroups", List.of(Map.of("name", "g", "filters",
                List.of(Map.of("propertyName", "no_such_property", "operator", "HAS_PROPERTY", "newOperand", "x")))),
                "sorts", List.of(Map.of("propertyName", "x", "nulls", "LAST")));
        sandbox().faults().next(1).status(200).body("{\"total\":0,\"results\":[]}");
        sendWell(SEARCH, body);
        assertThat(sent()).isEqualTo(body);
    }

    @Test
    void acceptsOneSortAsTextOrObject() {
        for (Object good : List.of("createdate", "-createdate", Map.of("propertyName", "createdate"), Map.of("propertyName",
                "createdate", "direction", "ASCENDING"), Map.of("propertyName", "createdate", "direction", "DESCENDING"))) {
            sendWell(SEARCH, Map.of("sorts", List.of(good)));
        }
        sendWell(SEARCH, Map.of("sorts", List.of()));
        assertThat(paths(Map.of("sorts", List.of("createdate", "-createdate")))).containsExactly("sorts");
        assertThat(paths(Map.of("sorts", List.of(Map.of("propertyName", "createdate", "direction", "down"))))).containsExactly("sorts[0].direction");
        assertThat(paths(Map.of("sorts", List.of(Map.of())))).containsExactly("sorts[0].propertyName");
        assertThat(paths(Map.of("sorts", List.of(" ")))).containsExactly("sorts[0]");
        assertThat(paths(Map.of("sorts", List.of(5)))).containsExactly("sorts[0]");
        assertThat(paths(Map.of("sorts", "createdate"))).containsExactly("sorts");
        for (Object bad : List.of(List.of("createdate", "-createdate"), List.of(Map.of("propertyName", "createdate", "direction", "down")))) {
            withoutValidationIsSent(Map.of("sorts", bad));
        }
    }

    @ParameterizedTest
    @CsvSource({ "1, true", "200, true", "0, false", "201, false", "x, false", "1.5, false" })
    void acceptsTheLimitsOfASearch(String limit, boolean good) {
        if (good) {
            sendWell(SEARCH, Map.of("limit", limit));
            assertThat(sent()).containsEntry("limit", Integer.valueOf(limit));
        } else {
            assertThat(paths(Map.of("limit", limit))).containsExactly("limit");
            withoutValidationIsSent(Map.of("limit", limit));
        }
    }

    @Test
    void acceptsABodyOfThreeThousandCharacters() {
        for (String letter : List.of("x", "ü")) {
            sendWell(SEARCH, Map.of("query", letter.repeat(3_000 - AROUND_QUERY)));
            assertThat(paths(Map.of("query", letter.repeat(3_001 - AROUND_QUERY)))).containsExactly("body");
        }
        assertThat(paths(Map.of("query", "x".repeat(3_000)))).containsExactly("body");
        assertThat(paths(Map.of("query", "x".repeat(3_001)))).containsExactly("query");
        assertThat(refused(SEARCH, null, Map.of("CamelHubSpotQuery", "x".repeat(3_001)))).contains("query: has 3001 characters");
        assertThat(refused(SEARCH, search(filter("hs_lead_name", "IN", "values", Collections.nCopies(1_000, "a")))))
                .contains("body: has ", "fewer filters, values or properties");
        withoutValidationIsSent(Map.of("query", "x".repeat(3_001)));
        assertThat(paths(Map.of("query", List.of("x")))).containsExactly("query");
        assertThat(paths(Map.of("properties", "hs_lead_name"))).containsExactly("properties");
    }

    @ParameterizedTest
    @CsvSource({ "9990, , true", "9991, , false", "9800, 200, true", "9801, 200, false", "10000, 1, false", "9999, 1, true",
        "999999999999999999, 1, false" })
    void rejectsAPageBeyondTenThousandResults(String after, Integer limit, boolean good) {
        Map<String, Object> body = limit == null ? Map.of("after", after) : Map.of("after", after, "limit", limit);
        if (good) {
            sendWell(SEARCH, body);
        } else {
            assertThat(paths(body)).containsExactly("after");
            assertThat(refused(SEARCH, null, limit == null ? Map.of("CamelHubSpotAfter", after)
                    : Map.of("CamelHubSpotAfter", after, "CamelHubSpotLimit", limit))).contains("10000", "allPages=true", "hs_object_id GT");
            withoutValidationIsSent(body);
        }
    }

    @Test
    void sendsACursorThatIsNoNumber() {
        assertThat(send(SEARCH, Map.of("after", "opaque")).getException()).hasMessageContaining("400 VALIDATION_ERROR");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThat(paths(Map.of("limit", 0, "after", "10001", "sorts", List.of(1, 2), "properties", 5, "filterGroups", List.of(
                Map.of("filters", List.of(filter("a", "EQ"), filter(null, "BETWEEN", "value", Map.of(), "values", List.of(1))))))))
                .containsExactlyInAnyOrder("limit", "after", "sorts", "sorts[0]", "sorts[1]", "properties",
                        "filterGroups[0].filters[0].value", "filterGroups[0].filters[1].propertyName",
                        "filterGroups[0].filters[1].value", "filterGroups[0].filters[1].highValue",
                        "filterGroups[0].filters[1].values");
    }
}
