package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.model.Lead;
import io.github.camelhubspot.sandbox.SandboxProperty;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches with more results than HubSpot returns for one search. */
class LeadDeepSearchTest extends LeadsTestSupport {

    private static final String ALL = "hubspot-leads:search?allPages=true";
    private static final int MORE = 10_450;

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:qualify").to(ALL + "&limit=2")
                        .split(body()).streaming()
                            .setHeader("CamelHubSpotLeadId", simple("${body[id]}"))
                            .setBody(constant(Map.of("hs_lead_label", "COLD"))).to("hubspot-leads:update")
                        .end();
            }
        };
    }

    private List<String> leads(int count, IntFunction<Map<String, String>> properties) {
        return IntStream.range(0, count).mapToObj(i -> sandbox().leads().create(properties.apply(i))).toList();
    }

    private List<Object> all(String uri, Object body) {
        List<Object> elements = new ArrayList<>();
        ((Iterator<?>) sendWell(uri, body).getMessage().getBody()).forEachRemaining(elements::add);
        return elements;
    }

    private static List<Object> ids(List<?> leads) {
        return leads.stream().map(lead -> (Object) ((Map<?, ?>) lead).get("id")).toList();
    }

    private List<Map<String, Object>> searches() {
        return sandbox().requests().all().stream().map(request -> json(request.bodyText())).toList();
    }

    @Test
    void aSearchWithoutASortFindsAllLeadsInTheOrderOfIds() {
        List<String> ids = leads(MORE, i -> Map.of("hs_lead_name", "lead"));
        Exchange exchange = sendWell(ALL, null);
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.TOTAL)).isEqualTo((long) MORE);
        List<Object> found = new ArrayList<>();
        ((Iterator<?>) exchange.getMessage().getBody()).forEachRemaining(found::add);
        assertThat(ids(found)).isEqualTo(ids);
        assertThat(sandbox().requests().count()).isEqualTo(53);
    }

    @ParameterizedTest
    @CsvSource({ "hs_lastmodifieddate, ASCENDING, 1", "hs_lastmodifieddate, DESCENDING, 97", "createdate, ASCENDING, 20000" })
    void aSortedSearchFindsAllLeadsInOrder(String property, String direction, int inOneMoment) {
        sandbox().time().set(Instant.parse("2026-05-01T00:00:00Z"));
        List<String> ids = leads(MORE, i -> {
            if (i % inOneMoment == 0) {
                sandbox().time().advance(Duration.ofMillis(7));
            }
            return Map.of("hs_lead_name", "lead");
        });
        List<Object> found = all(ALL, Map.of("sorts", List.of(Map.of("propertyName", property, "direction", direction))));
        assertThat(found).hasSize(MORE);
        assertThat(new HashSet<>(ids(found))).isEqualTo(new HashSet<>(ids));
        assertThat(found.stream().map(lead -> (String) ((Map<?, ?>) ((Map<?, ?>) lead).get("properties")).get(property)))
                .isSortedAccordingTo(direction.equals("ASCENDING") ? Comparator.naturalOrder() : Comparator.reverseOrder());
        assertThat(sandbox().requests().count()).isLessThanOrEqualTo(MORE / 200 + 2 * 3);
    }

    @Test
    void theSortPropertyIsRequestedAndNotReturned() {
        sandbox().leads().defineProperty("lead_rank", SandboxProperty.Type.NUMBER);
        List<String> ids = leads(MORE, i -> i % 50 == 0 ? Map.of("hs_lead_name", "none")
                : Map.of("hs_lead_name", "lead", "lead_rank", String.valueOf(i * 7919 % MORE / 2.0)));
        Map<String, Object> search = Map.of("sorts", List.of("lead_rank"), "properties", List.of("hs_lead_name"),
                "filterGroups", List.of(Map.of("filters", List.of(Map.of("propertyName", "hs_lead_name", "operator", "EQ", "value", "lead"))),
                        Map.of("filters", List.of(Map.of("propertyName", "hs_lead_name", "operator", "EQ", "value", "none")))));
        List<Lead> records = all(ALL + "&outputType=POJO", search).stream().map(Lead.class::cast).toList();
        assertThat(records).hasSize(MORE);
        assertThat(records.stream().map(Lead::id).collect(Collectors.toSet())).isEqualTo(new HashSet<>(ids));
        assertThat(records).allSatisfy(lead -> assertThat(lead.properties()).containsKey("hs_lead_name").doesNotContainKey("lead_rank"));
        assertThat(searches()).allSatisfy(sent -> {
            assertThat(sent.get("properties")).isEqualTo(List.of("hs_lead_name", "lead_rank"));
            assertThat((List<?>) sent.get("filterGroups")).hasSize(2);
        });
    }

    @Test
    void everySegmentHasTheQuery() {
        leads(5, i -> Map.of("hs_lead_name", "lead " + i));
        assertThat(all(ALL + "&limit=2", Map.of("query", "lead"))).hasSize(5);
        assertThat(searches()).extracting(sent -> sent.get("query")).containsExactly("lead", "lead", "lead");
        assertThat(searches().get(2)).doesNotContainKey("after").extractingByKey("filterGroups").asString()
                .contains("hs_object_id", "GT");
    }

    @Test
    void aRouteThatChangesTheFoundLeadsGetsThemAll() {
        List<String> ids = leads(9, i -> Map.of("hs_lead_name", "lead", "hs_lead_label", "WARM"));
        Exchange exchange = send("direct:qualify", Map.of("filterGroups", List.of(Map.of("filters", List.of(
                Map.of("propertyName", "hs_lead_label", "operator", "EQ", "value", "WARM"))))));
        assertThat(exchange.getException()).isNull();
        assertThat(ids).allSatisfy(id -> assertThat(sandbox().leads().get(id).orElseThrow().properties())
                .containsEntry("hs_lead_label", "COLD"));
        assertThat(sandbox().requests().count("PATCH", ".*")).isEqualTo(9);
    }

    @Test
    void leadsThatAppearAndDisappearHideNoOthers() {
        List<String> ids = leads(40, i -> Map.of("hs_lead_name", "lead"));
        Iterator<?> pages = (Iterator<?>) sendWell(ALL + "&limit=4", null).getMessage().getBody();
        List<Object> found = new ArrayList<>();
        int next = 0;
        while (pages.hasNext()) {
            String id = (String) ((Map<?, ?>) pages.next()).get("id");
            found.add(id);
            if (next++ % 2 == 0) {
                sandbox().leads().archive(id);
            }
            if (next == 20) {
                ids = new ArrayList<>(ids);
                ids.add(sandbox().leads().create(Map.of("hs_lead_name", "late")));
            }
        }
        assertThat(found).isEqualTo(ids);
    }

    private static Map<String, Object> filters(int count, String... sorts) {
        return Map.of("sorts", List.of(sorts), "filterGroups", List.of(Map.of("filters", Collections.nCopies(count,
                Map.of("propertyName", "hs_lead_name", "operator", "HAS_PROPERTY")))));
    }

    @Test
    void aSearchWithoutFilterCapacityIsReadInOneSegment() {
        List<String> ids = leads(5, i -> Map.of("hs_lead_name", "lead"));
        assertThat(ids(all(ALL + "&limit=2", filters(6)))).isEqualTo(ids);
        assertThat(searches()).extracting(sent -> sent.get("after")).containsExactly(null, "2", "4");
        assertThat(searches()).allSatisfy(sent -> assertThat((List<?>) sent.get("sorts")).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({ "6, ''", "5, createdate" })
    void aSearchWithoutFilterCapacityAndWithTooManyLeadsFailsAtOnce(int count, String sort) {
        sandbox().faults().next(1).status(200).body(
                "{\"total\":10001,\"results\":[{\"id\":\"1\"}],\"paging\":{\"next\":{\"after\":\"200\"}}}");
        Exception failure = send(ALL, sort.isEmpty() ? filters(count) : filters(count, sort)).getException();
        assertThat(failure).isInstanceOf(HubSpotValidationException.class).hasMessageContaining("filterGroups[0].filters")
                .hasMessageContaining("finds 10001 leads").hasMessageContaining("Use fewer filters");
        assertThat(((HubSpotValidationException) failure).getErrors().get(0)).containsEntry("path", "filterGroups[0].filters");
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }

    @Test
    void severalSortsAreSentToHubSpot() {
        assertThat(send(ALL + "&validation=false", Map.of("sorts", List.of("createdate", "hs_lead_name"))).getException())
                .hasMessageContaining("400 VALIDATION_ERROR");
    }
}
