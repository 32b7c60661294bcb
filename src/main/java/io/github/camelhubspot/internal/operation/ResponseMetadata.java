package io.github.camelhubspot.internal.operation;

import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.http.Secrets;

/**
 * Values of a response that become headers. Each may be {@code null}.
 *
 * @param recordId  id of the lead or import
 * @param state     state of the import
 * @param nextAfter cursor of the next page
 * @param total     number of all records that match
 * @param numErrors number of errors of the batch or import
 * @param counters  counters of the import, by name
 * @param verdicts  the verdict on each input of a batch
 */
public record ResponseMetadata(String recordId, String state, String nextAfter, Long total, Long numErrors,
                    Map<?, ?> counters, List<?> verdicts) {

    public static final ResponseMetadata NONE = new ResponseMetadata(null, null, null, null, null, null);

    public ResponseMetadata(String recordId, String state, String nextAfter, Long total, Long numErrors, Map<?, ?> counters) {
        this(recordId, state, nextAfter, total, numErrors, counters, null);
    }

    /** Returns the metadata of a batch. */
    public static ResponseMetadata ofBatch(Long numErrors, List<?> verdicts) {
        return new ResponseMetadata(null, null, null, null, numErrors, null, verdicts);
    }

    /** Returns the metadata without secrets. A numeric id is never masked, because a secret may be a part of it by chance. */
    public ResponseMetadata masked(Secrets secrets) {
        boolean number = recordId != null && recordId.chars().allMatch(Character::isDigit);
        String id = number ? recordId : secrets.mask(recordId);
        return new ResponseMetadata(id, secrets.mask(state), secrets.mask(nextAfter), total, numErrors, counters, verdicts);
    }

    /** Returns the metadata without counters, which become a header only on request. */
    public ResponseMetadata withoutCounters() {
        return counters == null ? this : new ResponseMetadata(recordId, state, nextAfter, total, numErrors, null);
    }
}
