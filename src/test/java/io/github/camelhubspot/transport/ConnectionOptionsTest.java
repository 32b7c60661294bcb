package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;

import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.support.HubSpotTestSupport;
import io.github.camelhubspot.support.TunnelCredentials;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the connection options of endpoint URIs. */
class ConnectionOptionsTest extends HubSpotTestSupport {

    @ParameterizedTest
    @CsvSource({
        "proxyHost=proxy.invalid, proxyHost needs a proxyPort",
        "proxyHost=proxy.invalid&proxyPort=70000, 'proxyPort between 1 and 65535, not 70000'",
        "proxyPort=3128, proxyPort needs a proxyHost",
        "proxyUsername=jane, proxyUsername needs a proxyHost",
        "proxyPassword=secret, proxyPassword needs a proxyHost",
        "nonProxyHosts=localhost, nonProxyHosts needs a proxyHost",
        "proxyHost=proxy.invalid&proxyPort=1&proxyPassword=secret, proxyPassword needs a proxyUsername",
        "maxResponseSize=0, maxResponseSize is 0" })
    void rejectsInvalidOptions_whenTheEndpointStarts(String options, String text) {
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:list?" + options).start())
                .hasStackTraceContaining(text);
    }

    @Test
    void theProxyOptionsOverrideTheProxyOfTheHttpComponent() {
        HttpComponent http = context.getComponent("http", HttpComponent.class);
        http.setProxyHost("proxy.invalid");
        http.setProxyPort(1);
        try (TestProxy proxy = TestProxy.withPassword("jane", "secret")) {
            String options = "proxyHost=localhost&proxyPort=" + proxy.port() + "&proxyUsername=jane&proxyPassword=secret";
            assertThat(send("hubspot-leads:list?" + options, null).getException()).isNull();
            assertThat(proxy.visits()).hasSize(1);
            assertThat(send("hubspot-leads:list?nonProxyHosts=local*&" + options, null).getException()).isNull();
            assertThat(proxy.visits()).hasSize(1);
        }
    }

    @Test
    void rejectsAProxyOfTheHttpComponent_withHttp2() {
        HttpComponent http = context.getComponent("http", HttpComponent.class);
        http.setProxyHost("proxy.invalid");
        http.setProxyPort(1);
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:list?httpVersion=HTTP_2").start())
                .hasStackTraceContaining("httpVersion=HTTP_2 does not use the proxy of the component http");
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void rejectsProxyCredentialsThatJavaWouldNotSend_withHttp2() {
        String options = "&proxyHost=localhost&proxyPort=1&proxyUsername=jane&proxyPassword=secret";
        String disabled = System.getProperty(TunnelCredentials.DISABLED);
        try {
            System.clearProperty(TunnelCredentials.DISABLED);
            assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:list?httpVersion=HTTP_2&serviceUrl=https://localhost:1"
                    + options).start()).hasStackTraceContaining("proxyUsername is 'jane', but with httpVersion=HTTP_2 Java")
                    .hasStackTraceContaining("Start Java with -Djdk.http.auth.tunneling.disabledSchemes= (empty)");
            context.getEndpoint("hubspot-leads:list?httpVersion=HTTP_2&serviceUrl=http://localhost:1" + options).start();
            context.getEndpoint("hubspot-leads:list?serviceUrl=https://localhost:1" + options).start();
        } finally {
            System.setProperty(TunnelCredentials.DISABLED, disabled);
        }
    }

    @Test
    void rejectsAHostNameVerifierOfTheHttpsComponent_withHttp2() {
        context.getComponent("https", HttpComponent.class).setX509HostnameVerifier(NoopHostnameVerifier.INSTANCE);
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:list?httpVersion=HTTP_2&serviceUrl=https://localhost:1")
                .start()).hasStackTraceContaining("x509HostnameVerifier of the component https is '"
                        + NoopHostnameVerifier.class.getName() + "'").hasStackTraceContaining("httpVersion=HTTP_1_1");
    }

    @ParameterizedTest
    @CsvSource({ "HTTP_1_1", "HTTP_2" })
    void requestsCompressedResponses_whenCompressionIsOn(String version) {
        assertThat(send("hubspot-leads:list?compression=ALWAYS&httpVersion=" + version, null).getException()).isNull();
        assertThat(sandbox().requests().last().header("Accept-Encoding")).isEqualTo("gzip");
        assertThat(send("hubspot-leads:list?compression=NEVER&httpVersion=" + version, null).getException()).isNull();
        assertThat(sandbox().requests().last().header("Accept-Encoding")).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "HTTP_1_1", "HTTP_2" })
    void aTooLongResponseIsATransportErrorThatNamesTheOption(String version) {
        assertThat(send("hubspot-leads:list?maxResponseSize=5&httpVersion=" + version, null).getException())
                .isInstanceOf(HubSpotTransportException.class).hasMessageContaining("maxResponseSize");
    }

    @ParameterizedTest
    @CsvSource({ "HTTP_1_1", "HTTP_2" })
    void followsARedirectWithinTheHost_whenFollowRedirectsIsOn(String version) {
        String elsewhere = "http://127.0.0.1:" + URI.create(sandbox().url()).getPort() + "/crm/v3/objects/leads";
        sandbox().faults().next(1).status(302).header("Location", "/crm/v3/objects/leads?limit=1");
        String uri = "hubspot-leads:list?followRedirects=true&httpVersion=" + version;
        assertThat(send(uri, null).getException()).isNull();
        sandbox().faults().next(1).status(302).header("Location", elsewhere);
        assertThat(send(uri, null).getException()).isInstanceOf(HubSpotTransportException.class)
                .hasMessageContaining("redirect").hasMessageContaining(elsewhere);
        assertThat(sandbox().requests().count()).isEqualTo(3);
    }
}
