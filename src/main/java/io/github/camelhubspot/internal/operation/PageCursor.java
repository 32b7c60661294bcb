package io.github.camelhubspot.internal.operation;

import java.util.Map;

import io.github.camelhubspot.internal.parameter.Parameters;

/** The page that a call asks for, on a walk over all of them. */
public interface PageCursor {

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
