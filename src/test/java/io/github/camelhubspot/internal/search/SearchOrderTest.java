package io.github.camelhubspot.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Calls;
import io.github.camelhubspot.leads.LeadsOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of a walk, its values, and the capacity for its filters. */
class SearchOrderTest {

    private static SearchOrder order(Map<String, Object> request) {
        return SearchOrder.of(request, Calls.input(LeadsOperation.search, null));
    }

    private static SearchOrder by(Object sort) {
        return order(Map.of("sorts", List.of(sort)));
    }

    @Test
    void isById_unlessTheSearchHasASort() {
        for (Map<String, Object> none : List.of(Map.<String, Object>of(), Map.<String, Object>of("sorts", List.of()))) {
            assertThat(order(none)).isEqualTo(new SearchOrder("hs_object_id", false, false, false));
        }
        assertThat(by("createdate")).isEqualTo(new SearchOrder("createdate", false, true, false));
        assertThat(by("-createdate")).isEqualTo(new SearchOrder("createdate", true, true, false));
        assertThat(by(Map.of("propertyName", "createdate", "direction", "DESCENDING")).descending()).isTrue();
        assertThat(by(Calls.JSON.convert(Map.of("propertyName", "a", "direction", "ASCENDING"),
                com.fasterxml.jackson.databind.JsonNode.class))).isEqualTo(new SearchOrder("a", false, true, true));
        assertThat(order(Map.of("sorts", List.of("a", "b")))).isNull();
        assertThat(order(Map.of("sorts", "a"))).isNull();
        assertThat(by(Map.of("direction", "ASCENDING"))).isNull();
    }

    @Test
    void requestsItsPropertyAndRemovesItFromTheLeads() {
        Map<String, Object> request = new HashMap<>(Map.of("sorts", List.of("score"), "properties", List.of("hs_lead_name")));
        order(request).requestProperty(request);
        assertThat(request.get("properties")).isEqualTo(List.of("hs_lead_name", "score"));
        Map<String, Object> lead = Map.of("id", "1", "properties", new HashMap<>(Map.of("score", "5", "hs_lead_name", "x")));
        assertThat(by("score").value(lead)).isEqualTo("5");
        by("score").removeAddedProperty(lead);
        assertThat(lead.get("properties")).isEqualTo(Map.of("hs_lead_name", "x"));
    }

    @Test
    void keepsTheDefaultProperties_whenTheSearchRequestsNone() {
        Map<String, Object> request = new HashMap<>(Map.of("sorts", List.of("score")));
        order(request).requestProperty(request);
        assertThat(request.get("properties")).isEqualTo(List.of("createdate", "hs_lastmodifieddate", "hs_object_id", "score"));
        Map<String, Object> sorted = new HashMap<>(Map.of("sorts", List.of("-createdate")));
        order(sorted).requestProperty(sorted);
        assertThat(sorted).doesNotContainKey("properties");
        Map<String, Object> requested = new HashMap<>(Map.of("sorts", List.of("score"), "properties", List.of("score")));
        order(requested).requestProperty(requested);
        assertThat(requested.get("properties")).isEqualTo(List.of("score"));
        Map<String, Object> lead = Map.of("id", "1", "properties", Map.of("score", "5"));
        order(requested).removeAddedProperty(lead);
        assertThat(lead.get("properties")).isEqualTo(Map.of("score", "5"));
    }

    @Test
    void readsHubSpotsTimesAlsoOutsideTheProperties() {
        Map<String, Object> lead = Map.of("id", "1", "createdAt", "2026-01-02T03:04:05Z", "updatedAt", "2026-02-03T04:05:06Z");
        assertThat(by("createdate").value(lead)).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(by("hs_lastmodifieddate").value(lead)).isEqualTo("2026-02-03T04:05:06Z");
        assertThat(by("score").value(lead)).isNull();
        assertThat(by("score").value("no lead")).isNull();
        assertThat(by("score").value(Map.of("properties", Map.of("score", "")))).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "2026-01-02T03:04:05.678Z, 1767323045678", "2026-01-02T03:04:05Z, 1767323045000",
        "2026-01-02T04:04:05+01:00, 1767323045000", "2026-01-02, 1767312000000", "12.50, 12.50", "Jane Doe, Jane Doe",
        "2026-13-02, 2026-13-02", "2026-01-02Tomorrow, 2026-01-02Tomorrow", "0123456789T, 0123456789T" })
    void convertsAValueToTheOperandOfAFilter(String value, String operand) {
        assertThat(SearchOrder.operand(value)).isEqualTo(operand);
    }

    @ParameterizedTest
    @CsvSource({ "12.50, 12.5, true", "007, +7, true", "-0, 0.0, true", "Jane, jANE, true", "1.2.3, 1.2.3, true",
        ", , true", "7, , false", ", 7, false", "7, 8, false", "7, -7, false", "a, b, false", "1.2.3, 1.20.3, false",
        "2026-01-02, 2026-01-03, false" })
    void detectsValuesThatHubSpotMayConsiderEqual(String one, String other, boolean equal) {
        assertThat(SearchOrder.mayBeEqual(one, other)).isEqualTo(equal);
    }

    private static FilterCapacity exceeded(String sort, int length, int... sizes) {
        Map<String, Object> request = new LinkedHashMap<>(Map.of("sorts", List.of(sort)));
        List<Object> groups = new ArrayList<>();
        for (int size : sizes) {
            groups.add(Map.of("filters", Collections.nCopies(size, Map.of())));
        }
        request.put("filterGroups", groups);
        return FilterCapacity.exceeded(request, length, order(request));
    }

    @Test
    void detectsGroupsWithoutCapacityForTheFiltersOfAWalk() {
        assertThat(exceeded("hs_object_id", 100, 5, 5)).isNull();
        assertThat(exceeded("hs_object_id", 100, 5, 6).path()).isEqualTo("filterGroups[1].filters");
        assertThat(exceeded("hs_object_id", 100, 5, 5, 5)).isNull();
        assertThat(exceeded("hs_object_id", 100, 4, 4, 4, 2)).isNull();
        assertThat(exceeded("hs_object_id", 100, 4, 4, 4, 3).path()).isEqualTo("filterGroups");
        assertThat(exceeded("createdate", 100, 4)).isNull();
        assertThat(exceeded("createdate", 100, 5).problem()).contains("adds 2 filters", "no sorts");
        assertThat(exceeded("createdate", 100, 4, 4, 4)).isNull();
        assertThat(exceeded("createdate", 100, 2, 2, 2, 2, 1).path()).isEqualTo("filterGroups");
        assertThat(exceeded("hs_object_id", 2_900).path()).isEqualTo("body");
        assertThat(exceeded("hs_object_id", 2_600)).isNull();
        assertThat(FilterCapacity.exceeded(Map.of("filterGroups", List.of("x")), 10, by("a")).path())
                .isEqualTo("filterGroups[0]");
        assertThat(FilterCapacity.exceeded(Map.of("filterGroups", "x"), 10, by("a")).path()).isEqualTo("filterGroups");
    }
}
