package io.github.camelhubspot.client;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Time spans in Camel's syntax: milliseconds, or numbers with units such as {@code 30s}, {@code 1h30m}, {@code 500ms}. */
public final class TimeSpans {

    private TimeSpans() {
    }

    /**
     * Reads a time span. Unlike Camel's own converter, which takes what it does not understand for 0.
     *
     * @throws IllegalArgumentException if the text is none; the message begins with the text
     */
    public static Duration parse(String given) {
        String text = given.strip();
        try {
            if (text.matches("-?\\d+(ms)?")) {
                return Duration.ofMillis(Long.parseLong(text.replace("ms", "")));
            }
            String iso = text.toUpperCase(Locale.ROOT).replace(" ", "").replaceFirst("^(\\d+D)?(.+)$", "P$1T$2");
            return Duration.parse(text.matches("(?i)P.+") ? text : text.matches("(?i)\\d+d") ? "P" + text : iso);
        } catch (ArithmeticException | DateTimeParseException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + Parameter.printable(text) + "' is not a time span such as 30s or 1h30m", e);
        }
    }
}
