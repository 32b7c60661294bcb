package io.github.camelhubspot.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Spreading calls over the period. */
class PacingTest {

    private static final long NOW = 1_000_000;

    @Test
    void doesNotLimitCallsUntilTheyAreToBeSpread() {
        assertThat(Pacing.NONE.limited(100, NOW)).isEqualTo(100);
    }

    @Test
    void limitsCallsToTheTokensForTwoPeriods() {
        Pacing pacing = new Pacing(0, 3.7).prolonged(NOW, 10_000);
        assertThat(pacing.limited(100, NOW + 19_999)).isEqualTo(3);
        assertThat(pacing.limited(2, NOW + 19_999)).isEqualTo(2);
        assertThat(pacing.limited(100, NOW + 20_000)).isEqualTo(100);
    }

    @Test
    void refillsFasterThanEvenlyUpToATwentiethOfTheShare() {
        assertThat(Pacing.NONE.refilled(100, 0.01).tokens()).isEqualTo(1.2);
        assertThat(Pacing.NONE.refilled(100, 1).tokens()).isEqualTo(5);
        assertThat(Pacing.NONE.refilled(2, 1).tokens()).as("at least one").isEqualTo(1);
    }

    @Test
    void takesATokenPerCall() {
        assertThat(new Pacing(0, 2).taken().tokens()).isEqualTo(1);
        assertThat(new Pacing(0, 0.5).taken().tokens()).isZero();
        assertThat(new Pacing(0, 5).emptied().tokens()).isZero();
    }
}
