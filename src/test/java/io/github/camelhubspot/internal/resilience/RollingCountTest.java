package io.github.camelhubspot.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Counting events of the last period. */
class RollingCountTest {

    private static final long NOW = 1_000_000;

    @Test
    void countsAnEventForItsPeriodAndAtMostOneSlotLonger() {
        RollingCount count = RollingCount.empty(10_000).at(NOW).plus(NOW);
        assertThat(count.at(NOW + 9_999).sum()).isEqualTo(1);
        assertThat(count.at(NOW + 10_100).sum()).isZero();
    }

    @Test
    void ignoresAnEventWhosePeriodIsOver() {
        assertThat(RollingCount.empty(10_000).at(NOW).plus(NOW - 10_100).sum()).isZero();
    }

    @Test
    void removesAllEventsAfterALongTime() {
        RollingCount count = RollingCount.empty(10_000).at(NOW).plus(NOW - 5_000).plus(NOW);
        assertThat(count.sum()).isEqualTo(2);
        assertThat(count.at(NOW + 1_000_000_000).sum()).isZero();
    }

    @Test
    void isOutdatedWhenANewSlotBegins() {
        RollingCount count = RollingCount.empty(10_000).at(NOW);
        assertThat(count.isOutdated(NOW + 99)).isFalse();
        assertThat(count.isOutdated(NOW + 100)).isTrue();
    }

    @Test
    void countsAllEventsForAWholeNewPeriod_whenThePeriodChanges() {
        RollingCount count = RollingCount.empty(10_000).at(NOW).plus(NOW - 9_000).withPeriod(60_000, NOW);
        assertThat(count.at(NOW + 59_999).sum()).isEqualTo(1);
        assertThat(count.at(NOW + 61_000).sum()).isZero();
    }

    @Test
    void leavesTheOriginalUnchanged() {
        RollingCount count = RollingCount.empty(10_000).at(NOW).plus(NOW);
        count.plus(NOW).at(NOW + 20_000);
        assertThat(count.at(NOW + 5_000).sum()).isEqualTo(1);
    }
}
