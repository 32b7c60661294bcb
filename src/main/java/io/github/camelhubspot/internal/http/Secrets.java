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
 * Masks the credentials of an account in texts. If a server or gateway echoes a request, the credentials would get into
 * exceptions, logs and headers; therefore they are masked in every text that a server sent.
 *
 * <p>Thread-safe: the lock guards {@code configured} and {@code tokens}. {@code search} is immutable and is replaced as a whole,
 * so masking needs no lock.
 */
public final class Secrets {

    private static final String MASK = "***";
    /** A shorter secret is masked only as a whole word: masking it inside other words would make texts unreadable. */
    private static final int SHORTEST_INSIDE_WORDS = 8;
    /** By the time that this many newer tokens have been used, a token has expired. */
    private static final int MAX_TOKENS = 200;
    private static final int MAX_CAUSES = 20;

    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock. */
    private final Set<String> configured = new LinkedHashSet<>();
    /** The most recently used token is last. Guarded by the lock. */
    private final Set<String> tokens = new LinkedHashSet<>();
    private volatile Search search = Search.NOTHING;

    /** @param shortest length of the shortest form of a secret; shorter texts need no search */
    private record Search(Pattern pattern, int shortest) {

        /** Shared instance for an account without secrets. */
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

    /** Adds a token that is in use. It is masked until 200 other tokens have been used since. */
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
        if (tokens.size() > MAX_TOKENS) {
            tokens.remove(tokens.iterator().next());
        }
        search = Search.of(Stream.concat(configured.stream(), tokens.stream()).toList());
    }

    /** Returns the text with masked secrets; {@code null} for {@code null}. */
    public String mask(String text) {
        Search current = search;
        return text == null || text.length() < current.shortest() ? text : current.pattern().matcher(text).replaceAll(MASK);
    }

    /** Returns a deep copy of maps, lists and texts with masked secrets; returns any other value unchanged. */
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
        return containedIn(failure) ? copy(failure) : failure;
    }

    /** Whether the text of a failure or of one of its causes contains a secret. */
    boolean containedIn(Throwable failure) {
        int depth = 0;
        for (Throwable each = failure; each != null && depth < MAX_CAUSES; each = each.getCause()) {
            String text = each.toString();
            if (!text.equals(mask(text))) {
                return true;
            }
            for (Throwable suppressed : each.getSuppressed()) {
                if (suppressed.getCause() != each && containedIn(suppressed)) {
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
                failure.getCause() == null || depth == MAX_CAUSES ? null : copy(failure.getCause(), depth + 1));
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }

    private static String expression(String form) {
        String quoted = Pattern.quote(form);
        return form.length() < SHORTEST_INSIDE_WORDS ? "(?<![A-Za-z0-9])" + quoted + "(?![A-Za-z0-9])" : quoted;
    }

    /** Returns the plain secret and its encodings in JSON, HTML, forms and URLs. */
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
