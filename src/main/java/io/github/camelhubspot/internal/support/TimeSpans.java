package io.github.camelhubspot.internal.support;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses time spans in Camel's syntax: milliseconds, or numbers with units such as {@code 30s}, {@code 1h30m}, {@code 1s500ms},
 * or ISO-8601 such as {@code PT30S}.
 */
public final class TimeSpans {

    private static final List<ChronoUnit> UNITS = List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES,
            ChronoUnit.SECONDS, ChronoUnit.MILLIS);
    private static final Pattern PARTS = Pattern.compile("(?i)(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

    private TimeSpans() {
    }

    /**
     * Parses a time span. Camel's own converter returns 0 for a text that it does not understand.
     *
     * @throws IllegalArgumentException if the text is not a time span; the message begins with the text
     */
    public static Duration parse(String value) {
        String text = value.strip();
        try {
            if (text.matches("-?\\d+")) {
                return Duration.ofMillis(Long.parseLong(text));
            }
            Matcher parts = PARTS.matcher(text.replace(" ", ""));
            if (text.isEmpty() || !parts.matches()) {
                return Duration.parse(text.matches("(?i)-?P.*") ? text : "PT" + text); // negative, or fractions of seconds
            }
            Duration sum = Duration.ZERO;
            for (int i = 0; i < UNITS.size(); i++) {
                String number = parts.group(i + 1);
                sum = number == null ? sum : sum.plus(Long.parseLong(number), UNITS.get(i));
            }
            return sum;
        } catch (ArithmeticException | DateTimeParseException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + Texts.printable(text) + "' is not a time span such as 30s or 1h30m", e);
        }
    }
}
