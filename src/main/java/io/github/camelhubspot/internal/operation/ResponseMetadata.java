package io.github.camelhubspot.internal.operation;

import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.http.Secrets;

/**
 * What an answer says beside its body; any may be {@code null}.
 *
 * @param recordId  id of the lead or import answered
 * @param state     state of the import answered
 * @param nextAfter cursor of the next page
 * @param total     how many records match in all
 * @param numErrors number of errors of a batch or import
 * @param counters  counters of the import answered, by name
 * @param verdicts  what became of each input of a batch
 */
public record ResponseMetadata(String recordId, String state, String nextAfter, Long total, Long numErrors,
                    Map<?, ?> counters, List<?> verdicts) {

    public static final ResponseMetadata NONE = new ResponseMetadata(null, null, null, null, null, null);

    public ResponseMetadata(String recordId, String state, String nextAfter, Long total, Long numErrors, Map<?, ?> counters) {
        this(recordId, state, nextAfter, total, numErrors, counters, null);
    }

    /** What is known of a batch. */
    public static ResponseMetadata ofBatch(Long numErrors, List<?> verdicts) {
        return new ResponseMetadata(null, null, null, null, numErrors, null, verdicts);
    }

    /** The same without secrets in what becomes a header; an id that is a number is none, whatever the secrets are. */
    public ResponseMetadata masked(Secrets secrets) {
        boolean number = recordId != null && recordId.chars().allMatch(Character::isDigit);
        String id = number ? recordId : secrets.mask(recordId);
        return new ResponseMetadata(id, secrets.mask(state), secrets.mask(nextAfter), total, numErrors, counters, verdicts);
    }

    /** The same without the counters, which nobody asked for. */
    public ResponseMetadata withoutCounters() {
        return counters == null ? this : new ResponseMetadata(recordId, state, nextAfter, total, numErrors, null);
    }
}
