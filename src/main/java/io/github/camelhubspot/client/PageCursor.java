package io.github.camelhubspot.client;

import java.util.Map;

/** The page that a call asks for, on a walk over all of them. */
interface PageCursor {

    /** What tells the page from every other one of the walk. */
    String text();

    /** Asks for the page in the body of a request that has one. */
    void into(Map<String, Object> request);

    /** A cursor that HubSpot gave, which is opaque. */
    record After(String text) implements PageCursor {

        @Override
        public void into(Map<String, Object> request) {
            request.put(Parameters.AFTER.name(), text);
        }
    }
}
