package io.github.camelhubspot.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Counting own calls from their start until a period after their response. */
class OwnCallsTest {

    private static final long NOW = 1_000_000;

    private static OwnCalls started() {
        return OwnCalls.none(10_000).at(NOW).start(NOW);
    }

    @Test
    void countsACallInFlightWithoutAnEnd() {
        assertThat(started().at(NOW + 1_000_000).count()).isEqualTo(1);
    }

    @Test
    void countsACallUntilAPeriodAfterItsResponse() {
        OwnCalls completed = started().at(NOW + 500).complete(NOW, NOW + 500);
        assertThat(completed.at(NOW + 10_400).count()).isEqualTo(1);
        assertThat(completed.at(NOW + 10_700).count()).isZero();
    }

    @Test
    void takesALateCallToHaveArrivedAfterTwoSeconds() {
        OwnCalls completed = started().at(NOW + 9_000).complete(NOW, NOW + 9_000);
        assertThat(completed.at(NOW + 11_900).count()).isEqualTo(1);
        assertThat(completed.at(NOW + 12_200).count()).isZero();
    }

    @Test
    void doesNotCountADroppedCall() {
        OwnCalls dropped = started().drop();
        assertThat(dropped.count()).isZero();
        assertThat(dropped.started()).isZero();
        assertThat(dropped.lastStartMillis()).isEqualTo(NOW);
    }
}
