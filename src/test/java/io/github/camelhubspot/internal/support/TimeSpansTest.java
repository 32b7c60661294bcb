package io.github.camelhubspot.internal.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpansTest {

    @ParameterizedTest
    @ValueSource(strings = { "0", "30000", "-1", "30s", "1m30s", "1h", "2d", "1d2h3m4s5ms", "1h500ms", "1s500ms", "5m10ms", "500ms",
            "PT30S", "PT1H30M", "P2DT1H", "pt30s" })
    void readsCamelsSyntaxLikeCamel(String text) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.start();
            assertThat(TimeSpans.parse(text)).isEqualTo(context.getTypeConverter().mandatoryConvertTo(Duration.class, text));
        }
    }

    @ParameterizedTest
    @CsvSource({ "30S, PT30S", "1H30M, PT1H30M", "1h 30m, PT1H30M", "' 5s ', PT5S", "1.5s, PT1.5S", "-5s, PT-5S", "2D, P2D" })
    void readsOtherNotations(String text, Duration value) {
        assertThat(TimeSpans.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "abc", "1hour30", "1h30", "30 seconds", "5x", "s", "ms", "1m1h", "--1", "1.5h", "P", "PT", "1hms",
            "9223372036854775807d", "99999999999999999999" })
    void refusesATextThatIsNoTimeSpan(String text) {
        assertThatThrownBy(() -> TimeSpans.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'%s' is not a time span such as 30s or 1h30m", text.strip());
    }
}
