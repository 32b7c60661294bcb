package io.github.camelhubspot;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * Credential, address, time-outs, TLS, proxy, retries, rate limits and circuit breaker. Both schemes have them as options of the
 * component or the endpoint, or take them from one bean in the registry.
 */
@UriParams
public class HubSpotConfiguration implements Cloneable {

    // null means not set: an explicit value that equals the default still wins over another configuration

    @UriParam(label = "security", secret = true)
    private String accessToken;
    @UriParam(label = "security")
    private String clientId;
    @UriParam(label = "security", secret = true)
    private String clientSecret;
    @UriParam(label = "security", secret = true)
    private String refreshToken;
    @UriParam(label = "security")
    private String tokenUrl;
    @UriParam(label = "security", secret = true)
    private String privateApp;
    @UriParam(label = "security", secret = true)
    private String privateAppLegacy;
    @UriParam(defaultValue = "https://api.hubapi.com")
    private String serviceUrl;
    @UriParam(defaultValue = "v3", enums = "v3,2025-09,2026-03,2026-09")
    private String apiVersion;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "30000")
    private Long connectTimeout;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "30000")
    private Long requestTimeout;
    @UriParam(javaType = "int", label = "advanced", defaultValue = "100")
    private Integer maxConnections;
    @UriParam(label = "security")
    private SSLContextParameters sslContextParameters;
    @UriParam(label = "advanced", defaultValue = "HTTP_1_1")
    private HttpVersion httpVersion;
    private Boolean useGlobalSslContextParameters;
    @UriParam(label = "proxy")
    private String proxyHost;
    @UriParam(javaType = "int", label = "proxy")
    private Integer proxyPort;
    @UriParam(label = "proxy")
    private String proxyUsername;
    @UriParam(label = "proxy", secret = true)
    private String proxyPassword;
    @UriParam(label = "proxy")
    private String nonProxyHosts;
    @UriParam(label = "advanced", defaultValue = "AUTO")
    private Compression compression;
    @UriParam(javaType = "long", label = "advanced", defaultValue = "67108864")
    private Long maxResponseSize;
    @UriParam(javaType = "boolean", label = "advanced", defaultValue = "false")
    private Boolean followRedirects;
    @UriParam(javaType = "int", label = "advanced", defaultValue = "3")
    private Integer maxRetries;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "1000")
    private Long retryDelay;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "30000")
    private Long retryMaxDelay;
    @UriParam(javaType = "double", label = "advanced", defaultValue = "2.0")
    private Double retryBackoffMultiplier;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "120000")
    private Long retryMaxElapsed;
    @UriParam(label = "advanced")
    private Integer rateLimit;
    @UriParam(javaType = "int", label = "advanced", defaultValue = "5")
    private Integer searchRateLimit;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "300000")
    private Long rateLimitMaxWait;
    @UriParam(javaType = "int", label = "advanced", defaultValue = "0")
    private Integer dailyReserve;
    @UriParam(javaType = "boolean", label = "advanced", defaultValue = "false")
    private Boolean circuitBreaker;
    @UriParam(javaType = "int", label = "advanced", defaultValue = "50")
    private Integer circuitBreakerFailureRate;
    @UriParam(javaType = "int", label = "advanced", defaultValue = "100")
    private Integer circuitBreakerSlowCallRate;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "10000")
    private Long circuitBreakerSlowCallDuration;
    @UriParam(javaType = "int", label = "advanced", defaultValue = "100")
    private Integer circuitBreakerWindow;
    @UriParam(javaType = "int", label = "advanced", defaultValue = "20")
    private Integer circuitBreakerMinimumCalls;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "30000")
    private Long circuitBreakerOpenDuration;
    @UriParam(javaType = "int", label = "advanced", defaultValue = "10")
    private Integer circuitBreakerHalfOpenCalls;
    @UriParam(javaType = "boolean", defaultValue = "true")
    private Boolean validation;
    @UriParam(label = "advanced")
    private HttpClientConfigurer httpClientConfigurer;
    @UriParam(label = "advanced")
    private ObjectMapper objectMapper;

    /** Returns an independent copy. */
    public HubSpotConfiguration copy() {
        try {
            return (HubSpotConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /** Returns the names of the options that make up a credential. */
    public static List<String> credentialOptions() {
        return List.of("accessToken", "clientId", "clientSecret", "refreshToken", "tokenUrl", "privateApp",
                "privateAppLegacy");
    }

    /** Removes the credential. */
    public void clearCredential() {
        accessToken = null;
        clientId = null;
        clientSecret = null;
        refreshToken = null;
        tokenUrl = null;
        privateApp = null;
        privateAppLegacy = null;
    }

    /**
     * Returns a copy of this configuration that takes the options that are not set from another one. A value that equals the
     * default counts as set, a blank text does not. The credential comes as a whole from one of the two.
     */
    public HubSpotConfiguration over(HubSpotConfiguration base) {
        HubSpotConfiguration result = base.copy();
        if (hasCredential()) {
            result.clearCredential();
        }
        // by reflection, so that no option can be forgotten here
        for (Field option : HubSpotConfiguration.class.getDeclaredFields()) {
            try {
                if (!Modifier.isStatic(option.getModifiers()) && isSet(option.get(this))) {
                    option.set(result, option.get(this));
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("own fields are accessible", e);
            }
        }
        return result;
    }

    private boolean hasCredential() {
        return Stream.of(accessToken, clientId, clientSecret, refreshToken, tokenUrl, privateApp, privateAppLegacy)
                .anyMatch(HubSpotConfiguration::isSet);
    }

    private static boolean isSet(Object value) {
        return value != null && !(value instanceof String text && text.isBlank());
    }

    private static <T> T orDefault(T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    public String getAccessToken() {
        return accessToken;
    }

    /**
     * Service key, private-app token or OAuth access token, sent as a Bearer token; or file: and the path of a file that
     * contains it. The file is read again when it changes, so that a token can be rotated without a restart. One of three
     * ways to authenticate: accessToken; clientId with clientSecret and refreshToken; or privateApp / privateAppLegacy.
     */
    public void setAccessToken(String accessToken) {
        this.accessToken = accessToken;
    }

    public String getClientId() {
        return clientId;
    }

    /**
     * Client id of the HubSpot app for the OAuth 2.0 refresh grant. Requires clientSecret and refreshToken.
     */
    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    /**
     * Client secret of the HubSpot app for the OAuth 2.0 refresh grant.
     */
    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public String getRefreshToken() {
        return refreshToken;
    }

    /**
     * Refresh token of the OAuth 2.0 grant. Access tokens are requested with it before they expire. If HubSpot returns a new
     * refresh token, that one is used from then on.
     */
    public void setRefreshToken(String refreshToken) {
        this.refreshToken = refreshToken;
    }

    public String getTokenUrl() {
        return tokenUrl;
    }

    /**
     * Address of OAuth token requests. The default is the path /oauth/2026-03/token of the service URL.
     */
    public void setTokenUrl(String tokenUrl) {
        this.tokenUrl = tokenUrl;
    }

    public String getPrivateApp() {
        return privateApp;
    }

    /**
     * API key, sent in the header private-app and without an Authorization header. Only for gateways that require it:
     * HubSpot's documentation describes Bearer tokens.
     */
    public void setPrivateApp(String privateApp) {
        this.privateApp = privateApp;
    }

    public String getPrivateAppLegacy() {
        return privateAppLegacy;
    }

    /**
     * API key, sent in the header private-app-legacy and without an Authorization header. Only for gateways that require it:
     * HubSpot's documentation describes Bearer tokens.
     */
    public void setPrivateAppLegacy(String privateAppLegacy) {
        this.privateAppLegacy = privateAppLegacy;
    }

    public String getServiceUrl() {
        return serviceUrl;
    }

    /**
     * Address of HubSpot: scheme, host and port. The address of a collection, such as
     * https://api.hubapi.com/crm/v3/objects/leads, is accepted too: it sets host and API version, for both schemes.
     */
    public void setServiceUrl(String serviceUrl) {
        this.serviceUrl = serviceUrl;
    }

    public String getApiVersion() {
        return apiVersion;
    }

    /**
     * Version of HubSpot's CRM API. HubSpot stops supporting v3 in September 2027 and recommends a dated version.
     */
    public void setApiVersion(String apiVersion) {
        this.apiVersion = apiVersion;
    }

    public long getConnectTimeout() {
        return orDefault(connectTimeout, 30_000L);
    }

    /**
     * Maximum time to open a connection, such as 10s.
     */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getRequestTimeout() {
        return orDefault(requestTimeout, 30_000L);
    }

    /**
     * Maximum time from the last byte of a request to the last byte of its response, such as 30s. An upload may take longer
     * while it makes progress.
     */
    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public int getMaxConnections() {
        return orDefault(maxConnections, 100);
    }

    /**
     * Maximum number of open connections to HubSpot, each for one call at a time. With httpVersion=HTTP_2, maximum number of
     * calls in flight; calls over HTTP/2 share a connection.
     */
    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /**
     * TLS settings, such as a trust store or a client certificate. The default is the SSLContextParameters of the
     * CamelContext with useGlobalSslContextParameters, else the TLS settings of the camel-http component.
     */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public HttpVersion getHttpVersion() {
        return orDefault(httpVersion, HttpVersion.HTTP_1_1);
    }

    /**
     * Version of HTTP. HTTP_2 is negotiated with the server (ALPN over TLS), with HTTP/1.1 as fallback. Calls then share
     * connections and do not block a thread. Of the camel-http component only the TLS settings apply to HTTP_2: set a proxy
     * with proxyHost; httpClientConfigurer has no effect.
     */
    public void setHttpVersion(HttpVersion httpVersion) {
        this.httpVersion = httpVersion;
    }

    public boolean isUseGlobalSslContextParameters() {
        return orDefault(useGlobalSslContextParameters, false);
    }

    /**
     * Whether the SSLContextParameters that are set on the CamelContext are used where sslContextParameters is not set.
     */
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    /**
     * Host name of an HTTP proxy; TLS goes through a tunnel. The default is the proxy of the camel-http component, if it has
     * one. With httpVersion=HTTP_2 a proxy of the camel-http component is an error.
     */
    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public int getProxyPort() {
        return orDefault(proxyPort, 0);
    }

    /**
     * Port of the HTTP proxy, 1 to 65535. Required with proxyHost.
     */
    public void setProxyPort(int proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    /**
     * User name for the HTTP proxy (Basic authentication). Sent to the proxy only.
     */
    public void setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    /**
     * Password for the HTTP proxy. Sent to the proxy only. Requires proxyUsername.
     */
    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    public String getNonProxyHosts() {
        return nonProxyHosts;
    }

    /**
     * Hosts to connect to without the proxy: host names separated by commas or vertical bars. An asterisk stands for any
     * characters.
     */
    public void setNonProxyHosts(String nonProxyHosts) {
        this.nonProxyHosts = nonProxyHosts;
    }

    public Compression getCompression() {
        return orDefault(compression, Compression.AUTO);
    }

    /**
     * Whether to request compressed responses (gzip): AUTO where responses can be large, ALWAYS or NEVER. Requests are never
     * compressed, because HubSpot does not document that it accepts them.
     */
    public void setCompression(Compression compression) {
        this.compression = compression;
    }

    public long getMaxResponseSize() {
        return orDefault(maxResponseSize, 64 * 1024 * 1024L);
    }

    /**
     * Maximum number of bytes of a response, compressed and decompressed. A call with a longer response fails, and the rest
     * is not read.
     */
    public void setMaxResponseSize(long maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }

    public boolean isFollowRedirects() {
        return orDefault(followRedirects, false);
    }

    /**
     * Whether to follow redirects to the same scheme, host and port, up to 5 per call. Other redirects are never followed,
     * because they would receive the token. A write is repeated only with the statuses 307 and 308.
     */
    public void setFollowRedirects(boolean followRedirects) {
        this.followRedirects = followRedirects;
    }

    public int getMaxRetries() {
        return orDefault(maxRetries, 3);
    }

    /**
     * Maximum number of retries of a call after a retryable failure: a rate limit, a lock, a 5xx status or no response. 0
     * leaves retries to Camel's error handler. A call that HubSpot may have executed is not retried if that could create a
     * second lead or import.
     */
    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public long getRetryDelay() {
        return orDefault(retryDelay, 1000L);
    }

    /**
     * Time before the first retry, such as 1s. If HubSpot requests a longer time, that one applies.
     */
    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public long getRetryMaxDelay() {
        return orDefault(retryMaxDelay, 30_000L);
    }

    /**
     * Maximum time before a retry, such as 30s, even if HubSpot requests a longer one.
     */
    public void setRetryMaxDelay(long retryMaxDelay) {
        this.retryMaxDelay = retryMaxDelay;
    }

    public double getRetryBackoffMultiplier() {
        return orDefault(retryBackoffMultiplier, 2.0);
    }

    /**
     * Factor by which the time grows with each retry, at least 1. Each time is varied at random by up to a quarter, so that
     * clients do not retry all at once.
     */
    public void setRetryBackoffMultiplier(double retryBackoffMultiplier) {
        this.retryBackoffMultiplier = retryBackoffMultiplier;
    }

    public long getRetryMaxElapsed() {
        return orDefault(retryMaxElapsed, 120_000L);
    }

    /**
     * Maximum time between the first attempt and the start of the last retry, such as 2m. 0 means no limit.
     */
    public void setRetryMaxElapsed(long retryMaxElapsed) {
        this.retryMaxElapsed = retryMaxElapsed;
    }

    public Integer getRateLimit() {
        return rateLimit;
    }

    /**
     * Maximum number of calls in 10 seconds, of all endpoints of an account together, without searches. The default is
     * HubSpot's limit for the account, which its responses report, and 100 until the first response. A lower number leaves
     * calls to other clients of the account. 0 means no limit.
     */
    public void setRateLimit(Integer rateLimit) {
        this.rateLimit = rateLimit;
    }

    public int getSearchRateLimit() {
        return orDefault(searchRateLimit, 5);
    }

    /**
     * Maximum number of searches per second, of all endpoints of an account together. HubSpot allows 5 per account. 0 means
     * no limit.
     */
    public void setSearchRateLimit(int searchRateLimit) {
        this.searchRateLimit = searchRateLimit;
    }

    public long getRateLimitMaxWait() {
        return orDefault(rateLimitMaxWait, 300_000L);
    }

    /**
     * Maximum time that a call waits for a permit of the rate limits, such as 5m. A call that would have to wait longer
     * fails at once with a HubSpotRateLimitException.
     */
    public void setRateLimitMaxWait(long rateLimitMaxWait) {
        this.rateLimitMaxWait = rateLimitMaxWait;
    }

    public int getDailyReserve() {
        return orDefault(dailyReserve, 0);
    }

    /**
     * Number of calls of the account's daily quota that are reserved for calls with the option urgent. When no more are
     * left, other calls fail with a HubSpotRateLimitException. HubSpot reports the quota to private apps and service keys,
     * not to OAuth apps.
     */
    public void setDailyReserve(int dailyReserve) {
        this.dailyReserve = dailyReserve;
    }

    public boolean isCircuitBreaker() {
        return orDefault(circuitBreaker, false);
    }

    /**
     * Whether calls are rejected for a while, with a HubSpotCircuitOpenException, after too many calls have failed or were
     * slow. A 5xx status or no response is a failure; a 4xx status is not.
     */
    public void setCircuitBreaker(boolean circuitBreaker) {
        this.circuitBreaker = circuitBreaker;
    }

    public int getCircuitBreakerFailureRate() {
        return orDefault(circuitBreakerFailureRate, 50);
    }

    /**
     * Percentage of failed calls at which the circuit opens, 1 to 100.
     */
    public void setCircuitBreakerFailureRate(int circuitBreakerFailureRate) {
        this.circuitBreakerFailureRate = circuitBreakerFailureRate;
    }

    public int getCircuitBreakerSlowCallRate() {
        return orDefault(circuitBreakerSlowCallRate, 100);
    }

    /**
     * Percentage of slow calls at which the circuit opens, 1 to 100.
     */
    public void setCircuitBreakerSlowCallRate(int circuitBreakerSlowCallRate) {
        this.circuitBreakerSlowCallRate = circuitBreakerSlowCallRate;
    }

    public long getCircuitBreakerSlowCallDuration() {
        return orDefault(circuitBreakerSlowCallDuration, 10_000L);
    }

    /**
     * Duration from which a call is slow, such as 10s.
     */
    public void setCircuitBreakerSlowCallDuration(long circuitBreakerSlowCallDuration) {
        this.circuitBreakerSlowCallDuration = circuitBreakerSlowCallDuration;
    }

    public int getCircuitBreakerWindow() {
        return orDefault(circuitBreakerWindow, 100);
    }

    /**
     * Number of the latest calls that the percentages are calculated from.
     */
    public void setCircuitBreakerWindow(int circuitBreakerWindow) {
        this.circuitBreakerWindow = circuitBreakerWindow;
    }

    public int getCircuitBreakerMinimumCalls() {
        return orDefault(circuitBreakerMinimumCalls, 20);
    }

    /**
     * Minimum number of calls before the circuit can open.
     */
    public void setCircuitBreakerMinimumCalls(int circuitBreakerMinimumCalls) {
        this.circuitBreakerMinimumCalls = circuitBreakerMinimumCalls;
    }

    public long getCircuitBreakerOpenDuration() {
        return orDefault(circuitBreakerOpenDuration, 30_000L);
    }

    /**
     * How long an open circuit rejects calls before it admits probes, such as 30s.
     */
    public void setCircuitBreakerOpenDuration(long circuitBreakerOpenDuration) {
        this.circuitBreakerOpenDuration = circuitBreakerOpenDuration;
    }

    public int getCircuitBreakerHalfOpenCalls() {
        return orDefault(circuitBreakerHalfOpenCalls, 10);
    }

    /**
     * Number of probes after which the circuit closes or opens again.
     */
    public void setCircuitBreakerHalfOpenCalls(int circuitBreakerHalfOpenCalls) {
        this.circuitBreakerHalfOpenCalls = circuitBreakerHalfOpenCalls;
    }

    public boolean isValidation() {
        return orDefault(validation, true);
    }

    /**
     * Whether to check requests before they are sent, and responses for required fields. All problems of a request are
     * reported at once, each with its path.
     */
    public void setValidation(boolean validation) {
        this.validation = validation;
    }

    public HttpClientConfigurer getHttpClientConfigurer() {
        return httpClientConfigurer;
    }

    /**
     * Customises the Apache HttpClient of camel-http, after all other options. Has no effect with httpVersion=HTTP_2.
     */
    public void setHttpClientConfigurer(HttpClientConfigurer httpClientConfigurer) {
        this.httpClientConfigurer = httpClientConfigurer;
    }

    public ObjectMapper getObjectMapper() {
        return objectMapper;
    }

    /**
     * Jackson mapper that reads bodies of your own types. It is copied and not changed.
     */
    public void setObjectMapper(ObjectMapper objectMapper) {
        this.objectMapper = objectMapper;
    }

    /** Returns a text without secrets. */
    @Override
    public String toString() {
        return "HubSpotConfiguration[serviceUrl=" + serviceUrl + ", apiVersion=" + apiVersion + "]";
    }
}
