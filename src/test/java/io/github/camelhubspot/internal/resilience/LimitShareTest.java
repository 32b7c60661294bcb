package io.github.camelhubspot.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How the share of the limit shrinks and grows beside other clients. */
class LimitShareTest {

    private static final WindowQuota QUOTA = new WindowQuota(0, 100, 10_000);
    private static final long NOW = 1_000_000;

    private final LimitShare whole = LimitShare.whole(QUOTA).at(NOW, QUOTA);

    private static LimitShare half() {
        return new LimitShare(50, 0, 0, 0, NOW, NOW);
    }

    @Test
    void isTheWholeLimitWithoutOtherClients() {
        assertThat(whole.calls()).isEqualTo(100);
    }

    @Test
    void cutsALargeShareByMoreThanASmallOne_whenNextToNothingRemains() {
        assertThat(whole.usedByOthers(40, 4, NOW, QUOTA).calls()).isEqualTo(65);
        assertThat(half().usedByOthers(40, 4, NOW, QUOTA).calls()).isEqualTo(41.25);
    }

    @Test
    void isCutAtMostOncePerPeriod() {
        LimitShare cut = whole.usedByOthers(40, 4, NOW, QUOTA);
        assertThat(cut.usedByOthers(40, 4, NOW + 9_999, QUOTA).calls()).isEqualTo(65);
        assertThat(cut.usedByOthers(40, 4, NOW + 10_000, QUOTA).calls()).isLessThan(65);
    }

    @Test
    void isCut_whenACallIsRejected() {
        LimitShare cut = whole.rejected(NOW, QUOTA);
        assertThat(cut.calls()).isEqualTo(65);
        assertThat(cut.at(NOW + 9_999, QUOTA).calls()).as("no growth for a period").isEqualTo(65);
    }

    @Test
    void growsSlowlyBesideOtherClients_andASmallShareFasterThanALargeOne() {
        LimitShare large = new LimitShare(80, 0, 0, 0, NOW, NOW).usedByOthers(10, 10, NOW, QUOTA).at(NOW + 10_000, QUOTA);
        LimitShare small = new LimitShare(10, 0, 0, 0, NOW, NOW).usedByOthers(10, 10, NOW, QUOTA).at(NOW + 10_000, QUOTA);
        assertThat(large.calls()).isEqualTo(80.625);
        assertThat(small.calls()).isEqualTo(15);
    }

    @Test
    void growsByAQuarterOfTheLimitPerPeriod_whenNoOtherClientIsSeenForAPeriod() {
        LimitShare alone = half().rejected(NOW, QUOTA);
        double cut = alone.calls();
        assertThat(alone.at(NOW + 20_000, QUOTA).calls()).isEqualTo(cut + 25);
        assertThat(alone.at(NOW + 90_000, QUOTA).calls()).isEqualTo(100);
    }

    @Test
    void staysWhole_whenTheLimitChanges() {
        assertThat(whole.withLimit(100, 190).calls()).isEqualTo(190);
        assertThat(half().withLimit(100, 190).calls()).isEqualTo(50);
        assertThat(half().withLimit(100, 20).calls()).isEqualTo(20);
    }
}
