package io.github.camelhubspot.client;

import java.util.Map;

/**
 * What an answer says beside its body; any may be {@code null}.
 *
 * @param recordId  id of the lead or import answered
 * @param state     state of the import answered
 * @param nextAfter cursor of the next page
 * @param total     how many records match in all
 * @param numErrors number of errors of a batch or import
 * @param counters  counters of the import answered, by name
 */
public record Facts(String recordId, String state, String nextAfter, Long total, Long numErrors,
                    Map<?, ?> counters) {

    public static final Facts NONE = new Facts(null, null, null, null, null, null);

    /** The same without the counters, which nobody asked for. */
    public Facts withoutCounters() {
        return counters == null ? this : new Facts(recordId, state, nextAfter, total, numErrors, null);
    }
}
