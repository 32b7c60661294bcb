package io.github.camelhubspot.internal.operation;

import java.util.Map;

import io.github.camelhubspot.internal.parameter.Parameters;

/** Says which page a call requests, in an iteration over all pages. */
public interface PageCursor {

    /** Returns a text that is unique among the pages of the iteration. */
    String text();

    /** Puts the cursor into the body of a request. */
    void into(Map<String, Object> request);

    /** HubSpot's cursor, which is opaque. */
    record After(String text) implements PageCursor {

        @Override
        public void into(Map<String, Object> request) {
            request.put(Parameters.AFTER.name(), text);
        }
    }
}
