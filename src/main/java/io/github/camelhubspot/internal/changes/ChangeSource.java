package io.github.camelhubspot.internal.changes;

/** Where changes are looked up. */
@FunctionalInterface
public interface ChangeSource {

    /**
     * Asks for a page and waits for it.
     *
     * @throws io.github.camelhubspot.HubSpotException if there is no answer
     */
    ChangeAnswer ask(ChangeQuery query);
}
