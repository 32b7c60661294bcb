package io.github.camelhubspot.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.client.http.HttpAnswer;
import io.github.camelhubspot.client.http.Secrets;
import io.github.camelhubspot.leads.LeadsOperation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reads foreign text takes twice the time for twice the text, whatever the text is. */
class LinearTimeTest {

    private static final int KB = 1024;
    /** For twice the text; a text that takes the square of its length has four times. */
    private static final double MOST = 2.5;
    /** Below this, what is measured is the clock. */
    private static final long NOTHING = 3_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(strings = { "<", ">", "<>", "\u2039", "<title>", "<title", "</title>", "<a ", " ", "\t\n", "a", "\0", "\"", "[", "{", "[]",
        "pat-secret", "pat-secre", "&lt;" })
    void anErrorBody(String piece) {
        Secrets secrets = new Secrets();
        secrets.addConfigured(List.of("pat-secret", "aaaaaaaaaaaaaaaaaaaaaaab", "          b"));
        // read whole: how much of a body is read is another matter
        assertLinear(piece, text -> ErrorReader.readable(text, secrets));
    }

    @ParameterizedTest
    @ValueSource(strings = { "<", "<title>", " ", "a", "[" })
    void anErrorAnswer(String piece) {
        assertLinear(piece, text -> error(500, text));
    }

    @ParameterizedTest
    @ValueSource(strings = { " ", "\t", "\0", "a \n", "  \r" })
    void theMessageOfAnException(String piece) {
        assertLinear(piece, text -> new HubSpotException(HubSpotError.local("x", text, 1), null));
    }

    @ParameterizedTest
    @ValueSource(strings = { "1", "1h", "1ms", "9d", " ", "P", "PT1H", "-", "a" })
    void aTimeSpan(String piece) {
        assertLinear(piece, text -> catchThrowable(() -> TimeSpans.parse(text)));
    }

    private static HubSpotError error(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            return ErrorReader.read(LeadsOperation.list.operation(), new HttpAnswer() {
                @Override
                public int status() {
                    return status;
                }

                @Override
                public String header(String name) {
                    return null;
                }

                @Override
                public InputStream body() {
                    return new ByteArrayInputStream(bytes);
                }
            }, Calls.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertLinear(String piece, Consumer<String> reading) {
        for (int attempt = 0; ; attempt++) {
            long[] times = new long[3];
            for (int i = 0; i < 3; i++) {
                times[i] = best(piece.repeat((64 * KB << i) / piece.length()), reading);
            }
            boolean linear = true;
            for (int i = 1; i < 3; i++) {
                linear &= times[i] < NOTHING || times[i] <= MOST * Math.max(times[i - 1], NOTHING / 2);
            }
            if (linear) {
                return;
            }
            // another try for a machine that compiled or collected in the wrong moment
            assertThat(attempt).as("nanoseconds for 64, 128 and 256 KB: %d, %d, %d", times[0], times[1], times[2]).isLessThan(3);
        }
    }

    private static long best(String text, Consumer<String> reading) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            reading.accept(text);
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
        }
        return best;
    }
}
