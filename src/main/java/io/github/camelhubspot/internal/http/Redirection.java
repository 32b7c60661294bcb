package io.github.camelhubspot.internal.http;

import java.net.URI;
import java.util.Locale;

/**
 * Where one call goes, redirects included. They are followed to the same scheme, host and port only, because token and
 * body would go along.
 */
public final class Redirection {

    private static final int MOST = 5;

    private HttpCall call;
    private int left;
    private boolean redirected;

    /** @param follow whether redirects are followed at all */
    public Redirection(HttpCall call, boolean follow) {
        this.call = call;
        this.left = follow ? MOST : 0;
    }

    /** What is to be sent now. */
    public HttpCall call() {
        redirected = false;
        return call;
    }

    /** Whether the last answer sent the call on. */
    public boolean redirected() {
        return redirected;
    }

    /** Whether an answer sends the call to another address where it may go. */
    public boolean follow(HttpAnswer answer) {
        if (left == 0 || !repeats(answer.status())) {
            return false;
        }
        URI target = target(answer.header("Location"));
        if (target == null) {
            return false;
        }
        left--;
        call = call.at(target);
        redirected = true;
        return true;
    }

    /** A 301, 302 or 303 makes a GET of another method by custom: a write would become a read. */
    private boolean repeats(int status) {
        return switch (status) {
            case 301, 302, 303 -> "GET".equals(call.method()) || "HEAD".equals(call.method());
            case 307, 308 -> repeatable(call.body());
            default -> false;
        };
    }

    private static boolean repeatable(HttpBody body) {
        return !(body instanceof HttpBody.Multipart form)
                || form.parts().stream().allMatch(part -> part.content().repeatable());
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
