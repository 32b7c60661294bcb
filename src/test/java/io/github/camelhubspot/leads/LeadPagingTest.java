package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotServerException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.model.Lead;
import io.github.camelhubspot.sandbox.PagingStyle;
import io.github.camelhubspot.sandbox.SandboxRequest;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single pages and all pages. */
class LeadPagingTest extends LeadsTestSupport {

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:all").to("hubspot-leads:list?allPages=true&limit=2&properties=hs_lead_name")
                        .split(body()).streaming()
                            .setHeader("CamelHubSpotLeadId", simple("${body[id]}")).to("hubspot-leads:read")
                        .end();
                from("direct:failing").to("hubspot-leads:list?allPages=true&limit=2")
                        .process(exchange -> sandbox().faults().next(1).on("GET", "/crm/v3/objects/leads").status(500))
                        .split(body()).streaming()
                            .setHeader("CamelHubSpotLeadId", simple("${body[id]}")).to("hubspot-leads:read")
                        .end();
            }
        };
    }

    private List<String> leads(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(lead("lead " + i));
        }
        return ids;
    }

    private Iterator<?> pages(String uri, Object body, Map<String, Object> headers) {
        return (Iterator<?>) sendWell(uri, body, headers).getMessage().getBody();
    }

    private static List<Object> rest(Iterator<?> iterator) {
        List<Object> elements = new ArrayList<>();
        iterator.forEachRemaining(elements::add);
        return elements;
    }

    private static List<Object> ids(List<?> elements) {
        return elements.stream().map(element -> ((Map<?, ?>) element).get("id")).map(Object.class::cast).toList();
    }

    @ParameterizedTest
    @EnumSource(PagingStyle.class)
    void eachPageHasTheCursorOfTheNextUntilTheLastOne(PagingStyle style) {
        sandbox().pagingStyle(style);
        List<String> ids = leads(3);
        Exchange first = sendWell("hubspot-leads:list?limit=2", null);
        String after = first.getMessage().getHeader(HubSpotConstants.NEXT_AFTER, String.class);
        Exchange last = sendWell("hubspot-leads:list?limit=2", null, Map.of("CamelHubSpotAfter", after));
        assertThat(last.getMessage().getHeader(HubSpotConstants.NEXT_AFTER)).isNull();
        assertThat(ids((List<?>) last.getMessage().getBody(Map.class).get("results"))).containsExactly(ids.get(2));
        assertThat(rest(pages("hubspot-leads:list?allPages=true&limit=2", null, Map.of()))).hasSize(3);
        assertThat(rest(pages("hubspot-leads:search?allPages=true&limit=2", null, Map.of()))).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({ "list, GET", "search, POST" })
    void theNextPageIsReadWhileThePageBeforeIsUsed(String operation, String method) throws Exception {
        List<String> ids = leads(7);
        Exchange exchange = sendWell("hubspot-leads:" + operation + "?allPages=true&limit=2", null);
        Iterator<?> pages = exchange.getMessage().getBody(Iterator.class);
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.NEXT_AFTER)).isNull();
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.TOTAL)).isEqualTo(operation.equals("search") ? 7L : null);
        pages.next();
        assertThat(sandbox().requests().count()).as("calls after the first lead").isEqualTo(1);
        pages.next();
        patiently().untilAsserted(() -> assertThat(sandbox().requests().count()).isEqualTo(2));
        assertThat(ids(List.of(pages.next()))).containsExactly(ids.get(2));
        assertThat(sandbox().requests().count()).as("calls, at most one page ahead").isEqualTo(2);
        pages.next();
        patiently().untilAsserted(() -> assertThat(sandbox().requests().count()).isEqualTo(3));
        ((Closeable) pages).close();
        assertThat(pages.hasNext()).isFalse();
        assertThat(sandbox().requests().count(method, ".*")).isEqualTo(3);
    }

    @Test
    void aRouteSplitsAllPagesAsAStream() {
        List<String> ids = leads(9);
        Exchange exchange = template.request("direct:all", message -> { });
        assertThat(exchange.getException()).isNull();
        List<String> paths = sandbox().requests().all().stream().map(SandboxRequest::path).toList();
        String list = "/crm/v3/objects/leads";
        assertThat(paths).filteredOn(path -> !path.equals(list)).containsExactlyElementsOf(
                ids.stream().map(id -> list + "/" + id).toList());
        // Camel's splitter reads one element ahead, so two pages may be read before the first lead is processed
        int pages = 0;
        int leads = 0;
        for (String path : paths) {
            pages += path.equals(list) ? 1 : 0;
            leads += path.equals(list) ? 0 : 1;
            assertThat(pages).as("pages after %d leads", leads).isLessThanOrEqualTo(leads / 2 + 3);
        }
        assertThat(pages).isEqualTo(5);
    }

    @Test
    void aRouteGetsEveryLeadBeforeAPageThatFails() {
        List<String> ids = leads(5);
        Exchange exchange = template.request("direct:failing", message -> { });
        assertThat(exchange.getException()).isInstanceOf(HubSpotServerException.class).hasMessageContaining("hubspot-leads:list");
        assertThat(sandbox().requests().all().stream().filter(request -> request.path().contains("/leads/"))
                .map(request -> request.path().substring(request.path().lastIndexOf('/') + 1)))
                .containsExactlyElementsOf(ids.subList(0, 2));
    }

    @Test
    void withoutALimitPagesHaveTheMaximumSize() {
        assertThat(rest(pages("hubspot-leads:list?allPages=true", null, Map.of()))).isEmpty();
        assertThat(sandbox().requests().last().query()).isEqualTo(Map.of("limit", List.of("100")));
        pages("hubspot-leads:list?allPages=true&propertiesWithHistory=hs_lead_name", null, Map.of());
        assertThat(sandbox().requests().last().query()).containsEntry("limit", List.of("50"));
        pages("hubspot-leads:search?allPages=true", null, Map.of());
        assertThat(sent()).containsEntry("limit", 200);
        pages("hubspot-leads:search", "{\"limit\": \"7\"}", Map.of("CamelHubSpotAllPages", "true"));
        assertThat(sent()).containsEntry("limit", 7);
    }

    @Test
    void allPagesHaveTheSameParameters() {
        leads(3);
        Exchange exchange = sendWell("hubspot-leads:list", null, Map.of("CamelHubSpotAllPages", true,
                "CamelHubSpotLimit", 1, "CamelHubSpotProperties", "hs_lead_name"));
        exchange.getMessage().setHeader("CamelHubSpotProperties", "hs_lead_label");
        exchange.getMessage().setHeader("CamelHubSpotLimit", "not a number");
        exchange.getMessage().setHeader("CamelHubSpotAfter", "elsewhere");
        assertThat(rest(exchange.getMessage().getBody(Iterator.class))).hasSize(3);
        assertThat(sandbox().requests().all()).hasSize(3).allSatisfy(request -> assertThat(request.query())
                .containsEntry("properties", List.of("hs_lead_name")).containsEntry("limit", List.of("1")));
    }

    @Test
    void theBodyOfASearchIsSentWithEveryPage() {
        leads(3);
        Map<String, Object> search = Map.of("query", "lead", "sorts", List.of("-createdate"), "limit", 1);
        assertThat(rest(pages("hubspot-leads:search?allPages=true", search, Map.of()))).hasSize(3);
        assertThat(sandbox().requests().all()).extracting(request -> json(request.bodyText()))
                .allSatisfy(body -> assertThat(body).containsAllEntriesOf(search))
                .extracting(body -> body.get("after")).containsExactly(null, "1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = { "MAP", "JSON", "POJO" })
    void theElementsHaveTheOutputType(String outputType) {
        List<String> ids = leads(3);
        for (String operation : Set.of("list", "search")) {
            List<Object> elements = rest(pages("hubspot-leads:" + operation + "?allPages=true&limit=2&outputType=" + outputType,
                    null, Map.of()));
            assertThat(elements).hasSize(3).allSatisfy(element -> assertThat(element).isInstanceOf(
                    Map.of("MAP", Map.class, "JSON", String.class, "POJO", Lead.class).get(outputType)));
            assertThat(elements).extracting(element -> context.getTypeConverter().convertTo(Lead.class, element).id())
                    .containsExactlyElementsOf(ids);
        }
    }

    @Test
    void continuesAfterAnEmptyPageWithACursor() {
        String id = lead("one");
        sandbox().faults().next(1).status(200).body("{\"results\":[],\"paging\":{\"next\":{\"after\":\"0\"}}}");
        assertThat(ids(rest(pages("hubspot-leads:search?allPages=true", null, Map.of())))).containsExactly(id);
    }

    @Test
    void aRepeatedCursorIsAnError() {
        sandbox().faults().next(5).status(200).body("{\"results\":[{\"id\":\"1\"}],\"paging\":{\"next\":{\"after\":\"x\"}}}");
        Iterator<?> pages = pages("hubspot-leads:list?allPages=true", null, Map.of());
        pages.next();
        assertThatThrownBy(pages::next).isInstanceOf(HubSpotTransportException.class)
                .hasMessageContaining("hubspot-leads:list").hasMessageContaining("cursor x a second time");
        assertThat(sandbox().requests().count()).isEqualTo(2);
    }

    @Test
    void aFailedPageFailsItsReader() {
        leads(3);
        Iterator<?> pages = pages("hubspot-leads:list?allPages=true&limit=2", null, Map.of());
        sandbox().faults().next(1).status(404);
        pages.next();
        pages.next();
        assertThatThrownBy(pages::next).hasMessageContaining("hubspot-leads:list").hasMessageContaining("404");
        sandbox().faults().next(100).status(500);
        assertThat(send("hubspot-leads:list?allPages=true", null).getException()).isInstanceOf(HubSpotServerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "NTI1Cg%3D%3D", "a+b/c=d&e f%", "ü?#", " padded " })
    void aCursorIsOpaque(String cursor) {
        sandbox().faults().next(2).status(200).body("{\"results\":[],\"paging\":{\"next\":{\"after\":"
                + JSON.valueToTree(cursor) + "}}}");
        Exchange first = sendWell("hubspot-leads:list", null);
        assertThat(first.getMessage().getHeader(HubSpotConstants.NEXT_AFTER)).isEqualTo(cursor);
        sendWell("hubspot-leads:list", null, Map.of("CamelHubSpotAfter", cursor));
        assertThat(sandbox().requests().last().query()).isEqualTo(Map.of("after", List.of(cursor)));
        assertThat(sandbox().requests().last().rawQuery()).doesNotContain("+", " ");
    }

    @Test
    void cursorsOfSandboxAndSamplesWorkForAllPages() {
        List<String> ids = leads(4);
        assertThat(ids(rest(pages("hubspot-leads:list?allPages=true&limit=1", null, Map.of())))).isEqualTo(ids);
        assertThat(sandbox().requests().last().query().get("after").get(0)).contains("%");
    }
}
