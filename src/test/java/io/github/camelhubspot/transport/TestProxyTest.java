package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.ClosedPort;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the proxy of the transport tests with a plain HttpClient. */
@Tag("integration")
class TestProxyTest {

    @TempDir
    Path dir;

    private Certificates certificates;
    private HubSpotSandbox sandbox;

    @BeforeEach
    void start() {
        certificates = Certificates.in(dir);
        sandbox = HubSpotSandbox.builder().https(certificates.server(), Certificates.PASSWORD).start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /** Searches leads through a proxy. */
    private int search(TestProxy proxy, String user, String base) throws Exception {
        HttpClientBuilder builder = HttpClients.custom().setProxy(new HttpHost("localhost", proxy.port()))
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(certificates.context(null))).build());
        if (user != null) {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(new AuthScope("localhost", proxy.port()),
                    new UsernamePasswordCredentials(user, "secret".toCharArray()));
            builder.setDefaultCredentialsProvider(credentials);
        }
        HttpPost post = new HttpPost(base + "/crm/v3/objects/leads/search");
        post.setHeader("Authorization", "Bearer " + sandbox.accessToken());
        post.setEntity(new StringEntity("{}", ContentType.APPLICATION_JSON));
        try (CloseableHttpClient client = builder.build()) {
            return client.execute(post, response -> response.getCode());
        }
    }

    @Test
    void sendsTlsThroughATunnel() throws Exception {
        try (TestProxy proxy = TestProxy.open()) {
            assertThat(search(proxy, null, sandbox.httpsUrl())).isEqualTo(200);
            assertThat(proxy.visits()).singleElement().satisfies(visit -> {
                assertThat(visit.tunnel()).isTrue();
                assertThat("https://" + visit.target()).isEqualTo(sandbox.httpsUrl());
                assertThat(visit.head().header("Authorization")).isNull();
            });
        }
    }

    @Test
    void forwardsPlainRequests_toAHostThatOnlyTheProxyKnows() throws Exception {
        try (TestProxy proxy = TestProxy.open()) {
            assertThat(search(proxy, null, sandbox.url().replace("localhost", "hubspot.invalid"))).isEqualTo(200);
            assertThat(proxy.visits()).singleElement().satisfies(visit -> {
                assertThat(visit.tunnel()).isFalse();
                assertThat(visit.target()).startsWith("hubspot.invalid:");
            });
            assertThat(sandbox.requests().last().bodyText()).isEqualTo("{}");
            assertThat(sandbox.requests().last().header("Host")).startsWith("hubspot.invalid");
        }
    }

    @Test
    void responds407_whenCredentialsAreMissing() throws Exception {
        try (TestProxy proxy = TestProxy.withPassword("jane", "secret")) {
            assertThat(search(proxy, null, sandbox.url())).isEqualTo(407);
            assertThat(search(proxy, null, sandbox.httpsUrl())).isEqualTo(407);
            assertThat(proxy.visits()).hasSize(2).noneMatch(TestProxy.Visit::accepted);
            assertThat(sandbox.requests().count()).isZero();
        }
    }

    @Test
    void forwardsARequestWithValidCredentials() throws Exception {
        try (TestProxy proxy = TestProxy.withPassword("jane", "secret")) {
            assertThat(search(proxy, "jane", sandbox.url())).isEqualTo(200);
            assertThat(search(proxy, "jane", sandbox.httpsUrl())).isEqualTo(200);
            assertThat(proxy.visits()).extracting(TestProxy.Visit::accepted).containsExactly(false, true, false, true);
            assertThat(search(proxy, "john", sandbox.url())).isEqualTo(407);
            assertThat(sandbox.requests().last().header("Proxy-Authorization")).isNull();
        }
    }

    @Test
    void responds502_whenTheServerIsDown() throws Exception {
        try (ClosedPort gone = new ClosedPort(); TestProxy proxy = TestProxy.open()) {
            assertThat(search(proxy, null, "http://localhost:" + gone.number())).isEqualTo(502);
        }
    }
}
