package io.github.camelhubspot.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.batch.BatchMatcher.Match;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.model.BatchVerdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which part of a response belongs to which input. */
class BatchMatcherTest {

    private static List<BatchInput> inputs(String... fields) {
        BatchInput[] inputs = new BatchInput[fields.length];
        for (int i = 0; i < fields.length; i++) {
            Map<String, String> content = new HashMap<>();
            for (String field : fields[i].split(" ")) {
                content.put(field.split("=")[0], field.split("=")[1]);
            }
            inputs[i] = new BatchInput(i, content, null);
        }
        return Arrays.asList(inputs);
    }

    private static Map<String, Object> error(String message, String name, String... values) {
        return Map.of("message", message, "context", Map.of(name, List.of(values)));
    }

    private static Match match(List<BatchInput> inputs, boolean reads, String idProperty, List<?> results, List<?> errors) {
        return BatchMatcher.match(inputs, Map.of("results", results, "errors", errors), reads, idProperty);
    }

    private static List<Outcome> outcomes(Match match) {
        return match.verdicts().stream().map(Verdict::outcome).toList();
    }

    @Test
    void oneErrorCanApplyToSeveralInputs() {
        Match match = match(inputs("id=1", "id=2", "id=3"), true, null, List.of(Map.of("id", "2")),
                List.of(error("gone", "ids", "3", "1")));
        assertThat(outcomes(match)).containsExactly(Outcome.FAILED, Outcome.DONE, Outcome.FAILED);
        assertThat(match.verdicts().get(0).error()).isSameAs(match.verdicts().get(2).error());
        assertThat(match.complete()).isTrue();
    }

    @Test
    void ignoresTheIdsOfAnErrorWithATraceId_becauseTheyMayBeThoseOfOtherRecords() {
        Map<String, Object> error = Map.of("message", "no such contact", "context", Map.of("objectWriteTraceId", List.of("b"),
                "ids", List.of("1")));
        Match match = match(inputs("id=1 objectWriteTraceId=a", "id=2 objectWriteTraceId=b"), false, null,
                List.of(Map.of("id", "1", "objectWriteTraceId", "a")), List.of(error));
        assertThat(outcomes(match)).containsExactly(Outcome.DONE, Outcome.FAILED);
    }

    @Test
    void findsAMergedRecordByItsTraceId() {
        Match traced = match(inputs("id=1 objectWriteTraceId=a", "id=2 objectWriteTraceId=b"), false, null,
                List.of(Map.of("id", "9", "objectWriteTraceId", "b"), Map.of("id", "1", "objectWriteTraceId", "a")), List.of());
        assertThat(traced.verdicts()).extracting(Verdict::id).containsExactly("1", "9");
    }

    @ParameterizedTest
    @CsvSource({ "9, 1", "1, 9", "1, 1" })
    void doesNotAssignAnotherRecordToTheOnlyInputThatIsLeft(String first, String second) {
        for (boolean reads : new boolean[] { true, false }) {
            Match match = match(reads ? inputs("id=1", "id=2") : inputs("id=1 objectWriteTraceId=a", "id=2 objectWriteTraceId=b"),
                    reads, null, List.of(Map.of("id", first), Map.of("id", second)), List.of());
            assertThat(outcomes(match)).containsExactly(Outcome.DONE, Outcome.UNKNOWN);
            assertThat(match.verdicts().get(0).lead().get("id")).isEqualTo("1");
            assertThat(match.verdicts().get(1).lead()).isNull();
            assertThat(match.unmatched()).hasSize(1);
            assertThat(match.complete()).isFalse();
        }
    }

    @Test
    void doesNotAssignTheOnlyRecordToAnInputWithAnotherId() {
        assertThat(outcomes(match(inputs("id=1"), true, null, List.of(Map.of("id", "9")), List.of())))
                .containsExactly(Outcome.UNKNOWN);
        assertThat(outcomes(match(inputs("id=a"), true, "key", List.of(Map.of("id", "9", "properties", Map.of("key", "b"))),
                List.of()))).containsExactly(Outcome.UNKNOWN);
    }

    @Test
    void assignsTheOnlyRecordToTheOnlyNewLead() {
        Match match = match(inputs("objectWriteTraceId=a"), false, null, List.of(Map.of("id", "9")), List.of());
        assertThat(match.verdicts()).extracting(Verdict::id).containsExactly("9");
        assertThat(outcomes(match(inputs("objectWriteTraceId=a"), false, null,
                List.of(Map.of("id", "9", "objectWriteTraceId", "b")), List.of()))).containsExactly(Outcome.UNKNOWN);
    }

    @Test
    void ignoresAResultWithTheTraceIdOfAnotherWrite() {
        Match match = match(inputs("id=1 objectWriteTraceId=a", "id=2 objectWriteTraceId=b"), false, null,
                List.of(Map.of("id", "1", "objectWriteTraceId", "a"), Map.of("id", "2", "objectWriteTraceId", "z")), List.of());
        assertThat(outcomes(match)).containsExactly(Outcome.DONE, Outcome.UNKNOWN);
    }

    @Test
    void anInputWithTwoRecordsOrWithARecordAndAnErrorIsUnknown() {
        List<BatchInput> inputs = inputs("objectWriteTraceId=a", "objectWriteTraceId=b");
        Map<String, String> b = Map.of("id", "8", "objectWriteTraceId", "b");
        Match twice = match(inputs, false, null, List.of(Map.of("id", "7", "objectWriteTraceId", "a"),
                Map.of("id", "9", "objectWriteTraceId", "a"), b), List.of());
        assertThat(outcomes(twice)).containsExactly(Outcome.UNKNOWN, Outcome.DONE);
        assertThat(twice.unmatched()).hasSize(2);
        assertThat(twice.complete()).isFalse();
        assertThat(outcomes(match(inputs, false, null, List.of(Map.of("id", "7", "objectWriteTraceId", "a"), b),
                List.of(error("bad", "objectWriteTraceId", "a"))))).containsExactly(Outcome.UNKNOWN, Outcome.DONE);
        assertThat(outcomes(match(inputs, false, null, List.of(b, b, Map.of("id", "7", "objectWriteTraceId", "a")), List.of())))
                .containsOnly(Outcome.DONE);
    }

    @Test
    void matchesAReadByAnotherPropertyByItsValue() {
        List<?> results = List.of(Map.of("id", "7", "properties", Map.of("key", "b")),
                Map.of("id", "8", "properties", Map.of("key", "a")));
        assertThat(match(inputs("id=a", "id=b"), true, "key", results, List.of()).verdicts()).extracting(Verdict::id)
                .containsExactly("8", "7");
    }

    @Test
    void assignsNoLeadToDoneInputsThatTheResponseDoesNotDistinguish() {
        List<?> results = List.of(Map.of("id", "7"), Map.of("id", "8"));
        Match match = match(inputs("objectWriteTraceId=a", "objectWriteTraceId=b", "objectWriteTraceId=c"), false, null, results,
                List.of(error("bad", "objectWriteTraceId", "b")));
        assertThat(outcomes(match)).containsExactly(Outcome.DONE, Outcome.FAILED, Outcome.DONE);
        assertThat(match.verdicts()).extracting(Verdict::lead).containsOnlyNulls();
        assertThat(match.verdicts().get(0).message()).contains("does not say which");
        assertThat(match.unmatched()).hasSize(2);
        List<?> foreign = List.of(Map.of("id", "7"), Map.of("id", "8", "objectWriteTraceId", "z"));
        assertThat(outcomes(match(inputs("objectWriteTraceId=a", "objectWriteTraceId=b"), false, null, foreign, List.of())))
                .containsOnly(Outcome.UNKNOWN);
    }

    @Test
    void assignsAnErrorThatNamesNoInputToTheOnlyInputLeft() {
        Map<String, Object> unnamed = Map.of("message", "bad");
        Match one = match(inputs("objectWriteTraceId=a", "objectWriteTraceId=b"), false, null,
                List.of(Map.of("id", "7", "objectWriteTraceId", "a")), List.of(unnamed));
        assertThat(outcomes(one)).containsExactly(Outcome.DONE, Outcome.FAILED);
        assertThat(one.verdicts().get(1).message()).isEqualTo("bad");
        Match several = match(inputs("objectWriteTraceId=a", "objectWriteTraceId=b"), false, null, List.of(), List.of(unnamed));
        assertThat(outcomes(several)).containsOnly(Outcome.UNKNOWN);
        assertThat(several.verdicts().get(1).message()).contains("bad");
        assertThat(several.complete()).isFalse();
    }

    @Test
    void anInputThatTheResponseDoesNotContainIsUnknownForAWriteAndNotFoundForARead() {
        assertThat(outcomes(match(inputs("id=1 objectWriteTraceId=a"), false, null, List.of(), List.of())))
                .containsExactly(Outcome.UNKNOWN);
        assertThat(outcomes(match(inputs("id=1"), true, null, List.of(), List.of()))).containsExactly(Outcome.FAILED);
    }

    @Test
    void distinguishesEqualIdsOfDifferentProperties() {
        Match match = match(inputs("id=1 idProperty=hs_object_id", "id=1 idProperty=key"), false, null,
                List.of(Map.of("id", "5", "properties", Map.of("key", "1")), Map.of("id", "1", "properties", Map.of())),
                List.of());
        assertThat(match.verdicts()).extracting(Verdict::id).containsExactly("1", "5");
    }

    @Test
    void anArchiveWithoutAResponseBodyIsDone() {
        assertThat(outcomes(BatchMatcher.match(inputs("id=1", "id=2"), null, false, null))).containsOnly(Outcome.DONE);
    }
}
