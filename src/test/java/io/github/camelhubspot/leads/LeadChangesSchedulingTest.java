package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelhubspot.support.ByHand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often {@code changes} polls: less often while it is idle. */
class LeadChangesSchedulingTest extends ChangesTestSupport {

    /** With the defaults of Camel's own scheduler. */
    private static final String BY_HAND = "hubspot-leads:changes?scheduler=#byHand&since=beginning&properties=hs_lead_name"
            + "&backoffMultiplier=6&backoffIdleThreshold=1";

    private final ByHand scheduler = new ByHand();

    @BeforeEach
    void bind() {
        context.getRegistry().bind("byHand", scheduler);
    }

    private int polls() {
        return sandbox().requests().count();
    }

    @Test
    void anIdleConsumerBacksOffUntilAPollFindsAChange() throws Exception {
        consume(BY_HAND);
        scheduler.run(1);
        assertThat(polls()).isEqualTo(1);
        scheduler.run(5);
        assertThat(polls()).as("polls during the backoff").isEqualTo(1);
        scheduler.run(1);
        assertThat(polls()).isEqualTo(2);
        String id = lead("A");
        settle();
        scheduler.run(5);
        assertThat(events).isEmpty();
        scheduler.run(1);
        assertThat(events).containsExactly("CREATED A");
        int before = polls();
        rename(id, "A2");
        settle();
        scheduler.run(1);
        assertThat(polls()).as("polls right after a delivery").isGreaterThan(before);
        assertThat(events).containsExactly("CREATED A", "UPDATED A2");
    }

    @Test
    void aFailedExchangeIsRepeatedWithoutBackoff() throws Exception {
        lead("A");
        settle();
        int[] failures = { 0 };
        consume(BY_HAND, exchange -> {
            if (failures[0]++ < 3) {
                throw new IllegalStateException("cannot now");
            }
        });
        scheduler.run(4);
        assertThat(events).containsExactly("CREATED A");
    }

    @Test
    void aGreedyConsumerDoesNotRepeatAFailedExchangeAtOnce() throws Exception {
        lead("A");
        settle();
        int[] failures = { 0 };
        consume(BY_HAND + "&greedy=true", exchange -> {
            failures[0]++;
            throw new IllegalStateException("never");
        });
        scheduler.run(1);
        assertThat(failures[0]).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = { "-, 10000, 6, 1", "delay=30s, 30000, 6, 1", "archived=true, 3600000, 0, 0",
            "backoffMultiplier=0, 10000, 0, 1", "backoffMultiplier=3, 10000, 3, 1", "backoffIdleThreshold=4, 10000, 6, 4",
            "scheduler=#byHand, 10000, 0, 0", "backoffErrorThreshold=3&backoffMultiplier=9, 10000, 9, 0" })
    void backsOffByDefaultUnlessAnOptionOrSchedulerSaysOtherwise(String options, long delay, int multiplier,
            int threshold) {
        HubSpotLeadsEndpoint endpoint = context.getEndpoint("hubspot-leads:changes" + (options == null ? "" : "?" + options),
                HubSpotLeadsEndpoint.class);
        assertThat(endpoint.getDelay()).isEqualTo(delay);
        assertThat(endpoint.getBackoffMultiplier()).isEqualTo(multiplier);
        assertThat(endpoint.getBackoffIdleThreshold()).isEqualTo(threshold);
    }
}
