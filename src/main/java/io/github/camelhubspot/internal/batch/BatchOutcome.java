package io.github.camelhubspot.internal.batch;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.camelhubspot.internal.operation.ApiResponse;

/**
 * The outcome of a batch, which took one call or, after halving, several.
 *
 * @param verdicts  one per input, in the order of the inputs
 * @param unmatched results that belong to no known input
 * @param responses HubSpot's responses
 * @param origins   where each verdict comes from, in the order of the verdicts
 * @param failure   why the batch failed as a whole, even if parts of it succeeded later; {@code null} if it did not
 */
record BatchOutcome(List<Verdict> verdicts, List<Map<?, ?>> unmatched, List<ApiResponse> responses, List<Origin> origins,
                CallFailure failure) {

    /**
     * The call that a verdict comes from.
     *
     * @param response the response to the call; {@code null} if there was none
     * @param failure  why the call failed; {@code null} if it did not
     */
    record Origin(ApiResponse response, RuntimeException failure) {
    }

    static BatchOutcome of(BatchMatcher.Match match, ApiResponse response) {
        return new BatchOutcome(match.verdicts(), match.unmatched(), List.of(response),
                Collections.nCopies(match.verdicts().size(), new Origin(response, null)), null);
    }

    /** Returns the outcome of a batch without a response. */
    static BatchOutcome failed(List<Verdict> verdicts, CallFailure failure) {
        return new BatchOutcome(verdicts, List.of(), List.of(),
                Collections.nCopies(verdicts.size(), new Origin(null, failure.cause())), failure);
    }

    /** Joins the outcomes of both halves of a batch that failed as a whole. */
    BatchOutcome with(BatchOutcome second, CallFailure whole) {
        return new BatchOutcome(joined(verdicts, second.verdicts), joined(unmatched, second.unmatched),
                joined(responses, second.responses), joined(origins, second.origins), whole);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
