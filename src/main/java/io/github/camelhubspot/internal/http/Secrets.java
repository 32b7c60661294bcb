package io.github.camelhubspot.internal.http;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The credentials of an account. A server or gateway that repeats what it was sent would carry them into exceptions, logs and
 * headers, so they are masked in every text that comes from a server.
 *
 * <p>Thread-safe: the lock guards the secrets, and the expression that finds them is replaced as a whole.
 */
public final class Secrets {

    private static final String MASK = "***";
    /** A shorter secret is masked only where it stands alone: as a part of other words it would make texts unreadable. */
    private static final int SHORT = 8;
    /** A token has ended long before so many others have come after it. */
    private static final int MOST_TOKENS = 200;
    private static final int MOST_CAUSES = 20;

    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock, as are the tokens. */
    private final Set<String> configured = new LinkedHashSet<>();
    /** The one that was used last is at the end. */
    private final Set<String> tokens = new LinkedHashSet<>();
    private volatile Search search = Search.NOTHING;

    /** @param shortest length of the shortest form of a secret: no shorter text has one */
    private record Search(Pattern pattern, int shortest) {

        /** Every response has one until its secrets are known. */
        static final Search NOTHING = of(List.of());

        static Search of(List<String> secrets) {
            List<String> forms = secrets.stream().flatMap(each -> forms(each).stream()).distinct()
                    .sorted(Comparator.comparingInt(String::length).reversed()).toList();
            return new Search(Pattern.compile(forms.stream().map(Secrets::expression).collect(Collectors.joining("|")),
                    Pattern.CASE_INSENSITIVE), forms.isEmpty() ? Integer.MAX_VALUE : forms.get(forms.size() - 1).length());
        }
    }

    /** Adds secrets that are always masked; {@code null} and blank ones are ignored. */
    public void addConfigured(Collection<String> secrets) {
        lock.lock();
        try {
            secrets.stream().filter(secret -> secret != null && !secret.isBlank()).forEach(configured::add);
            rebuild();
        } finally {
            lock.unlock();
        }
    }

    /** Adds a token that is in use. It is masked until 200 other tokens have been used after it. */
    public void addToken(String token) {
        lock.lock();
        try {
            boolean known = tokens.remove(token);
            tokens.add(token);
            if (!known) {
                rebuild();
            }
        } finally {
            lock.unlock();
        }
    }

    private void rebuild() {
        if (tokens.size() > MOST_TOKENS) {
            tokens.remove(tokens.iterator().next());
        }
        search = Search.of(Stream.concat(configured.stream(), tokens.stream()).toList());
    }

    /** The text without secrets; {@code null} for {@code null}. */
    public String mask(String text) {
        Search now = search;
        return text == null || text.length() < now.shortest() ? text : now.pattern().matcher(text).replaceAll(MASK);
    }

    /** Maps, lists and texts, copied without secrets; anything else as it is. */
    public Object mask(Object value) {
        if (value instanceof String text) {
            return mask(text);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(mask(key), mask(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(mask(item)));
            return copy;
        }
        return value;
    }

    /** Returns the failure if neither its text nor that of a cause contains a secret, else a copy with masked texts. */
    public Throwable mask(Throwable failure) {
        return shownBy(failure) ? copy(failure) : failure;
    }

    /** Whether the text of a failure or of one of its causes contains a secret. */
    boolean shownBy(Throwable failure) {
        int depth = 0;
        for (Throwable each = failure; each != null && depth < MOST_CAUSES; each = each.getCause()) {
            String text = each.toString();
            if (!text.equals(mask(text))) {
                return true;
            }
            for (Throwable suppressed : each.getSuppressed()) {
                if (suppressed.getCause() != each && shownBy(suppressed)) {
                    return true;
                }
            }
            depth++;
        }
        return false;
    }

    /** Returns a copy of a failure and its causes with masked texts. */
    IOException copy(Throwable failure) {
        return copy(failure, 0);
    }

    private IOException copy(Throwable failure, int depth) {
        IOException copy = new IOException(mask(failure.toString()),
                failure.getCause() == null || depth == MOST_CAUSES ? null : copy(failure.getCause(), depth + 1));
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }

    private static String expression(String form) {
        return form.length() < SHORT ? "(?<![A-Za-z0-9])" + Pattern.quote(form) + "(?![A-Za-z0-9])" : Pattern.quote(form);
    }

    /** A secret as it is, in a form or URL, in JSON and in HTML. */
    private static Set<String> forms(String secret) {
        String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        String html = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        Set<String> forms = new LinkedHashSet<>(List.of(secret, json, html, encoded));
        forms.add(json.replace("/", "\\/"));
        forms.add(html.replace("\"", "&quot;"));
        forms.add(html.replace("\"", "&#34;").replace("'", "&#39;"));
        forms.add(encoded.replace("+", "%20"));
        return forms;
    }
}
