package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the table of calls and times in docs/bulk.md: all values by computation, one size by counting calls. */
class CostsTableTest extends HubSpotTestSupport {

    private static final int COUNTED = 1_000;

    private static long calls(long leads, int perCall) {
        return (leads + perCall - 1) / perCall;
    }

    /** @param calls calls that HubSpot accepts in the given seconds */
    private static String time(long all, int calls, int seconds) {
        long total = (all * seconds + calls - 1) / calls;
        long minutes = (total + 59) / 60;
        return total < 60 ? total + " s" : minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    private static String text(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static List<String> row(long leads) {
        long batches = calls(leads, 100);
        long searches = calls(leads, 200);
        return List.of(text(leads), text(batches), time(batches, 100, 10), time(batches, 190, 10), text(searches), time(searches, 5, 1),
                text(leads), time(leads, 100, 10));
    }

    @Test
    void theTableHasTheComputedValues() {
        assertThat(MarkdownPage.read(Path.of("docs/bulk.md")).table("What it costs"))
                .isEqualTo(List.of(row(1_000), row(10_000), row(100_000), row(1_000_000)));
    }

    private List<String> leads() {
        List<String> ids = IntStream.range(0, COUNTED).mapToObj(i -> sandbox().leads().create(
                Map.of("hs_lead_name", "lead " + i, "external_id", "x-" + i))).toList();
        sandbox().requests().clear();
        return ids;
    }

    private int callsOf(String uri, Object body) {
        Exchange exchange = send(uri, body);
        assertThat(exchange.getException()).isNull();
        int found = COUNTED;
        if (exchange.getMessage().getBody() instanceof Iterator<?> pages) {
            List<Object> all = new ArrayList<>();
            pages.forEachRemaining(all::add);
            found = all.size();
        }
        assertThat(found).isEqualTo(COUNTED);
        return sandbox().requests().count();
    }

    @ParameterizedTest
    @CsvSource({ "batchUpdate, 100", "batchUpsert?idProperty=hs_object_id, 100", "batchRead, 100",
        "batchRead?propertiesWithHistory=hs_lead_name, 50", "batchArchive, 100", "list?allPages=true, 100", "search?allPages=true, 200" })
    void aCallHasAsManyLeadsAsTheTableSays(String operation, int perCall) {
        List<String> ids = leads();
        boolean writes = operation.startsWith("batchUp");
        Object body = operation.contains("allPages") ? null
                : writes ? ids.stream().map(id -> Map.of("id", id, "hs_lead_name", "new")).toList() : ids;
        assertThat(callsOf("hubspot-leads:" + operation, body)).isEqualTo(calls(COUNTED, perCall));
    }

    @Test
    void newLeadsTakeAsManyCalls() {
        String contact = sandbox().contacts().create(Map.of());
        IntFunction<Object> lead = i -> Map.of("hs_lead_name", "lead " + i, "contactId", contact);
        assertThat(callsOf("hubspot-leads:batchCreate", IntStream.range(0, COUNTED).mapToObj(lead).toList()))
                .isEqualTo(calls(COUNTED, 100));
    }
}
