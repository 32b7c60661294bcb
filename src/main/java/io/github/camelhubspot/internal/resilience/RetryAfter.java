package io.github.camelhubspot.internal.resilience;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Parses the header {@code Retry-After}: seconds or a date. */
public final class RetryAfter {

    private static final Duration MAX = Duration.ofDays(1);

    private RetryAfter() {
    }

    /**
     * Returns how long to wait, from zero to a day; longer times are capped.
     *
     * @param  value the header; may be {@code null}
     * @return       {@code null} if the header is missing or cannot be parsed
     */
    public static Duration parse(String value, Instant now) {
        if (value == null || value.isBlank() || value.length() > 100) {
            return null;
        }
        Duration wait = seconds(value.trim());
        if (wait == null) {
            wait = date(value.trim(), now);
        }
        return wait == null ? null : wait.isNegative() ? Duration.ZERO : wait.compareTo(MAX) > 0 ? MAX : wait;
    }

    private static Duration seconds(String value) {
        if (!value.matches("[+-]?\\d+(\\.\\d+)?")) {
            return null;
        }
        BigDecimal seconds = new BigDecimal(value).min(BigDecimal.valueOf(MAX.toSeconds() + 1))
                .max(BigDecimal.ONE.negate());
        return Duration.ofMillis(seconds.movePointRight(3).longValue());
    }

    private static Duration date(String value, Instant now) {
        try {
            return Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from));
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
