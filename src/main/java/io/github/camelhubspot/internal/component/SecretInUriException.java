package io.github.camelhubspot.internal.component;

import java.util.List;

import org.apache.camel.NoSuchEndpointException;

/**
 * Refuses a URI with an API key. Extends {@link NoSuchEndpointException}, because Camel adds the whole URI to the text of any
 * other exception of a component and does not mask these options.
 */
final class SecretInUriException extends NoSuchEndpointException {

    private static final long serialVersionUID = 1L;

    private final String text;

    /** @param uri without its options */
    SecretInUriException(String uri, List<String> options) {
        super(uri);
        this.text = String.join(" and ", options) + " must not stand in the URI of an endpoint (" + uri + "?...), which Camel writes"
                + " into logs and shows in tools: set " + (options.size() == 1 ? "it" : "them")
                + " on the component or on a HubSpotConfiguration bean";
    }

    @Override
    public String getMessage() {
        return text;
    }
}
