package io.github.camelhubspot.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.camelhubspot.HttpVersion;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.sandbox.SandboxRecord;
import io.github.camelhubspot.sandbox.SandboxRequest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many leads over HTTP/2, where the batches in flight share a connection. */
@Timeout(120)
class BulkHttp2Test extends ResilienceTestSupport {

    private static final int COUNT = 1_000;

    @Override
    protected HttpVersion httpVersion() {
        return HttpVersion.HTTP_2;
    }

    /** Inputs that HubSpot rejects, inputs that fail the whole batch, invalid inputs that are not sent, and a duplicate. */
    private static List<Object> leads() {
        List<Object> leads = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Object name = i % 250 == 13 ? Map.of("first", "Jane") : "lead " + i;
            Map<String, Object> lead = i % 100 == 7 ? Map.of("external_id", "x-" + i, "hs_lead_name", name, "no_such_property", "1")
                    : Map.of("external_id", "x-" + i, "hs_lead_name", name);
            leads.add(i == 444 || i == 701 ? Map.of("id", "y", "idProperty", "hs_lead_name", "properties", lead) : lead);
        }
        leads.set(999, Map.of("external_id", "x-3", "hs_lead_name", "the last one wins"));
        return leads;
    }

    private List<String> verdicts(String uri) {
        sandbox().reset();
        sandbox().leads().defineUniqueProperty("external_id");
        Exchange exchange = send("hubspot-leads:batchUpsert?idProperty=external_id&batchConcurrency=5" + uri, leads());
        assertThat(exchange.getException()).isNull();
        return ((List<?>) exchange.getMessage().getHeader(HubSpotConstants.VERDICTS)).stream()
                .map(one -> told((Map<?, ?>) one)).toList();
    }

    /** Returns a verdict without the values that differ from run to run. */
    private static String told(Map<?, ?> verdict) {
        Object error = verdict.get("error") instanceof Map<?, ?> map ? map.get("category") : null;
        Object lead = verdict.get("lead") instanceof Map<?, ?> map ? ((Map<?, ?>) map.get("properties")).get("external_id") : null;
        return verdict.get("index") + " " + verdict.get("outcome") + ' ' + Objects.toString(error, "") + ' '
                + Objects.toString(lead, "") + ' ' + Objects.toString(verdict.get("message"), "").replaceAll(" \\(correlation id .*", "");
    }

    private List<String> names() {
        return sandbox().leads().all().stream().map(SandboxRecord::properties).map(all -> all.get("hs_lead_name")).sorted().toList();
    }

    @Test
    void verdictsEqualThoseOverHttp1() {
        List<String> overHttp2 = verdicts("");
        assertThat(sandbox().requests().all()).extracting(SandboxRequest::protocol).containsOnly("HTTP/2.0");
        List<String> left = names();
        int calls = sandbox().requests().count();
        assertThat(overHttp2).hasSize(COUNT);
        assertThat(overHttp2.stream().filter(verdict -> verdict.contains(" FAILED "))).hasSize(10 + 4 + 2);
        assertThat(overHttp2.stream().filter(verdict -> verdict.contains(" DONE "))).hasSize(COUNT - 16);
        assertThat(left).hasSize(COUNT - 17).doesNotHaveDuplicates().contains("the last one wins").doesNotContain("lead 3");

        assertThat(verdicts("&httpVersion=HTTP_1_1&serviceUrl=" + sandbox().url())).isEqualTo(overHttp2);
        assertThat(sandbox().requests().all()).extracting(SandboxRequest::protocol).containsOnly("HTTP/1.1");
        assertThat(names()).isEqualTo(left);
        // the second lead with the key x-3 needs its own call if the batch with the first one is still in flight
        assertThat(sandbox().requests().count()).isBetween(calls - 1, calls + 1);
        assertThat(Collections.frequency(left, "the last one wins")).isEqualTo(1);
    }
}
