package io.github.camelhubspot.internal.changes;

/** Searches for changes. */
@FunctionalInterface
public interface ChangeSource {

    /**
     * Requests a page and blocks until it is there.
     *
     * @throws io.github.camelhubspot.HubSpotException if the call fails
     */
    ChangePage fetch(ChangeQuery query);
}
