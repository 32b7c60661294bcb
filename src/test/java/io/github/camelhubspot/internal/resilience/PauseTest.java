package io.github.camelhubspot.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/** The pause after a rejected call. */
class PauseTest {

    private static final long NOW = 1_000_000;

    @Test
    void lastsAsLongAsRetryAfterSaysUpToTenSeconds() {
        assertThat(Pause.NONE.rejected(Duration.ofSeconds(7), NOW, NOW).remaining(NOW)).isEqualTo(7_000);
        assertThat(Pause.NONE.rejected(Duration.ofHours(20), NOW, NOW).remaining(NOW)).isEqualTo(10_000);
    }

    @Test
    void isNotShortenedByALaterRetryAfter() {
        Pause pause = Pause.NONE.rejected(Duration.ofSeconds(7), NOW, NOW).rejected(Duration.ofSeconds(1), NOW, NOW);
        assertThat(pause.remaining(NOW)).isEqualTo(7_000);
    }

    @Test
    void growsFromOneToFourSecondsWithoutRetryAfter() {
        Pause pause = Pause.NONE;
        long now = NOW;
        for (long expected : new long[] { 1_000, 2_000, 4_000, 4_000 }) {
            pause = pause.rejected(null, now, now);
            assertThat(pause.remaining(now)).isEqualTo(expected);
            now = pause.until();
        }
        assertThat(pause.isActive(now)).isFalse();
        assertThat(pause.accepted(now).rejected(null, now, now).remaining(now)).as("after an accepted call").isEqualTo(1_000);
    }

    @Test
    void ignoresRejectionsOfCallsThatStartedBeforeIt() {
        Pause pause = Pause.NONE.rejected(null, NOW, NOW);
        assertThat(pause.rejected(null, NOW - 1, NOW + 500)).isEqualTo(pause);
    }

    @Test
    void isNotResetByACallThatIsAcceptedMeanwhile() {
        Pause pause = Pause.NONE.rejected(null, NOW, NOW);
        assertThat(pause.accepted(NOW + 999)).isEqualTo(pause);
    }
}
