package io.github.camelhubspot.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.leads.LeadsOperation;
import io.github.camelhubspot.leads.LeadsTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exception for the problems of a request. */
class ProblemsTest {

    private static HubSpotValidationException thrown(int count) {
        Problems problems = new Problems(LeadsTable.of(LeadsOperation.batchCreate));
        IntStream.range(0, count).forEach(i -> problems.add("inputs[" + i + "].id", "is wrong"));
        return catchThrowableOfType(HubSpotValidationException.class, problems::throwIfAny);
    }

    @Test
    void throwsNothing_withoutAProblem() {
        assertThatCode(new Problems(LeadsTable.of(LeadsOperation.create))::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void hasASingleProblemAsItsMessage() {
        assertThat(thrown(1)).hasMessage("hubspot-leads:batchCreate: inputs[0].id: is wrong");
        assertThat(thrown(1).getErrors()).containsExactly(Map.of("path", "inputs[0].id", "message", "is wrong"));
        assertThat(thrown(1).getStatus()).isZero();
    }

    @Test
    void countsSeveralProblems() {
        assertThat(thrown(2)).hasMessage(
                "hubspot-leads:batchCreate: 2 problems: inputs[0].id: is wrong; inputs[1].id: is wrong");
    }

    @ParameterizedTest
    @CsvSource({ "20, 20, ''", "21, 21, '; and 1 more'", "1000, 1000, '; and 980 more'", "1001, 1000, '; and 981 more'" })
    void hasTwentyProblemsInTheMessage_andAThousandInTheErrors(int count, int errors, String end) {
        HubSpotValidationException failure = thrown(count);
        assertThat(failure).hasMessageStartingWith("hubspot-leads:batchCreate: " + count + " problems: ")
                .hasMessageEndingWith("inputs[19].id: is wrong" + end);
        assertThat(failure.getErrors()).hasSize(errors);
    }

    @Test
    void knowsThePathsWithProblems() {
        Problems problems = new Problems(LeadsTable.of(LeadsOperation.create));
        problems.add("properties.a", "x");
        assertThat(problems.at("properties.a")).isTrue();
        assertThat(problems.at("properties")).isFalse();
        assertThat(problems.count()).isEqualTo(1);
    }
}
