package io.github.camelhubspot.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An HTTP proxy.
 *
 * @param host          host name
 * @param port          port
 * @param username      for Basic authentication; {@code null} for none
 * @param password      may be {@code null}
 * @param nonProxyHosts hosts that are reached directly, separated by comma or |, with * as a wildcard; may be {@code null}
 */
public record HttpProxy(String host, int port, String username, String password, String nonProxyHosts) {

    /** Returns whether a host is reached through the proxy. */
    public Predicate<String> hosts() {
        if (nonProxyHosts == null) {
            return host -> true;
        }
        Pattern direct = Pattern.compile(Arrays.stream(nonProxyHosts.split("[,|]")).map(String::trim)
                .filter(name -> !name.isEmpty())
                .map(name -> Pattern.quote(name).replace("*", "\\E.*\\Q"))
                .collect(Collectors.joining("|")), Pattern.CASE_INSENSITIVE);
        return host -> !direct.matcher(host).matches();
    }

    /** Returns the value of the header Proxy-Authorization, or {@code null} without a user name. */
    public String authorization() {
        return username == null ? null : "Basic " + credentials();
    }

    /** Returns the texts to mask: the password, plain and as encoded in the header Proxy-Authorization. */
    public List<String> secrets() {
        return password == null ? List.of() : List.of(password, credentials());
    }

    private String credentials() {
        return Base64.getEncoder().encodeToString((username + ':' + (password == null ? "" : password))
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Returns host and port. */
    public String address() {
        return host + ":" + port;
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return "HttpProxy[" + address() + "]";
    }
}
