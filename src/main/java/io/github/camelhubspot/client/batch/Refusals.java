package io.github.camelhubspot.client.batch;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.client.BatchInput;

/** Verdicts on inputs that are not sent because HubSpot would refuse them. */
final class Refusals {

    private Refusals() {
    }

    static Verdict verdict(BatchInput input) {
        HubSpotValidationException refusal = input.refusal();
        List<Map<String, Object>> problems = refusal.getErrors();
        String message = problems.isEmpty() ? refusal.getMessage()
                : problems.stream().map(problem -> problem.get("path") + ": " + problem.get("message"))
                        .collect(Collectors.joining("; "));
        return Verdict.failed(input, Verdict.error("VALIDATION_ERROR", message, List.of(input)));
    }
}
