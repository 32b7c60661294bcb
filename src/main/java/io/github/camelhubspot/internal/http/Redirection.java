package io.github.camelhubspot.internal.http;

import java.net.URI;
import java.util.Locale;

/**
 * Tracks the redirects of one call. Redirects are followed only within the same scheme, host and port, because the token and
 * the body are sent to the new address as well.
 *
 * <p>Not thread-safe; the attempts of one call use it one after the other.
 */
public final class Redirection {

    private static final int MAX_REDIRECTS = 5;

    private HttpCall call;
    private int remaining;
    private boolean redirected;

    /** @param follow whether to follow redirects at all */
    public Redirection(HttpCall call, boolean follow) {
        this.call = call;
        this.remaining = follow ? MAX_REDIRECTS : 0;
    }

    /** Returns the call to send next, and resets {@link #redirected}. */
    public HttpCall call() {
        redirected = false;
        return call;
    }

    /** Whether the last response redirected the call to an allowed address. */
    public boolean redirected() {
        return redirected;
    }

    /** Follows the redirect of a response if it is one and is allowed; returns whether it was followed. */
    public boolean follow(HttpAnswer response) {
        if (remaining == 0 || !keepsMethod(response.status())) {
            return false;
        }
        URI target = target(response.header("Location"));
        if (target == null) {
            return false;
        }
        remaining--;
        call = call.withUri(target);
        redirected = true;
        return true;
    }

    /** After 301, 302 and 303, clients by convention change other methods to GET, which would turn a write into a read. */
    private boolean keepsMethod(int status) {
        return switch (status) {
            case 301, 302, 303 -> "GET".equals(call.method()) || "HEAD".equals(call.method());
            case 307, 308 -> call.body() == null || call.body().repeatable();
            default -> false;
        };
    }

    private URI target(String location) {
        if (location == null) {
            return null;
        }
        try {
            URI target = call.uri().resolve(location.trim());
            return origin(target).equals(origin(call.uri())) && target.getRawUserInfo() == null ? target : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String origin(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return (uri.getScheme() + "://" + uri.getHost() + ':' + port).toLowerCase(Locale.ROOT);
    }
}
