package io.github.camelhubspot.internal.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.operation.ApiResponse;

/**
 * How a batch ended, in one call or in several.
 *
 * @param verdicts one for each input, in their order
 * @param others   results that belong to no known input
 * @param answers  what HubSpot answered
 * @param origins  where each verdict comes from, in the order of the verdicts
 * @param failure  how the call of the batch as a whole failed, even if parts of it were done later; {@code null} if it did
 *                 not
 */
record BatchOutcome(List<Verdict> verdicts, List<Map<?, ?>> others, List<ApiResponse> answers, List<Origin> origins,
                CallFailure failure) {

    /**
     * Where a verdict comes from.
     *
     * @param answer  what HubSpot answered to the call that the input was in; {@code null} if there is no answer
     * @param failure how that call failed; {@code null} if it did not
     */
    record Origin(ApiResponse answer, RuntimeException failure) {
    }

    static BatchOutcome answered(BatchMatcher.Match match, ApiResponse answer) {
        return new BatchOutcome(match.verdicts(), match.others(), List.of(answer),
                Collections.nCopies(match.verdicts().size(), new Origin(answer, null)), null);
    }

    /** A batch that got no answer. */
    static BatchOutcome failed(List<Verdict> verdicts, CallFailure failure) {
        return new BatchOutcome(verdicts, List.of(), List.of(),
                Collections.nCopies(verdicts.size(), new Origin(null, failure.cause())), failure);
    }

    /** This half of a batch that failed as a whole, and the other one. */
    BatchOutcome with(BatchOutcome second, CallFailure whole) {
        return new BatchOutcome(joined(verdicts, second.verdicts), joined(others, second.others), joined(answers, second.answers),
                joined(origins, second.origins), whole);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> result = new ArrayList<>(first.size() + second.size());
        result.addAll(first);
        result.addAll(second);
        return result;
    }
}
