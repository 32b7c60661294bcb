package io.github.camelhubspot.internal.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import io.github.camelhubspot.internal.batch.BatchMatcher.Match;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.model.BatchVerdict.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever HubSpot answers to a batch, no input is given a record that is not provably its own. */
class BatchMatcherPropertyTest {

    private static final String TRACE_ID = "objectWriteTraceId";
    private static final String KEY = "erp_key";

    /** One call: its inputs, a response made from the true one by random faults, and what the faults left alone. */
    private static final class Case {

        private final Random random;
        private final boolean reads;
        private final boolean echo;
        /** What the ids of the inputs are: none, HubSpot's own, or values of a unique property. */
        private final int kind;
        private final List<BatchInput> inputs = new ArrayList<>();
        private final List<Map<String, Object>> results = new ArrayList<>();
        private final List<Map<String, Object>> errors = new ArrayList<>();
        private boolean honest = true;

        Case(long seed) {
            random = new Random(seed);
            reads = random.nextInt(3) == 0;
            echo = !reads && random.nextInt(3) > 0;
            kind = reads ? 1 + random.nextInt(2) : random.nextInt(3);
            int size = 1 + random.nextInt(5);
            for (int i = 0; i < size; i++) {
                answer(add(i));
            }
            for (int faults = random.nextInt(4); faults > 0; faults--) {
                honest = false;
                fault();
            }
            Collections.shuffle(results, random);
        }

        private BatchInput add(int index) {
            Map<String, String> content = new LinkedHashMap<>();
            if (kind > 0) {
                content.put("id", String.valueOf(index));
            }
            if (kind == 2 && !reads) {
                content.put("idProperty", KEY);
            }
            if (!reads) {
                content.put(TRACE_ID, "t" + index);
            }
            BatchInput input = new BatchInput(index, content, null);
            inputs.add(input);
            return input;
        }

        private void answer(BatchInput input) {
            if (random.nextInt(6) == 0) {
                errors.add(Map.of("message", "refused", "context", reads ? Map.of("ids", List.of(input.id()))
                        : Map.of(TRACE_ID, List.of(input.traceId()))));
            } else {
                results.add(record(kind == 1 ? input.id() : "r" + input.index(), kind == 2 ? input.id() : null,
                        echo ? input.traceId() : null));
            }
        }

        private static Map<String, Object> record(String id, String key, String traceId) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("id", id);
            record.put("properties", key == null ? Map.of() : Map.of(KEY, key));
            if (traceId != null) {
                record.put(TRACE_ID, traceId);
            }
            return record;
        }

        private void fault() {
            Map<String, Object> some = results.isEmpty() ? null : results.get(random.nextInt(results.size()));
            int place = random.nextInt(8);
            if (some == null || place == 0) {
                results.add(record(any("r"), random.nextBoolean() ? any("") : null, random.nextBoolean() ? any("t") : null)); // foreign
            } else if (place == 1) {
                results.remove(some);
            } else if (place == 2) {
                results.add(new LinkedHashMap<>(some));
            } else if (place == 3) {
                some.put("id", any(random.nextBoolean() ? "" : "r")); // merged into another
            } else if (place == 4) {
                some.put(TRACE_ID, any("t"));
            } else if (place == 5) {
                some.remove(TRACE_ID);
            } else if (place == 6) {
                some.put("properties", random.nextBoolean() ? Map.of() : Map.of(KEY, any("")));
            } else {
                errors.add(Map.of("message", "of nobody", "context", random.nextBoolean() ? Map.of()
                        : Map.of(random.nextBoolean() ? "ids" : TRACE_ID, List.of(any(random.nextBoolean() ? "" : "t")))));
            }
        }

        private String any(String prefix) {
            return prefix + random.nextInt(8);
        }

        /** @return what is wrong; {@code null} for nothing */
        String problem() {
            Match match = BatchMatcher.match(inputs, Map.of("results", results, "errors", errors), reads, reads && kind == 2 ? KEY : null);
            if (match.verdicts().size() != inputs.size()) {
                return "as many verdicts as inputs are expected";
            }
            for (BatchInput input : inputs) {
                Verdict verdict = match.verdicts().get((int) input.index());
                if (verdict.index() != input.index()) {
                    return "the verdicts are not in the order of the inputs";
                }
                if (verdict.lead() != null && (verdict.outcome() != Outcome.DONE || !isOwn(input, verdict.lead()))) {
                    return input + " is given " + verdict;
                }
                if (honest && verdict.outcome() == Outcome.UNKNOWN) {
                    return "an honest answer leaves open what became of " + input;
                }
                if (honest && verdict.isDone() && verdict.lead() == null && (echo || kind > 0)) {
                    return "an honest answer has the lead of " + input;
                }
            }
            return null;
        }

        private boolean isOwn(BatchInput input, Map<?, ?> lead) {
            Object traceId = reads ? null : lead.get(TRACE_ID);
            if (traceId != null) {
                return traceId.equals(input.traceId());
            }
            Object key = ((Map<?, ?>) lead.get("properties")).get(KEY);
            boolean onlyOne = inputs.size() == 1 && results.size() == 1 && (kind == 0 || kind == 2 && key == null);
            return onlyOne || kind == 1 && Objects.equals(lead.get("id"), input.id()) || kind == 2 && Objects.equals(key, input.id());
        }

        @Override
        public String toString() {
            return "inputs " + inputs + ", results " + results + ", errors " + errors;
        }
    }

    private static void check(long cases, long seed) {
        for (long number = 0; number < cases; number++) {
            Case one = new Case(seed + number);
            String problem = one.problem();
            if (problem != null) {
                throw new AssertionError("seed " + (seed + number) + ": " + problem + "; " + one);
            }
        }
    }

    @Test
    void noInputIsGivenARecordThatIsNotProvablyItsOwn() {
        check(100_000, 20_261_127);
    }

    @Test
    @Tag("campaign")
    void noInputIsGivenARecordThatIsNotProvablyItsOwnInAMillionAnswers() {
        check(1_000_000, Long.getLong("campaign.seed", System.nanoTime()));
    }
}
