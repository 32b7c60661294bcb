package io.github.camelhubspot.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

/** How limit, own calls, share, pacing and pause together determine the calls that may start. */
class RateWindowTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private static RateWindow window(int userLimit, int assumedLimit) {
        return RateWindow.of(userLimit, assumedLimit, Duration.ofSeconds(10));
    }

    private static RateWindow used(RateWindow window, int calls) {
        RateWindow used = window;
        for (int i = 0; i < calls; i++) {
            used = used.started(NOW);
            used = used.ended(NOW, used.lastStart(), RateLimitInfo.NONE);
        }
        return used;
    }

    @Test
    void admitsAsManyCallsAsTheLimitHasLeft() {
        assertThat(window(0, 100).available(NOW)).isEqualTo(100);
        assertThat(used(window(0, 100), 30).available(NOW)).isEqualTo(70);
        assertThat(used(window(0, 100), 30).available(NOW.plusMillis(10_100))).isEqualTo(100);
    }

    @Test
    void admitsAProbePerHalfPeriod_whenOtherClientsUseTheWholeLimit() {
        RateWindow started = window(80, 190).started(NOW);
        RateWindow ended = started.ended(NOW, started.lastStart(),
                new RateLimitInfo(190, 0, Duration.ofSeconds(10), null, false, null, null));
        assertThat(ended.available(NOW.plusMillis(4_900))).isZero();
        assertThat(ended.available(NOW.plusMillis(5_000))).isEqualTo(1);
        RateWindow probing = ended.started(NOW.plusMillis(5_000));
        assertThat(probing.available(NOW.plusMillis(9_900))).as("while the probe is in flight").isZero();
    }

    @Test
    void admitsNoCallDuringAPause() {
        RateWindow started = window(0, 100).started(NOW);
        RateWindow rejected = started.ended(NOW, started.lastStart(),
                new RateLimitInfo(null, null, null, null, true, "TEN_SECONDLY_ROLLING", Duration.ofSeconds(3)));
        assertThat(rejected.available(NOW.plusMillis(2_900))).isZero();
        assertThat(rejected.available(NOW.plusMillis(3_100))).isPositive();
        assertThat(rejected.minimumWait(0, NOW.plusMillis(1_000))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void theMinimumWaitIsAPeriodPerFullLimitOfQueuedCalls() {
        assertThat(window(10, 100).minimumWait(9, NOW)).isZero();
        assertThat(window(10, 100).minimumWait(25, NOW)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aCancelledCallIsNotCounted() {
        assertThat(window(0, 100).started(NOW).cancelled(NOW).available(NOW)).isEqualTo(100);
    }
}
