package io.github.camelhubspot.internal.response;

import static io.github.camelhubspot.support.LinearTime.assertLinear;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.internal.http.Secrets;
import io.github.camelhubspot.internal.operation.Calls;
import io.github.camelhubspot.internal.support.TimeSpans;
import io.github.camelhubspot.leads.LeadsOperation;
import io.github.camelhubspot.leads.LeadsTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a text of a server or an option takes time linear in its length, whatever its content is. */
@Tag("timing")
class LinearTimeTest {

    @ParameterizedTest
    @ValueSource(strings = { "<", ">", "<>", "\u2039", "<title>", "<title", "</title>", "<a ", " ", "\t\n", "a", "\0", "\"", "[", "{", "[]",
        "pat-secret", "pat-secre", "&lt;" })
    void anErrorBody(String piece) {
        Secrets secrets = new Secrets();
        secrets.addConfigured(List.of("pat-secret", "aaaaaaaaaaaaaaaaaaaaaaab", "          b"));
        // not through read(), which reads only the beginning of a body
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
        try {
            return ErrorReader.read(LeadsTable.of(LeadsOperation.list), new FakeResponse(status, body), Calls.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
