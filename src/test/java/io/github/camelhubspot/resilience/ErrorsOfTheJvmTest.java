package io.github.camelhubspot.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.camelhubspot.HttpVersion;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.Exchange;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An Error of the JVM in a call ends its exchange once, and leaks neither a connection nor a permit. */
@Timeout(180)
class ErrorsOfTheJvmTest extends HubSpotTestSupport {

    private static final Map<String, Object> LEAD = Map.of("hs_lead_name", "Jane", "contactId", "67890");

    private final AtomicReference<String> failingAt = new AtomicReference<>();
    private Error error;

    /** A body whose value throws an Error. */
    public final class Broken {

        public String getHs_lead_name() {
            throw error;
        }
    }

    @Override
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration configuration = super.configuration();
        configuration.setMaxConnections(1);
        configuration.setRequestTimeout(Duration.ofMinutes(1).toMillis());
        configuration.setHttpClientConfigurer(this::interrupt);
        return configuration;
    }

    @Override
    protected void setupResources() {
        sandbox().contacts().create("67890", Map.of("email", "jane@example.com"));
    }

    private void failAt(String stage) {
        if (failingAt.compareAndSet(stage, null)) {
            throw error;
        }
    }

    /** Adds a failure at every extension point of HttpClient. */
    private void interrupt(HttpClientBuilder builder) {
        builder.addExecInterceptorFirst("first", (request, scope, chain) -> {
            failAt("before all");
            return chain.proceed(request, scope);
        }).addExecInterceptorBefore(ChainElement.CONNECT.name(), "connect", (request, scope, chain) -> {
            failAt("before the connection");
            return chain.proceed(request, scope);
        }).addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "main", (request, scope, chain) -> {
            failAt("on the connection");
            var response = chain.proceed(request, scope);
            failAt("with the answer");
            return response;
        }).addRequestInterceptorLast((request, entity, context) -> failAt("with the request"))
                .addResponseInterceptorFirst((response, entity, context) -> failAt("with the head of the answer"));
    }

    private void assertTheNextSucceed(int calls, String options) {
        for (int i = 0; i < calls; i++) {
            assertThat(send("hubspot-leads:list?limit=1" + options, null).getException()).as("call " + i).isNull();
        }
    }

    private static List<Error> errors() {
        return List.of(new OutOfMemoryError("no heap"), new StackOverflowError());
    }

    @Test
    void anErrorInHttpClientEndsTheCall() throws Exception {
        for (Error each : errors()) {
            error = each;
            for (String stage : List.of("before all", "before the connection", "on the connection", "with the request")) {
                failingAt.set(stage);
                Exchange exchange = sendCountingCallbacks("hubspot-leads:create", LEAD);
                assertThat(exchange.getException()).as(stage).isExactlyInstanceOf(HubSpotTransportException.class)
                        .hasMessageContaining("not sent").hasMessageContaining(each.getClass().getSimpleName()).hasRootCause(each);
                assertTheNextSucceed(3, "");
            }
            for (String stage : List.of("with the head of the answer", "with the answer")) {
                failingAt.set(stage);
                Exchange exchange = sendCountingCallbacks("hubspot-leads:create", LEAD);
                assertThat(exchange.getException()).as(stage).isExactlyInstanceOf(HubSpotOutcomeUnknownException.class)
                        .hasRootCause(each);
                assertTheNextSucceed(3, "");
            }
        }
        assertThat(sandbox().requests().count("POST", "/crm/v3/objects/leads")).isEqualTo(4);
        assertTheNextSucceed(1_000, "");
    }

    @ParameterizedTest
    @EnumSource
    void anErrorInABodyEndsTheCall(HttpVersion version) throws Exception {
        String http = "httpVersion=" + version;
        for (Error each : errors()) {
            error = each;
            assertThat(sendCountingCallbacks("hubspot-leads:create?" + http, new Broken()).getException()).isNotNull();
            assertTheNextSucceed(3, "&" + http);
            Exchange upload = sendCountingCallbacks("hubspot-import:start?objectTypeId=0-1&columnMappings=email&fileName=a.csv&" + http,
                    failing(each));
            assertThat(upload.getException()).isNotNull();
            assertTheNextSucceed(3, "&" + http);
        }
        assertThat(sandbox().imports().all()).isEmpty();
        assertTheNextSucceed(1_000, "&" + http);
    }

    private static InputStream failing(Error error) {
        return new InputStream() {
            private int left = 3_000_000;

            @Override
            public int read() {
                throw error;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                byte[] row = left == 3_000_000 ? "email\n".getBytes() : "jane@example.com\n".getBytes();
                left -= row.length;
                if (left < 0) {
                    throw error;
                }
                int count = Math.min(length, row.length);
                System.arraycopy(row, 0, bytes, offset, count);
                return count;
            }
        };
    }
}
