package io.github.camelhubspot.internal.parameter;

import static io.github.camelhubspot.internal.parameter.Parameters.AFTER;
import static io.github.camelhubspot.internal.parameter.Parameters.LEAD_ID;
import static io.github.camelhubspot.internal.parameter.Parameters.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static final Arguments OPTIONS = Arguments.of(Map.of(LIMIT, 1, AFTER, "a"));

    @Test
    void headersTakePrecedenceOverOptions() {
        Arguments arguments = OPTIONS.withHeaders(Map.of(LIMIT, 2));
        assertThat(arguments.get(LIMIT)).isEqualTo(2);
        assertThat(arguments.get(AFTER)).isEqualTo("a");
        assertThat(arguments.get(LEAD_ID)).isNull();
        assertThat(arguments.values(List.of(LIMIT, AFTER, LEAD_ID))).isEqualTo(Map.of(LIMIT, 2, AFTER, "a"));
    }

    @Test
    void namesTheHeaderOrOptionThatGivesAValue() {
        Arguments arguments = OPTIONS.withHeaders(Map.of(LIMIT, 2));
        assertThat(arguments.place(LIMIT)).isEqualTo("header CamelHubSpotLimit");
        assertThat(arguments.place(AFTER)).isEqualTo("option after");
        assertThat(arguments.only(List.of(LIMIT)).place(LIMIT)).isEqualTo("header CamelHubSpotLimit");
    }

    @Test
    void doesNotChange_whenTheMapChangesThatItWasMadeOf() {
        Map<Parameter<?>, Object> changing = new HashMap<>(Map.of(LIMIT, 1));
        Arguments arguments = Arguments.of(changing);
        changing.put(LIMIT, 2);
        assertThat(arguments.get(LIMIT)).isEqualTo(1);
    }

    @Test
    void replacesOrRemovesAValue_andStaysAsItIs() {
        Arguments arguments = OPTIONS.withHeaders(Map.of(LIMIT, 2));
        assertThat(arguments.with(LIMIT, 3).get(LIMIT)).isEqualTo(3);
        assertThat(arguments.with(LIMIT, null).get(LIMIT)).isNull();
        assertThat(arguments.with(AFTER, "b").get(AFTER)).isEqualTo("b");
        assertThat(arguments.with(AFTER, null).get(AFTER)).isNull();
        assertThat(arguments.get(LIMIT)).isEqualTo(2);
        assertThat(arguments.get(AFTER)).isEqualTo("a");
    }

    @Test
    void fillsInAValue_onlyIfThereIsNone() {
        assertThat(OPTIONS.orElse(LIMIT, 3).get(LIMIT)).isEqualTo(1);
        assertThat(OPTIONS.orElse(LEAD_ID, "7").get(LEAD_ID)).isEqualTo("7");
    }

    @Test
    void keepsTheValuesOfSomeParametersOnly() {
        Arguments some = OPTIONS.withHeaders(Map.of(LEAD_ID, "7")).only(List.of(LEAD_ID, AFTER));
        assertThat(some.get(LEAD_ID)).isEqualTo("7");
        assertThat(some.get(AFTER)).isEqualTo("a");
        assertThat(some.get(LIMIT)).isNull();
    }
}
