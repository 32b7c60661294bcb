package io.github.camelhubspot.internal.component;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

import io.github.camelhubspot.internal.support.TimeSpans;

/** Parses the option {@code since} of a consumer. */
public final class Since {

    private Since() {
    }

    /**
     * Returns the point in time of a text, which is an instant or a time span before now.
     *
     * @throws IllegalArgumentException if the text is neither; the message names the option
     */
    public static Instant parse(String text, InstantSource clock) {
        String value = text.strip();
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            try {
                return clock.instant().minus(TimeSpans.parse(value));
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException other) {
                throw new IllegalArgumentException("since '" + value
                        + "' is neither an instant such as 2026-11-22T00:00:00Z nor a time such as 7d", other);
            }
        }
    }
}
