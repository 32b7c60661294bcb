package io.github.camelhubspot.internal.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.client.ApiAnswer;
import io.github.camelhubspot.internal.client.BatchAnswer;

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
record BatchEnd(List<Verdict> verdicts, List<Map<?, ?>> others, List<BatchAnswer> answers, List<Origin> origins,
                CallFailure failure) {

    /**
     * Where a verdict comes from.
     *
     * @param answer  what HubSpot answered to the call that the input was in; {@code null} if there is no answer
     * @param failure how that call failed; {@code null} if it did not
     */
    record Origin(ApiAnswer answer, RuntimeException failure) {
    }

    static BatchEnd answered(BatchMatcher.Match match, BatchAnswer answer) {
        return new BatchEnd(match.verdicts(), match.others(), List.of(answer),
                Collections.nCopies(match.verdicts().size(), new Origin(answer.answer(), null)), null);
    }

    /** A batch that got no answer. */
    static BatchEnd failed(List<Verdict> verdicts, CallFailure failure) {
        return new BatchEnd(verdicts, List.of(), List.of(),
                Collections.nCopies(verdicts.size(), new Origin(null, failure.cause())), failure);
    }

    /** This half of a batch that failed as a whole, and the other one. */
    BatchEnd with(BatchEnd second, CallFailure whole) {
        return new BatchEnd(joined(verdicts, second.verdicts), joined(others, second.others), joined(answers, second.answers),
                joined(origins, second.origins), whole);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> result = new ArrayList<>(first.size() + second.size());
        result.addAll(first);
        result.addAll(second);
        return result;
    }
}
