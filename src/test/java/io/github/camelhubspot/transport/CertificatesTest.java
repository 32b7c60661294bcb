package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import javax.net.ssl.SSLContext;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the certificates of the transport tests and the sandbox over TLS, with the JDK's client. */
@Tag("integration")
class CertificatesTest {

    @TempDir
    Path dir;

    private Certificates certificates;

    @BeforeEach
    void write() {
        certificates = Certificates.in(dir);
    }

    private HubSpotSandbox.Builder shows(Path keyStore) {
        return HubSpotSandbox.builder().https(keyStore, Certificates.PASSWORD);
    }

    private HttpResponse<String> get(HubSpotSandbox sandbox, String base, SSLContext tls) throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
        return client.send(HttpRequest.newBuilder(URI.create(base + "/crm/v3/objects/leads"))
                .header("Authorization", "Bearer " + sandbox.accessToken()).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(HubSpotSandbox sandbox) throws Exception {
        return get(sandbox, sandbox.httpsUrl(), certificates.context(null));
    }

    @ParameterizedTest
    @ValueSource(strings = { "localhost", "127.0.0.1" })
    void theServersCertificateIsValidForThisHost(String host) throws Exception {
        try (HubSpotSandbox sandbox = shows(certificates.server()).start()) {
            String base = sandbox.httpsUrl().replace("localhost", host);
            assertThat(get(sandbox, base, certificates.context(null)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void javaDoesNotTrustTheTestAuthority() throws Exception {
        try (HubSpotSandbox sandbox = shows(certificates.server()).start()) {
            assertThatThrownBy(() -> get(sandbox, sandbox.httpsUrl(), SSLContext.getDefault()))
                    .isInstanceOf(IOException.class).hasMessageContaining("unable to find valid certification path");
        }
    }

    @Test
    void eachInvalidCertificateIsRejectedForItsOwnReason() throws Exception {
        try (HubSpotSandbox sandbox = shows(certificates.wrongHost()).start()) {
            assertThatThrownBy(() -> get(sandbox)).hasMessageContaining("localhost");
        }
        try (HubSpotSandbox sandbox = shows(certificates.expired()).start()) {
            assertThatThrownBy(() -> get(sandbox)).hasMessageContaining("validity");
        }
        try (HubSpotSandbox sandbox = shows(certificates.selfSigned()).start()) {
            assertThatThrownBy(() -> get(sandbox)).hasMessageContaining("unable to find valid certification path");
        }
    }

    @Test
    void aClientNeedsACertificate_whenTheSandboxRequiresOne() throws Exception {
        try (HubSpotSandbox sandbox = shows(certificates.server())
                .clientCertificate(certificates.trust(), Certificates.PASSWORD).start()) {
            assertThat(get(sandbox, sandbox.httpsUrl(), certificates.context(certificates.client())).statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> get(sandbox)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(sandbox, sandbox.httpsUrl(), certificates.context(certificates.selfSigned())))
                    .isInstanceOf(IOException.class);
            assertThat(sandbox.requests().count()).isEqualTo(1);
        }
    }

    @Test
    void theSandboxOffersHttp2OverTls_unlessItIsDisabled() throws Exception {
        try (HubSpotSandbox sandbox = shows(certificates.server()).start()) {
            assertThat(get(sandbox).version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(sandbox.requests().last().protocol()).isEqualTo("HTTP/2.0");
            get(sandbox, sandbox.url(), certificates.context(null));
            assertThat(sandbox.requests().last().protocol()).isEqualTo("HTTP/1.1");
        }
        try (HubSpotSandbox sandbox = shows(certificates.server()).http1Only().start()) {
            assertThat(get(sandbox).version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(sandbox.requests().last().protocol()).isEqualTo("HTTP/1.1");
        }
    }

    @Test
    void keyStoresInAnotherDirectoryHaveTheSameAuthority(@TempDir Path other) throws Exception {
        try (HubSpotSandbox sandbox = shows(Certificates.in(other).server()).start()) {
            assertThat(get(sandbox).statusCode()).isEqualTo(200);
        }
    }
}
