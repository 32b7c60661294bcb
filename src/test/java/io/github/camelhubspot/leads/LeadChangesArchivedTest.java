package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConstants;
import org.junit.jupiter.api.Test;

/** {@code changes} with {@code archived=true} delivers archived leads. */
class LeadChangesArchivedTest extends ChangesTestSupport {

    private static final String ARCHIVED = CHANGES + "&archived=true&since=beginning";

    private void archive(String id) {
        sandbox().leads().archive(id);
    }

    @Test
    void deliversEachArchivedLeadOnce() throws Exception {
        String a = lead("A");
        lead("B");
        later(Duration.ofSeconds(1));
        archive(a);
        settle();
        consume(ARCHIVED);
        awaitEvents("ARCHIVED A");
        assertThat(exchanges.get(0).getMessage().getHeaders()).containsEntry(HubSpotConstants.RECORD_ID, a)
                .containsEntry(HubSpotConstants.MODIFIED_AT, BEGIN.plusSeconds(1).toString())
                .containsKey(HubSpotConstants.LAG);
        assertThat(exchanges.get(0).getMessage().getHeader(HubSpotConstants.POSITION, String.class)).startsWith(
                "{\"version\":1,\"archived\":{\"from\":\"1970-01-01T00:00:00Z\",\"to\":");
        String c = lead("C");
        archive(c);
        awaitPolls();
        assertThat(events).hasSize(1);
        settle();
        awaitEvents("ARCHIVED A", "ARCHIVED C");
        awaitPolls();
        assertThat(events).hasSize(2);
    }

    @Test
    void readsAllPagesAndRepeatsFailedExchanges() throws Exception {
        for (int i = 0; i < 250; i++) {
            archive(lead("lead" + i));
        }
        settle();
        int[] failures = { 0 };
        consume(ARCHIVED, exchange -> {
            Map<?, ?> lead = exchange.getMessage().getBody(Map.class);
            if (((Map<?, ?>) lead.get("properties")).get("hs_lead_name").equals("lead150") && failures[0]++ < 2) {
                throw new IllegalStateException("cannot now");
            }
        });
        patiently().untilAsserted(() -> assertThat(events).hasSize(250).doesNotHaveDuplicates());
        awaitPolls();
        assertThat(events).hasSize(250);
    }

    @Test
    void continuesAtTheStoredCursorOfASweepAndRestartsTheSweepIfItIsInvalid() throws Exception {
        String a = lead("A");
        archive(a);
        settle();
        consume(ARCHIVED + "&positionName=mine", exchange -> {
        });
        awaitEvents("ARCHIVED A");
        context.getRouteController().stopRoute("changes");
        HubSpotLeadsEndpoint endpoint = (HubSpotLeadsEndpoint) context.getRoute("changes").getEndpoint();
        endpoint.changes().repository().setState("mine",
                "{\"version\":1,\"archived\":{\"from\":\"2026-11-21T00:00:00Z\",\"to\":\"2026-11-22T00:00:00Z\",\"after\":\"void\"}}");
        context.getRouteController().startRoute("changes");
        awaitEvents("ARCHIVED A", "ARCHIVED A");
        patiently().untilAsserted(() -> assertThat(endpoint.changes().repository().getState("mine")).doesNotContain("\"to\""));
    }

    @Test
    void readsAssociationsInTheSameCall() throws Exception {
        String contact = sandbox().contacts().create(Map.of("email", "jane@example.com"));
        String a = lead("A");
        sandbox().leads().associate(a, "contacts", contact, 578);
        archive(a);
        settle();
        consume(ARCHIVED + "&associations=contacts");
        awaitEvents("ARCHIVED A");
        assertThat(sandbox().requests().matching(request -> true)).allSatisfy(
                request -> assertThat(request.method()).isEqualTo("GET"));
        assertThat(sandbox().requests().all().get(0).query()).containsEntry("associations", List.of("contacts"));
    }

    @Test
    void pollsOnceAnHourByDefault() {
        assertThat(context.getEndpoint("hubspot-leads:changes?archived=true", HubSpotLeadsEndpoint.class).getDelay())
                .isEqualTo(3_600_000);
        assertThat(context.getEndpoint("hubspot-leads:changes?archived=true&delay=5s", HubSpotLeadsEndpoint.class).getDelay())
                .isEqualTo(5_000);
    }
}
