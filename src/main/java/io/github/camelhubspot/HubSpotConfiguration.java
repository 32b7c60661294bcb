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
 * How HubSpot is reached: credential, address, time-outs, TLS, proxy, retries, rate limits, circuit breaker. The same
 * for both schemes, as options of a component or an endpoint, or as one bean in the registry for both components.
 */
@UriParams
public class HubSpotConfiguration implements Cloneable {

    // an option is null until it is set, so that a value that equals the default can be told from none

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

    /** A copy that can be changed without changing this one. */
    public HubSpotConfiguration copy() {
        try {
            return (HubSpotConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /** The names of the options that make up a credential. */
    public static List<String> credentialOptions() {
        return List.of("accessToken", "clientId", "clientSecret", "refreshToken", "tokenUrl", "privateApp",
                "privateAppLegacy");
    }

    /** Forgets the credential, to make place for another. */
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
     * This configuration, and for the options that were not set here the values of another one. What was set counts, also
     * when it equals the default; a blank text counts as not set. A credential is taken whole from one of the two.
     */
    public HubSpotConfiguration over(HubSpotConfiguration base) {
        HubSpotConfiguration result = base.copy();
        if (hasCredential()) {
            result.clearCredential();
        }
        // by reflection, so that an option that is added cannot be forgotten here
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
     * Service key, private-app token or OAuth access token, sent as a Bearer token; or file: and the path of a file
     * that holds it, which is read anew when it changes, so that a token can be rotated without a restart. One of three
     * ways to authenticate: this, clientId with clientSecret and refreshToken, or privateApp / privateAppLegacy.
     */
    public void setAccessToken(String accessToken) {
        this.accessToken = accessToken;
    }

    public String getClientId() {
        return clientId;
    }

    /**
     * Client id of the HubSpot app, for the OAuth 2.0 refresh grant; needs clientSecret and refreshToken beside it.
     */
    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    /**
     * Client secret of the HubSpot app, for the OAuth 2.0 refresh grant.
     */
    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public String getRefreshToken() {
        return refreshToken;
    }

    /**
     * Refresh token of the OAuth 2.0 grant. Access tokens are fetched with it ahead of their expiry; a rotated
     * refresh token that HubSpot answers is used from then on.
     */
    public void setRefreshToken(String refreshToken) {
        this.refreshToken = refreshToken;
    }

    public String getTokenUrl() {
        return tokenUrl;
    }

    /**
     * Where OAuth access tokens are fetched. By default the path /oauth/2026-03/token under the service URL.
     */
    public void setTokenUrl(String tokenUrl) {
        this.tokenUrl = tokenUrl;
    }

    public String getPrivateApp() {
        return privateApp;
    }

    /**
     * API key sent in the header private-app, without an Authorization header. Only for gateways that ask for it:
     * HubSpot's own documentation names Bearer tokens.
     */
    public void setPrivateApp(String privateApp) {
        this.privateApp = privateApp;
    }

    public String getPrivateAppLegacy() {
        return privateAppLegacy;
    }

    /**
     * API key sent in the header private-app-legacy, without an Authorization header. Only for gateways that ask for
     * it: HubSpot's own documentation names Bearer tokens.
     */
    public void setPrivateAppLegacy(String privateAppLegacy) {
        this.privateAppLegacy = privateAppLegacy;
    }

    public String getServiceUrl() {
        return serviceUrl;
    }

    /**
     * Address of HubSpot: scheme, host and port. The address of a whole collection, such as
     * https://api.hubapi.com/crm/v3/objects/leads, is accepted too and means that host and API version, for both
     * schemes.
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
     * How long to wait until a connection is open, such as 10s.
     */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getRequestTimeout() {
        return orDefault(requestTimeout, 30_000L);
    }

    /**
     * How long a call may take, from the last byte sent to the last byte of the answer, such as 30s. An upload may
     * take longer as long as it makes progress.
     */
    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public int getMaxConnections() {
        return orDefault(maxConnections, 100);
    }

    /**
     * How many connections to HubSpot may be open at once. Over HTTP/1.1 each carries one call at a time, over HTTP/2 up
     * to 100.
     */
    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /**
     * TLS settings, such as a trust store or a client certificate. By default those of the CamelContext if
     * useGlobalSslContextParameters is set, else those of the camel-http component.
     */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public HttpVersion getHttpVersion() {
        return orDefault(httpVersion, HttpVersion.HTTP_1_1);
    }

    /**
     * Version of HTTP. HTTP_2 is negotiated with the server (ALPN, over TLS), with HTTP/1.1 where it is not offered;
     * calls then share connections, and none holds a thread. Of the camel-http component only its TLS settings apply
     * then: a proxy has to be set here, and httpClientConfigurer has no effect.
     */
    public void setHttpVersion(HttpVersion httpVersion) {
        this.httpVersion = httpVersion;
    }

    public boolean isUseGlobalSslContextParameters() {
        return orDefault(useGlobalSslContextParameters, false);
    }

    /**
     * Whether the SSLContextParameters that are set on the CamelContext are used where sslContextParameters is not
     * set.
     */
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    /**
     * Host name of an HTTP proxy to go through, TLS in a tunnel. By default the proxy of the camel-http component, if it
     * has one; with httpVersion=HTTP_2 that one is refused instead of left out.
     */
    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public int getProxyPort() {
        return orDefault(proxyPort, 0);
    }

    /**
     * Port of the HTTP proxy; needed with proxyHost.
     */
    public void setProxyPort(int proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    /**
     * User name for the HTTP proxy (Basic authentication), given to the proxy only.
     */
    public void setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    /**
     * Password for the HTTP proxy, given to the proxy only.
     */
    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    public String getNonProxyHosts() {
        return nonProxyHosts;
    }

    /**
     * Hosts that are reached without the proxy: host names separated by commas or vertical bars; an asterisk stands for any
     * characters.
     */
    public void setNonProxyHosts(String nonProxyHosts) {
        this.nonProxyHosts = nonProxyHosts;
    }

    public Compression getCompression() {
        return orDefault(compression, Compression.AUTO);
    }

    /**
     * Whether answers are asked for in compressed form (gzip): AUTO where answers can be large, ALWAYS, or NEVER.
     * Requests are never compressed: HubSpot does not say that it takes them.
     */
    public void setCompression(Compression compression) {
        this.compression = compression;
    }

    public long getMaxResponseSize() {
        return orDefault(maxResponseSize, 64 * 1024 * 1024L);
    }

    /**
     * How many bytes an answer may have, compressed or not. A longer one is not read on, and the call fails.
     */
    public void setMaxResponseSize(long maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }

    public boolean isFollowRedirects() {
        return orDefault(followRedirects, false);
    }

    /**
     * Whether redirects to the same scheme, host and port are followed, up to 5 of them. Those to elsewhere never are,
     * because the token would go along; a write is repeated only where the status says so (307, 308).
     */
    public void setFollowRedirects(boolean followRedirects) {
        this.followRedirects = followRedirects;
    }

    public int getMaxRetries() {
        return orDefault(maxRetries, 3);
    }

    /**
     * How many times a call is tried again after a failure that may pass: a rate limit, a lock, a 5xx status or no
     * answer. 0 leaves all to Camel's error handler. A call that HubSpot may have acted on is not tried again if that
     * could double a lead or an import.
     */
    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public long getRetryDelay() {
        return orDefault(retryDelay, 1000L);
    }

    /**
     * How long to wait before the first retry, such as 1s. A longer time that HubSpot asks for is waited instead.
     */
    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public long getRetryMaxDelay() {
        return orDefault(retryMaxDelay, 30_000L);
    }

    /**
     * The longest time to wait before a retry, such as 30s, even if HubSpot asks for more.
     */
    public void setRetryMaxDelay(long retryMaxDelay) {
        this.retryMaxDelay = retryMaxDelay;
    }

    public double getRetryBackoffMultiplier() {
        return orDefault(retryBackoffMultiplier, 2.0);
    }

    /**
     * By what the waiting time grows with each retry, 1 or more. Each time is then varied by up to a quarter at
     * random, so that many callers do not come back at once.
     */
    public void setRetryBackoffMultiplier(double retryBackoffMultiplier) {
        this.retryBackoffMultiplier = retryBackoffMultiplier;
    }

    public long getRetryMaxElapsed() {
        return orDefault(retryMaxElapsed, 120_000L);
    }

    /**
     * No retry begins later than this after the first try, such as 2m; 0 for no such limit.
     */
    public void setRetryMaxElapsed(long retryMaxElapsed) {
        this.retryMaxElapsed = retryMaxElapsed;
    }

    public Integer getRateLimit() {
        return rateLimit;
    }

    /**
     * The most calls in 10 seconds, of all endpoints of an account together, without searches. By default HubSpot's
     * own limit: 100 until its answers tell the account's. A lower number leaves room for other clients of the
     * account; 0 is for no limit at all.
     */
    public void setRateLimit(Integer rateLimit) {
        this.rateLimit = rateLimit;
    }

    public int getSearchRateLimit() {
        return orDefault(searchRateLimit, 5);
    }

    /**
     * The most searches in a second, of all endpoints of an account together. HubSpot allows an account
     * 5; 0 is for no limit at all.
     */
    public void setSearchRateLimit(int searchRateLimit) {
        this.searchRateLimit = searchRateLimit;
    }

    public long getRateLimitMaxWait() {
        return orDefault(rateLimitMaxWait, 300_000L);
    }

    /**
     * How long a call may wait for its turn under the rate limits, such as 5m. One that would have to wait longer
     * fails at once with a HubSpotRateLimitException.
     */
    public void setRateLimitMaxWait(long rateLimitMaxWait) {
        this.rateLimitMaxWait = rateLimitMaxWait;
    }

    public int getDailyReserve() {
        return orDefault(dailyReserve, 0);
    }

    /**
     * How many calls of the account's daily quota are kept back: when no more are left, only calls with the option
     * urgent pass, and others fail with a HubSpotRateLimitException. HubSpot tells the quota to private apps and
     * service keys, not to OAuth apps.
     */
    public void setDailyReserve(int dailyReserve) {
        this.dailyReserve = dailyReserve;
    }

    public boolean isCircuitBreaker() {
        return orDefault(circuitBreaker, false);
    }

    /**
     * Whether calls are refused for a while, with a HubSpotCircuitOpenException, when too many of the last ones
     * failed or were slow. A failure is a 5xx status or no answer; a 4xx status is an answer.
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
     * From which duration on a call is slow, such as 10s.
     */
    public void setCircuitBreakerSlowCallDuration(long circuitBreakerSlowCallDuration) {
        this.circuitBreakerSlowCallDuration = circuitBreakerSlowCallDuration;
    }

    public int getCircuitBreakerWindow() {
        return orDefault(circuitBreakerWindow, 100);
    }

    /**
     * Over how many of the last calls the percentages are taken.
     */
    public void setCircuitBreakerWindow(int circuitBreakerWindow) {
        this.circuitBreakerWindow = circuitBreakerWindow;
    }

    public int getCircuitBreakerMinimumCalls() {
        return orDefault(circuitBreakerMinimumCalls, 20);
    }

    /**
     * How many calls there must have been before the circuit can open.
     */
    public void setCircuitBreakerMinimumCalls(int circuitBreakerMinimumCalls) {
        this.circuitBreakerMinimumCalls = circuitBreakerMinimumCalls;
    }

    public long getCircuitBreakerOpenDuration() {
        return orDefault(circuitBreakerOpenDuration, 30_000L);
    }

    /**
     * How long an open circuit refuses calls before it lets some try again, such as 30s.
     */
    public void setCircuitBreakerOpenDuration(long circuitBreakerOpenDuration) {
        this.circuitBreakerOpenDuration = circuitBreakerOpenDuration;
    }

    public int getCircuitBreakerHalfOpenCalls() {
        return orDefault(circuitBreakerHalfOpenCalls, 10);
    }

    /**
     * How many calls may try, after the circuit was open, before it closes or opens again.
     */
    public void setCircuitBreakerHalfOpenCalls(int circuitBreakerHalfOpenCalls) {
        this.circuitBreakerHalfOpenCalls = circuitBreakerHalfOpenCalls;
    }

    public boolean isValidation() {
        return orDefault(validation, true);
    }

    /**
     * Whether requests are checked, before they are sent, for what HubSpot would refuse, and answers for what has to be in
     * them. All problems of a request are told at once, each with its path.
     */
    public void setValidation(boolean validation) {
        this.validation = validation;
    }

    public HttpClientConfigurer getHttpClientConfigurer() {
        return httpClientConfigurer;
    }

    /**
     * Customises the Apache HttpClient that is borrowed from camel-http, after all other options. Has no effect with
     * httpVersion=HTTP_2.
     */
    public void setHttpClientConfigurer(HttpClientConfigurer httpClientConfigurer) {
        this.httpClientConfigurer = httpClientConfigurer;
    }

    public ObjectMapper getObjectMapper() {
        return objectMapper;
    }

    /**
     * Jackson mapper that reads bodies of your own types. It is copied, not changed.
     */
    public void setObjectMapper(ObjectMapper objectMapper) {
        this.objectMapper = objectMapper;
    }

    /** Without any secret. */
    @Override
    public String toString() {
        return "HubSpotConfiguration[serviceUrl=" + serviceUrl + ", apiVersion=" + apiVersion + "]";
    }
}
