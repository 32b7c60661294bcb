package io.github.camelhubspot.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotTransportException;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HubSpot executes one call in twenty, but its response is lost. */
@Timeout(300)
class LostAnswersTest extends ResilienceTestSupport {

    /** Number of concurrent calls, one of which loses its response. */
    private static final int GROUP = 20;
    private static final int CALLS = 300;
    private static final int CAMPAIGN_CALLS = 10_000;

    /** Sends messages in groups; one call in each group loses its response. */
    private List<Exchange> send(int calls, String method, String path, IntFunction<Sending> sendings) {
        List<Exchange> done = new ArrayList<>();
        for (int first = 0; first < calls; first += GROUP) {
            int offset = first;
            sandbox().faults().next(1).on(method, path).resetAfterProcessing();
            done.addAll(sendAll(Math.min(GROUP, calls - first), i -> sendings.apply(offset + i)));
            assertThat(sandbox().faults().pending()).isZero();
        }
        assertThat(done).hasSize(calls);
        return done;
    }

    /** Returns whether a connection reset loses the responses of other calls. */
    protected boolean losesOthers() {
        return false;
    }

    private void assertLost(int lost, int faults) {
        if (losesOthers()) {
            assertThat(lost).isGreaterThanOrEqualTo(faults);
        } else {
            assertThat(lost).isEqualTo(faults);
        }
    }

    private static List<Exchange> failed(List<Exchange> exchanges) {
        return exchanges.stream().filter(exchange -> exchange.getException() != null).toList();
    }

    private void createsAreNeverDoubled(int calls) {
        String contact = contact();
        List<Exchange> done = send(calls, "POST", LEADS, i -> new Sending("hubspot-leads:create",
                Map.of("hs_lead_name", "lead " + i), Map.of("CamelHubSpotContactId", contact)));
        Map<String, String> names = new HashMap<>();
        sandbox().leads().all().forEach(lead -> assertThat(names.put(lead.properties().get("hs_lead_name"), lead.id()))
                .as("an earlier lead with the name of %s", lead).isNull());
        int unknown = 0;
        for (int i = 0; i < calls; i++) {
            Exchange exchange = done.get(i);
            assertThat(losesOthers() || names.containsKey("lead " + i)).as("lead " + i).isTrue();
            if (exchange.getException() == null) {
                assertThat(exchange.getMessage().getHeader(HubSpotConstants.RECORD_ID)).isEqualTo(names.get("lead " + i));
            } else if (losesOthers() && exchange.getException() instanceof HubSpotTransportException notSent) {
                assertThat(notSent).hasMessageContaining("the request was not sent");
                assertThat(names).doesNotContainKey("lead " + i);
                unknown++; // the connection was being reset at every attempt: nothing was sent
            } else {
                assertThat(exchange.getException()).isExactlyInstanceOf(HubSpotOutcomeUnknownException.class);
                assertThat(losesOthers() || attempts(exchange).equals(1)).isTrue();
                unknown++;
            }
        }
        assertLost(unknown, calls / GROUP);
        assertThat(names).hasSizeBetween(calls - (losesOthers() ? unknown : 0), calls);
        assertThat(sandbox().requests().count()).isLessThanOrEqualTo(calls);
    }

    @Test
    void aCreateSucceedsOrHasAnUnknownOutcomeAndIsNeverDoubled() {
        createsAreNeverDoubled(CALLS);
    }

    @Tag("campaign")
    @Test
    void createsAreNeverDoubledInALongRun() {
        createsAreNeverDoubled(Integer.getInteger("campaign.creates", CAMPAIGN_CALLS));
    }

    @Test
    void aCreateWhoseRequestIsLostHasAnUnknownOutcome() {
        String contact = contact();
        sandbox().faults().next(GROUP / 2).on("POST", LEADS).reset();
        List<Exchange> done = sendAll(GROUP, i -> new Sending("hubspot-leads:create", Map.of("hs_lead_name", "lead " + i),
                Map.of("CamelHubSpotContactId", contact)));
        assertLost(failed(done).size(), GROUP / 2);
        assertThat(failed(done))
                .allSatisfy(exchange -> assertThat(exchange.getException())
                .isExactlyInstanceOf(HubSpotOutcomeUnknownException.class));
        assertThat(sandbox().leads().all().stream().map(lead -> lead.properties().get("hs_lead_name"))).doesNotHaveDuplicates()
                .containsAll(IntStream.range(0, GROUP).filter(i -> done.get(i).getException() == null)
                        .mapToObj(i -> "lead " + i).toList())
                .hasSizeLessThanOrEqualTo(GROUP / 2);
    }

    @Test
    void allReadsSucceed() {
        String id = lead("one");
        List<Exchange> done = send(CALLS, "GET", LEADS + ".*",
                i -> i % 2 == 0 ? Sending.of("hubspot-leads:read?leadId=" + id)
                : Sending.of("hubspot-leads:list"));
        assertThat(failed(done)).isEmpty();
        assertLost(sandbox().requests().count() - CALLS, CALLS / GROUP);
    }

    @Test
    void allUpdatesSucceed() {
        List<String> ids = IntStream.range(0, CALLS).mapToObj(i -> lead("old")).toList();
        List<Exchange> done = send(CALLS, "PATCH", ".*", i -> new Sending("hubspot-leads:update",
                Map.of("hs_lead_name", "new " + i), Map.of("CamelHubSpotLeadId", ids.get(i))));
        assertThat(failed(done)).isEmpty();
        for (int i = 0; i < CALLS; i++) {
            assertThat(sandbox().leads().get(ids.get(i)).orElseThrow().properties()).containsEntry("hs_lead_name",
                    "new " + i);
        }
    }

    @Test
    void allUpsertsSucceedAndCreateNoLeadTwice() {
        sandbox().leads().defineUniqueProperty("key").requireAssociation(false);
        List<Exchange> done = send(CALLS, "POST", ".*/batch/upsert",
                i -> new Sending("hubspot-leads:batchUpsert?idProperty=key",
                List.of(Map.of("key", "k" + i, "hs_lead_name", "lead " + i)), Map.of()));
        assertThat(failed(done)).isEmpty();
        assertThat(sandbox().leads().all()).hasSize(CALLS).extracting(lead -> lead.properties().get("key"))
                .doesNotHaveDuplicates();
    }
}
