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

/** Whatever HubSpot responds to a batch, an input gets a record only if it is provably its own. */
class BatchMatcherPropertyTest {

    private static final String TRACE_ID = "objectWriteTraceId";
    private static final String KEY = "erp_key";

    /** One call: its inputs, and a correct response with random faults. */
    private static final class Case {

        private final Random random;
        private final boolean reads;
        private final boolean repeatsTraceIds;
        /** The ids of the inputs: 0 for none, 1 for HubSpot's own, 2 for values of a unique property. */
        private final int kind;
        private final List<BatchInput> inputs = new ArrayList<>();
        private final List<Map<String, Object>> results = new ArrayList<>();
        private final List<Map<String, Object>> errors = new ArrayList<>();
        private boolean correct = true;

        Case(long seed) {
            random = new Random(seed);
            reads = random.nextInt(3) == 0;
            repeatsTraceIds = !reads && random.nextInt(3) > 0;
            kind = reads ? 1 + random.nextInt(2) : random.nextInt(3);
            int size = 1 + random.nextInt(5);
            for (int i = 0; i < size; i++) {
                respond(add(i));
            }
            for (int faults = random.nextInt(4); faults > 0; faults--) {
                correct = false;
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

        private void respond(BatchInput input) {
            if (random.nextInt(6) == 0) {
                errors.add(Map.of("message", "rejected", "context", reads ? Map.of("ids", List.of(input.id()))
                        : Map.of(TRACE_ID, List.of(input.traceId()))));
            } else {
                results.add(record(kind == 1 ? input.id() : "r" + input.index(), kind == 2 ? input.id() : null,
                        repeatsTraceIds ? input.traceId() : null));
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
            int kindOfFault = random.nextInt(8);
            if (some == null || kindOfFault == 0) {
                // a record of another write
                results.add(record(any("r"), random.nextBoolean() ? any("") : null, random.nextBoolean() ? any("t") : null));
            } else if (kindOfFault == 1) {
                results.remove(some);
            } else if (kindOfFault == 2) {
                results.add(new LinkedHashMap<>(some));
            } else if (kindOfFault == 3) {
                some.put("id", any(random.nextBoolean() ? "" : "r")); // merged into another
            } else if (kindOfFault == 4) {
                some.put(TRACE_ID, any("t"));
            } else if (kindOfFault == 5) {
                some.remove(TRACE_ID);
            } else if (kindOfFault == 6) {
                some.put("properties", random.nextBoolean() ? Map.of() : Map.of(KEY, any("")));
            } else {
                errors.add(Map.of("message", "of no input", "context", random.nextBoolean() ? Map.of()
                        : Map.of(random.nextBoolean() ? "ids" : TRACE_ID, List.of(any(random.nextBoolean() ? "" : "t")))));
            }
        }

        private String any(String prefix) {
            return prefix + random.nextInt(8);
        }

        /** Returns the first violation; {@code null} if there is none. */
        String problem() {
            Match match = BatchMatcher.match(inputs, Map.of("results", results, "errors", errors), reads,
                    reads && kind == 2 ? KEY : null);
            if (match.verdicts().size() != inputs.size()) {
                return "the number of verdicts differs from the number of inputs";
            }
            for (BatchInput input : inputs) {
                Verdict verdict = match.verdicts().get((int) input.index());
                if (verdict.index() != input.index()) {
                    return "the verdicts are not in the order of the inputs";
                }
                if (verdict.lead() != null && (verdict.outcome() != Outcome.DONE || !isOwn(input, verdict.lead()))) {
                    return input + " gets " + verdict;
                }
                if (correct && verdict.outcome() == Outcome.UNKNOWN) {
                    return "a correct response leaves the outcome open of " + input;
                }
                if (correct && verdict.isDone() && verdict.lead() == null && (repeatsTraceIds || kind > 0)) {
                    return "a correct response contains the lead of " + input;
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
            return onlyOne || kind == 1 && Objects.equals(lead.get("id"), input.id())
                    || kind == 2 && Objects.equals(key, input.id());
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
    void assignsOnlyRecordsThatProvablyBelongToTheInput() {
        check(100_000, 20_261_127);
    }

    @Test
    @Tag("campaign")
    void assignsOnlyRecordsThatProvablyBelongToTheInput_inAMillionResponses() {
        check(1_000_000, Long.getLong("campaign.seed", System.nanoTime()));
    }
}
