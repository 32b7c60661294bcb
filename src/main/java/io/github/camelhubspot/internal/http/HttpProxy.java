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

    /** Which hosts are reached through the proxy. */
    Predicate<String> hosts() {
        if (nonProxyHosts == null) {
            return host -> true;
        }
        Pattern direct = Pattern.compile(Arrays.stream(nonProxyHosts.split("[,|]")).map(String::trim)
                .filter(name -> !name.isEmpty())
                .map(name -> Pattern.quote(name).replace("*", "\\E.*\\Q"))
                .collect(Collectors.joining("|")), Pattern.CASE_INSENSITIVE);
        return host -> !direct.matcher(host).matches();
    }

    /** The password, also as it goes to the proxy. */
    public List<String> secrets() {
        return password == null ? List.of() : List.of(password, Base64.getEncoder()
                .encodeToString((username + ':' + password).getBytes(StandardCharsets.UTF_8)));
    }

    String address() {
        return host + ":" + port;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "HttpProxy[" + address() + "]";
    }
}
