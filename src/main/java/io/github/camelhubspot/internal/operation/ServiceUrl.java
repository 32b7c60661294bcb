package io.github.camelhubspot.internal.operation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address and version of HubSpot's API.
 *
 * @param base    scheme, host, port and a prefix of HubSpot's paths, such as that of a gateway; no slash at the end
 * @param version the API version
 */
public record ServiceUrl(URI base, ApiVersion version) {

    /** HubSpot's own address. */
    public static final String DEFAULT = "https://api.hubapi.com";

    /** Addresses of collections, as other connectors for HubSpot take them. */
    private static final Pattern COLLECTION = Pattern.compile(
            "(?<base>.*)/crm/(?:(?<v3>v3)/(?:objects/leads|imports)|objects/(?<objects>[^/]+)/(?:leads|0-136)|imports/(?<imports>[^/]+))");

    /** Addresses with a path of HubSpot's API, which would then occur twice in each URL. */
    private static final Pattern API_PATH = Pattern.compile(
            "https?://[^/]+(?:/.*?)??(?<path>/(?:crm/(?:v\\d+|\\d{4}-\\d{2}|objects|imports)|oauth/(?:v\\d+|\\d{4}-\\d{2}))(?:/.*)?)");

    /**
     * Parses the options serviceUrl and apiVersion.
     *
     * @param  url     a base such as {@value #DEFAULT}, or the address of a collection such as
     *                 {@code https://api.hubapi.com/crm/v3/objects/leads}, which gives base and version
     * @param  version the version; {@code null} for that of the URL, or v3 if the URL has none
     * @throws IllegalArgumentException if the URL is not usable or contradicts the version
     */
    public static ServiceUrl of(String url, String version) {
        URI uri = parse(url == null || url.isBlank() ? DEFAULT : url.trim());
        String text = uri.toString().replaceAll("/+$", "");
        ApiVersion requested = version == null || version.isBlank() ? null : ApiVersion.of(version.trim());
        Matcher collection = COLLECTION.matcher(text);
        if (!collection.matches()) {
            Matcher path = API_PATH.matcher(text);
            if (path.matches()) {
                throw new IllegalArgumentException("serviceUrl '" + text + "' ends in a path of HubSpot's API, '"
                        + path.group("path") + "': leave it out, and name the version by apiVersion");
            }
            return new ServiceUrl(URI.create(text), requested == null ? ApiVersion.V3 : requested);
        }
        ApiVersion ofUrl = ApiVersion.of(firstNonNull(collection.group("v3"), collection.group("objects"),
                collection.group("imports")));
        if (requested != null && requested != ofUrl) {
            throw new IllegalArgumentException("serviceUrl '" + text + "' means apiVersion " + ofUrl.text()
                    + ", but apiVersion is " + requested.text() + ": set one of the two, or make them agree");
        }
        return new ServiceUrl(URI.create(collection.group("base")), ofUrl);
    }

    private static URI parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("serviceUrl '" + url + "' is not a URL: " + e.getReason(), e);
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("serviceUrl '" + url + "' must start with https:// or http://");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("serviceUrl must be scheme, host, port and path only, such as " + DEFAULT);
        }
        return uri;
    }

    private static String firstNonNull(String... values) {
        for (String value : values) {
            if (value != null) {
                return value;
            }
        }
        throw new IllegalStateException("no alternative of the pattern has a version");
    }
}
