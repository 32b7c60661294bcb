package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.X509TrustManager;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.leads.HubSpotLeadsComponent;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which settings of camel-http apply, and which of its features are disabled. */
class CamelHttpTransportTest extends HubSpotTestSupport {

    /** Accepts the self-signed certificate of the sandbox. */
    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String authType) {
        }

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String authType) {
        }

        @Override
        public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }

    @Override
    protected HubSpotSandbox.Builder sandboxOptions(HubSpotSandbox.Builder builder) {
        return builder.https();
    }

    private static SSLContextParameters trustAll() {
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setTrustManager(new TrustAll());
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    @Test
    void rejectsACertificate_thatNoTrustedAuthoritySigned() {
        assertThat(send("hubspot-leads:list?serviceUrl=" + sandbox().httpsUrl(), null).getException())
                .isInstanceOf(HubSpotTransportException.class).hasMessageContaining("the request was not sent");
    }

    @Test
    void appliesTheTlsSettingsOfTheHttpsComponent() {
        HttpComponent https = context.getComponent("https", HttpComponent.class);
        https.setSslContextParameters(trustAll());
        https.setX509HostnameVerifier(NoopHostnameVerifier.INSTANCE);
        assertThat(send("hubspot-leads:list?serviceUrl=" + sandbox().httpsUrl(), null).getException()).isNull();
    }

    @Test
    void appliesTheTlsSettingsOfTheEndpoint_withTheHostNameVerifierOfTheHttpsComponent() {
        context.getRegistry().bind("tls", trustAll());
        context.getComponent("https", HttpComponent.class).setX509HostnameVerifier(NoopHostnameVerifier.INSTANCE);
        assertThat(send("hubspot-leads:list?sslContextParameters=#tls&serviceUrl=" + sandbox().httpsUrl(), null)
                .getException()).isNull();
    }

    @Test
    void verifiesTheHostNameOfACertificate() {
        context.getRegistry().bind("tls", trustAll());
        assertThat(send("hubspot-leads:list?sslContextParameters=#tls&serviceUrl=" + sandbox().httpsUrl()
                .replace("localhost", "127.0.0.1"), null).getException()).isInstanceOf(HubSpotTransportException.class);
    }

    @Test
    void usesTheProxyOfTheHttpComponent() {
        HttpComponent http = context.getComponent("http", HttpComponent.class);
        http.setProxyHost("localhost");
        http.setProxyPort(java.net.URI.create(sandbox().url()).getPort());
        assertThat(send("hubspot-leads:list?serviceUrl=http://hubspot.invalid", null).getException()).isNull();
        assertThat(sandbox().requests().last().header("Host")).isEqualTo("hubspot.invalid");
    }

    @Test
    void aConfigurerOverridesTheSettingsOfTheComponent() {
        HubSpotConfiguration configuration = configuration();
        configuration.setHttpClientConfigurer(builder -> builder.setUserAgent("mine"));
        context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(configuration);
        assertThat(send("hubspot-leads:list", null).getException()).isNull();
        assertThat(sandbox().requests().last().header("User-Agent")).isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(ints = { 429, 503 })
    void httpClientsOwnRetriesAreDisabled(int status) {
        sandbox().faults().next(1).status(status);
        assertThat(send("hubspot-leads:list", null).getException()).isInstanceOf(HubSpotException.class);
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }

    @Test
    void aRedirectIsNotFollowedAndFailsTheCall() {
        sandbox().faults().next(1).status(302).header("Location", sandbox().url() + "/elsewhere");
        assertThat(send("hubspot-leads:list", null).getException()).isInstanceOf(HubSpotTransportException.class)
                .hasMessageContaining("redirect");
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }

    @Test
    void theActivityLogOfTheHttpComponentDoesNotFailTheCall() {
        context.getComponent("http", HttpComponent.class).setLogHttpActivity(true);
        assertThat(send("hubspot-leads:list", null).getException()).isNull();
    }

    @Test
    void runsMoreThanTwentyCallsConcurrently() throws Exception {
        List<Socket> open = new CopyOnWriteArrayList<>();
        ExecutorService callers = Executors.newFixedThreadPool(40);
        try (ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            Thread acceptor = new Thread(() -> {
                try {
                    while (true) {
                        open.add(server.accept());
                    }
                } catch (java.io.IOException e) {
                    // closed by the test
                }
            });
            acceptor.start();
            String uri = "hubspot-leads:list?requestTimeout=60s&serviceUrl=http://localhost:" + server.getLocalPort();
            for (int i = 0; i < 40; i++) {
                callers.submit(() -> send(uri, null));
            }
            await().atMost(Duration.ofSeconds(50)).until(() -> open.size() == 40);
            for (Socket socket : open) {
                socket.close();
            }
            acceptor.interrupt();
        } finally {
            callers.shutdownNow();
        }
    }
}
