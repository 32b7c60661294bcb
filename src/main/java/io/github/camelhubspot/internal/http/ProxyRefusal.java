package io.github.camelhubspot.internal.http;

import java.io.IOException;

/** Thrown when a proxy returned an error of its own instead of forwarding the request. */
public final class ProxyRefusal extends IOException {

    public static final int UNAUTHENTICATED = 407;

    private static final long serialVersionUID = 1L;

    public ProxyRefusal(int status) {
        super("the proxy refused with status " + status + (status == UNAUTHENTICATED
                ? ": it wants credentials, or others than proxyUsername and proxyPassword" : ""));
    }
}
