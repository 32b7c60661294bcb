package io.github.camelhubspot.internal.http.jdk;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelhubspot.internal.http.FailureTexts;
import io.github.camelhubspot.internal.http.HttpProxy;
import io.github.camelhubspot.internal.http.ProxyRefusal;

/** Selects the addresses that are reached through the proxy, and recognizes error responses of the proxy. */
final class ProxyRules extends ProxySelector {

    private static final Pattern TUNNEL_REFUSED = Pattern.compile("Tunnel failed, got: (\\d{3})");

    private final HttpProxy proxy;
    private final Predicate<String> proxied;

    /** @param proxy {@code null} for none */
    ProxyRules(HttpProxy proxy) {
        this.proxy = proxy;
        this.proxied = proxy == null ? host -> false : proxy.hosts();
    }

    static boolean secure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    boolean proxied(URI uri) {
        return proxied.test(uri.getHost());
    }

    /** Returns the value of Proxy-Authorization, or {@code null} for none. The client sends this header only to the proxy. */
    String authorization(URI uri) {
        return proxied(uri) ? proxy.authorization() : null;
    }

    /**
     * Checks that Java would send the proxy credentials. By default Java silently omits Basic credentials when it opens a tunnel.
     *
     * @throws IllegalArgumentException if the proxy has credentials and Java would not send them
     */
    void checkCredentials(URI base) {
        String property = "jdk.http.auth." + (secure(base) ? "tunneling" : "proxying") + ".disabledSchemes";
        String disabled = System.getProperty(property, secure(base) ? "Basic" : "");
        if (authorization(base) != null
                && Arrays.stream(disabled.split(",")).map(String::trim).anyMatch("Basic"::equalsIgnoreCase)) {
            throw new IllegalArgumentException("proxyUsername is '" + proxy.username() + "', but with httpVersion=HTTP_2 Java"
                    + " does not send a user name and password to the proxy: its system property " + property + " is '"
                    + disabled + "'. Start Java with -D" + property + "= (empty), or set httpVersion=HTTP_1_1");
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(proxied(uri)
                ? new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())) : Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // there is no other proxy to select
    }

    /** Whether a response is from the proxy and not from the server. Within a tunnel, a 407 is from the server. */
    boolean isProxyResponse(URI uri, int status, boolean sent) {
        return status == ProxyRefusal.UNAUTHENTICATED && proxied(uri) && (!secure(uri) || !sent);
    }

    /** Returns the failure of a request that was not sent; names the address if no connection could be opened. */
    Throwable explainUnsent(URI uri, Throwable failure) {
        Matcher refused = TUNNEL_REFUSED.matcher(String.valueOf(failure.getMessage()));
        if (refused.find()) {
            return new ProxyRefusal(Integer.parseInt(refused.group(1)));
        }
        if (failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException) {
            return new IOException("cannot connect to " + (proxied(uri) ? proxy.address() : uri.getAuthority()) + ": "
                    + (failure.getCause() instanceof UnresolvedAddressException
                            ? "unknown host '" + (proxied(uri) ? proxy.host() : uri.getHost()) + "'"
                            : FailureTexts.describe(failure)), failure);
        }
        return failure;
    }
}
