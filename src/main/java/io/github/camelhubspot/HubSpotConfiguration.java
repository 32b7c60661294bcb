package io.github.camelhubspot;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * How HubSpot is reached: credential, address, time-outs, TLS. The same for both schemes, as options of a component or an
 * endpoint, or as one bean in the registry for both components.
 */
@UriParams
@Configurer
public class HubSpotConfiguration implements Cloneable {

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
    private long connectTimeout = 30000;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "30000")
    private long requestTimeout = 30000;
    @UriParam(label = "advanced", defaultValue = "100")
    private int maxConnections = 100;
    @UriParam(label = "security")
    private SSLContextParameters sslContextParameters;
    @UriParam(defaultValue = "true")
    private boolean validation = true;
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
     * This configuration, and for what it leaves at its default the values of another one. A credential is taken whole from
     * one of the two.
     */
    public HubSpotConfiguration over(HubSpotConfiguration base) {
        HubSpotConfiguration plain = new HubSpotConfiguration();
        HubSpotConfiguration result = base.copy();
        if (Stream.of(accessToken, clientId, clientSecret, refreshToken, tokenUrl, privateApp, privateAppLegacy)
                .anyMatch(Objects::nonNull)) {
            result.accessToken = accessToken;
            result.clientId = clientId;
            result.clientSecret = clientSecret;
            result.refreshToken = refreshToken;
            result.tokenUrl = tokenUrl;
            result.privateApp = privateApp;
            result.privateAppLegacy = privateAppLegacy;
        }
        result.serviceUrl = serviceUrl != null ? serviceUrl : base.serviceUrl;
        result.apiVersion = apiVersion != null ? apiVersion : base.apiVersion;
        result.connectTimeout = connectTimeout != plain.connectTimeout ? connectTimeout : base.connectTimeout;
        result.requestTimeout = requestTimeout != plain.requestTimeout ? requestTimeout : base.requestTimeout;
        result.maxConnections = maxConnections != plain.maxConnections ? maxConnections : base.maxConnections;
        result.validation = validation != plain.validation ? validation : base.validation;
        result.sslContextParameters = sslContextParameters != null ? sslContextParameters : base.sslContextParameters;
        result.httpClientConfigurer = httpClientConfigurer != null ? httpClientConfigurer : base.httpClientConfigurer;
        result.objectMapper = objectMapper != null ? objectMapper : base.objectMapper;
        return result;
    }

    public String getAccessToken() {
        return accessToken;
    }

    /**
     * Service key, private-app token or OAuth access token, sent as a Bearer token. One of three ways to authenticate:
     * this, clientId with clientSecret and refreshToken, or privateApp / privateAppLegacy.
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
     * Refresh token of the OAuth 2.0 grant. Access tokens are fetched with it ahead of their expiry; a rotated refresh
     * token that HubSpot answers is used from then on.
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
        return connectTimeout;
    }

    /**
     * How long to wait until a connection is open, such as 10s.
     */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    /**
     * How long a call may take, from the last byte sent to the last byte of the answer, such as 30s. An upload may
     * take longer as long as it makes progress.
     */
    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public int getMaxConnections() {
        return maxConnections;
    }

    /**
     * How many connections to HubSpot may be open at once.
     */
    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /**
     * TLS settings, such as a trust store or a client certificate. By default those of the camel-http component.
     */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public boolean isValidation() {
        return validation;
    }

    /**
     * Whether input is checked for what HubSpot would refuse before it is sent: a new lead needs a name and an
     * association.
     */
    public void setValidation(boolean validation) {
        this.validation = validation;
    }

    public HttpClientConfigurer getHttpClientConfigurer() {
        return httpClientConfigurer;
    }

    /**
     * Customises the Apache HttpClient that is borrowed from camel-http, after all other options.
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
