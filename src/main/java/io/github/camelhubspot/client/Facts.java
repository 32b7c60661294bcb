package io.github.camelhubspot.client;

/**
 * What an answer says beside its body; any may be {@code null}.
 *
 * @param recordId  id of the lead or import answered
 * @param state     state of the import answered
 * @param nextAfter cursor of the next page
 * @param total     how many records match in all
 * @param numErrors number of errors of a batch or import
 */
public record Facts(String recordId, String state, String nextAfter, Long total, Long numErrors) {

    static final Facts NONE = new Facts(null, null, null, null, null);
}
