package io.github.camelhubspot.internal.component;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

import io.github.camelhubspot.internal.support.TimeSpans;

/** Reads the option {@code since} of a consumer. */
public final class Since {

    private Since() {
    }

    /**
     * A moment, given as such or by how long ago it was.
     *
     * @param  clock tells what is now
     * @throws IllegalArgumentException if it is neither; the message names the option
     */
    public static Instant parse(String text, InstantSource clock) {
        String given = text.strip();
        try {
            return Instant.parse(given);
        } catch (DateTimeParseException e) {
            try {
                return clock.instant().minus(TimeSpans.parse(given));
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException other) {
                throw new IllegalArgumentException("since '" + given
                        + "' is neither an instant such as 2026-11-22T00:00:00Z nor a time such as 7d", other);
            }
        }
    }
}
