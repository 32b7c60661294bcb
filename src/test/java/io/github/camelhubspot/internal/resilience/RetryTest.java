package io.github.camelhubspot.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls are retried, when and how often. */
class RetryTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final RateLimitInfo DAILY = new RateLimitInfo(null, null, null, null, true, "DAILY", null);
    private static final RateLimitInfo ROLLING = new RateLimitInfo(null, null, null, null, true, "TEN_SECONDLY_ROLLING", null);

    private static RetryPolicy policy(int retries, long delay, long maxDelay, double multiplier, long maxElapsed) {
        return new RetryPolicy(retries, Duration.ofMillis(delay), Duration.ofMillis(maxDelay), multiplier,
                Duration.ofMillis(maxElapsed));
    }

    private static RateLimitInfo retryAfter(Duration wait) {
        return new RateLimitInfo(null, null, null, null, false, null, wait);
    }

    @Test
    void retriesTransientStatusesOnly() {
        Set<Integer> retryable = Set.of(423, 429, 477, 500, 502, 503, 504, 521, 523, 524);
        for (int status = 100; status < 600; status++) {
            assertThat(RetryPolicy.isRetryable(status, RateLimitInfo.NONE, true)).as("%d", status)
                    .isEqualTo(retryable.contains(status));
            assertThat(RetryPolicy.isRetryable(status, RateLimitInfo.NONE, false)).as("%d of a non-idempotent call", status)
                    .isEqualTo(status == 429);
        }
    }

    @Test
    void retriesARejectionByTheTenSecondLimitButNotByTheDailyOne() {
        assertThat(RetryPolicy.isRetryable(429, DAILY, true)).isFalse();
        assertThat(RetryPolicy.isRetryable(429, ROLLING, false)).isTrue();
    }

    @Test
    void delaysGrowWithAJitterOfAQuarterUpToTheMaximum() {
        RetryPolicy policy = policy(9, 1000, 5000, 2, 0);
        long min = Long.MAX_VALUE;
        long max = 0;
        for (int i = 0; i < 500; i++) {
            long first = policy.next(1, Duration.ZERO, 503, RateLimitInfo.NONE).orElseThrow().toMillis();
            min = Math.min(min, first);
            max = Math.max(max, first);
            assertThat(policy.next(2, Duration.ZERO, 503, RateLimitInfo.NONE).orElseThrow().toMillis()).isBetween(1500L, 2500L);
            assertThat(policy.next(9, Duration.ZERO, 503, RateLimitInfo.NONE).orElseThrow().toMillis()).isBetween(3750L, 5000L);
        }
        assertThat(min).isBetween(750L, 850L);
        assertThat(max).isBetween(1150L, 1250L);
    }

    @Test
    void aMultiplierOfOneKeepsTheDelay() {
        assertThat(policy(100, 1000, 5000, 1, 0).next(100, Duration.ZERO, 0, RateLimitInfo.NONE).orElseThrow())
                .isBetween(Duration.ofMillis(750), Duration.ofMillis(1250));
    }

    @Test
    void hugeSettingsDoNotOverflow() {
        assertThat(policy(Integer.MAX_VALUE, 1, Long.MAX_VALUE, Double.MAX_VALUE, 0)
                .next(5, Duration.ofDays(9999), 500, RateLimitInfo.NONE)).isPresent();
    }

    @Test
    void doesNotRetryMoreOftenThanMaxRetries() {
        assertThat(policy(0, 10, 10, 1, 0).next(1, Duration.ZERO, 503, RateLimitInfo.NONE)).isEmpty();
        assertThat(policy(2, 10, 10, 1, 0).next(2, Duration.ZERO, 503, RateLimitInfo.NONE)).isPresent();
        assertThat(policy(2, 10, 10, 1, 0).next(3, Duration.ZERO, 503, RateLimitInfo.NONE)).isEmpty();
    }

    @Test
    void doesNotRetryAfterMaxElapsed() {
        RetryPolicy policy = policy(9, 1000, 60_000, 1, 10_000);
        assertThat(policy.next(1, Duration.ofSeconds(8), 503, RateLimitInfo.NONE)).isPresent();
        assertThat(policy.next(1, Duration.ofMillis(9500), 503, RateLimitInfo.NONE)).isEmpty();
        assertThat(policy.next(1, SECOND, 503, retryAfter(Duration.ofSeconds(20)))).isEmpty();
    }

    @Test
    void waitsAsLongAsRetryAfterSaysUpToTheMaximum() {
        RetryPolicy policy = policy(9, 100, 30_000, 1, 0);
        assertThat(policy.next(1, Duration.ZERO, 503, retryAfter(Duration.ofSeconds(7)))).contains(Duration.ofSeconds(7));
        assertThat(policy.next(1, Duration.ZERO, 477, retryAfter(Duration.ofDays(1)))).contains(Duration.ofSeconds(30));
        assertThat(policy.next(1, Duration.ZERO, 503, retryAfter(Duration.ZERO)).orElseThrow()).isGreaterThan(Duration.ZERO);
    }

    @Test
    void waitsAtLeastTwoSecondsForALockAndOneForARateLimit() {
        RetryPolicy policy = policy(9, 100, 30_000, 1, 0);
        assertThat(policy.next(1, Duration.ZERO, 423, RateLimitInfo.NONE)).contains(Duration.ofSeconds(2));
        assertThat(policy.next(1, Duration.ZERO, 429, ROLLING)).contains(SECOND);
        assertThat(policy.next(1, Duration.ZERO, 502, RateLimitInfo.NONE).orElseThrow()).isLessThan(SECOND);
    }

    @Test
    void rejectsInvalidSettingsWithTheNameOfTheOption() {
        assertThatIllegalArgumentException().isThrownBy(() -> policy(-1, 1, 1, 1, 0)).withMessageContaining("maxRetries");
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, 0, 1, 1, 0)).withMessageContaining("retryDelay");
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, 2, 1, 1, 0)).withMessageContaining("retryMaxDelay");
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, 1, 1, Double.NaN, 0))
                .withMessageContaining("retryBackoffMultiplier");
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, 1, 1, 1, -1)).withMessageContaining("retryMaxElapsed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 | 0", "7 | 7000", " 7 | 7000", "+7 | 7000", "1.5 | 1500", "0.0004 | 0", "-3 | 0",
        "99999999999999999999999999 | 86400000", "-99999999999999999999999999 | 0",
        "Mon, 02 Mar 2026 10:00:30 GMT | 30000", "Mon, 02 Mar 2026 09:00:00 GMT | 0",
        "Fri, 31 Dec 9999 23:59:59 GMT | 86400000" })
    void parsesRetryAfterAsSecondsOrADate(String header, long millis) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = { " ", "soon", "1e9", "NaN", "1,5", "0x10", "5s", "Mon, 99 Mar 2026 10:00:30 GMT",
        "Tue, 02 Mar 2026 10:00:30 GMT", "2026-03-02T10:00:00Z",
        "11111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111" })
    void ignoresARetryAfterThatCannotBeParsed(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isNull();
    }

    @Test
    void grantsAHundredFailingRetriesAndMoreAfterSuccesses() {
        RetryTokens tokens = new RetryTokens();
        int granted = 0;
        while (tokens.take()) {
            granted++;
        }
        assertThat(granted).isEqualTo(100);
        for (int i = 0; i < 5; i++) {
            assertThat(tokens.take()).isFalse();
            tokens.succeeded(false);
        }
        assertThat(tokens.take()).as("five calls that succeed pay for a retry").isTrue();
        tokens.succeeded(true);
        assertThat(tokens.take()).as("a retry that succeeds pays for itself").isTrue();
        for (int i = 0; i < 1000; i++) {
            tokens.succeeded(true);
        }
        assertThat(tokens.left()).isEqualTo(RetryTokens.CAPACITY);
    }
}
