package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelhubspot.HubSpotConstants;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of this machine differs from HubSpot's. */
@Timeout(120)
class LeadChangesClockTest extends ChangesTestSupport {

    private static final Duration SETTLE_WINDOW = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(300);

    /** Advances HubSpot's clock until the expected changes are delivered. */
    private void advanceUntil(String... expected) {
        while (events.size() < expected.length) {
            later(STEP);
            awaitPolls();
        }
        assertThat(events).containsExactly(expected);
    }

    @ParameterizedTest(name = "HubSpot''s clock is {0} minutes ahead")
    @ValueSource(longs = { 10, 0, -10 })
    void deliversChangesByHubSpotsClock(long minutes) throws Exception {
        sandbox().time().set(Instant.now().plus(Duration.ofMinutes(minutes)));
        List<String> early = new CopyOnWriteArrayList<>();
        consume(CHANGES + "&since=1h&settleWindow=" + SETTLE_WINDOW.toMillis(), exchange -> {
            Instant modified = Instant.ofEpochMilli(exchange.getMessage().getHeader(Exchange.MESSAGE_TIMESTAMP, Long.class));
            if (sandbox().time().now().isBefore(modified.plus(SETTLE_WINDOW))) {
                early.add(exchange.getMessage().getHeader(HubSpotConstants.RECORD_ID, String.class));
            }
        });
        awaitPolls();
        String first = sandbox().leads().create(Map.of("hs_lead_name", "first"));
        later(STEP);
        sandbox().leads().create(Map.of("hs_lead_name", "second"));
        awaitPolls();
        advanceUntil("CREATED first", "CREATED second");
        rename(first, "third");
        advanceUntil("CREATED first", "CREATED second", "UPDATED third");
        assertThat(early).isEmpty();
        assertThat(exchanges).extracting(exchange -> exchange.getMessage().getHeader(HubSpotConstants.LAG, Long.class))
                .allSatisfy(lag -> assertThat(lag).isBetween(SETTLE_WINDOW.toMillis() - 1000, 60_000L));
    }
}
