package io.github.camelhubspot.internal.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.batch.BatchMatcher.Match;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.support.FuzzInput;
import io.github.camelhubspot.support.FuzzRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each input of a batch gets one verdict, whatever HubSpot responds. */
class BatchResponsesFuzzTest {

    private static final List<String> NAMES = List.of("id", "properties", "key", "objectWriteTraceId", "results", "errors",
            "context", "ids", "category", "message", "numErrors", "status", "startedAt", "0", "1", "t0", "t1",
            "OBJECT_NOT_FOUND");
    private static final Map<String, Object> SAMPLE = Map.of("status", "COMPLETE", "startedAt", "2026-11-22T00:00:00Z", "results",
            List.of(Map.of("id", "0", "objectWriteTraceId", "t0", "properties", Map.of("key", "0")), Map.of("id", "1")), "errors",
            List.of(Map.of("message", "gone", "category", "OBJECT_NOT_FOUND", "context", Map.of("ids", List.of("2"))),
                    Map.of("message", "bad", "context", Map.of("objectWriteTraceId", List.of("t3")))));

    private static void match(FuzzInput input) {
        boolean reads = input.oneIn(3);
        String property = input.oneIn(3) ? "key" : null;
        List<BatchInput> inputs = new ArrayList<>();
        for (int i = input.below(5); i >= 0; i--) {
            Map<String, String> content = new LinkedHashMap<>();
            if (reads || input.oneIn(2)) {
                content.put("id", String.valueOf(input.below(4)));
            }
            if (!reads) {
                content.put("objectWriteTraceId", "t" + input.below(6));
                if (property != null) {
                    content.put("idProperty", property);
                }
            }
            inputs.add(new BatchInput(inputs.size(), content, null));
        }
        Object response = input.oneIn(4) ? input.json(NAMES) : input.changed(SAMPLE, NAMES);
        if (!(response instanceof Map<?, ?> map)) {
            return; // rejected earlier, as an unreadable response
        }
        Match match = BatchMatcher.match(inputs, map, reads, reads ? property : null);
        MergedResult result = new MergedResult();
        for (BatchInput one : inputs) {
            Verdict verdict = match.verdicts().get((int) one.index());
            if (verdict.index() != one.index() || verdict.isDone() == (verdict.error() != null)) {
                throw new AssertionError(one + " has " + verdict);
            }
            result.add(verdict);
        }
        result.asMap();
    }

    @Test
    void givesEachInputOneVerdict() {
        FuzzRun.ofTwoSeconds("batch responses").feed(BatchResponsesFuzzTest::match);
    }

    @Test
    @Tag("campaign")
    void givesEachInputOneVerdict_forMinutes() {
        FuzzRun.ofMinutes("batch responses").feed(BatchResponsesFuzzTest::match);
    }
}
