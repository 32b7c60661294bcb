package io.github.camelhubspot.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.auth.Authorization;
import io.github.camelhubspot.internal.http.AnswerReader;
import io.github.camelhubspot.internal.http.HttpCall;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.ServiceUrl;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.resilience.CallListener;
import io.github.camelhubspot.internal.resilience.Circuit;
import io.github.camelhubspot.internal.resilience.FakeTime;
import io.github.camelhubspot.internal.resilience.RateLimiter;
import io.github.camelhubspot.internal.resilience.RateLimits;
import io.github.camelhubspot.internal.resilience.ResilientCalls;
import io.github.camelhubspot.internal.resilience.RetryPolicy;
import io.github.camelhubspot.internal.response.FakeResponse;
import io.github.camelhubspot.leads.LeadsOperation;
import io.github.camelhubspot.leads.LeadsTable;
import org.junit.jupiter.api.Test;

/** Calls of a client, up to a transport that returns a lead. */
class HubSpotClientTest {

    private final List<HttpCall> requests = new ArrayList<>();
    /** The classes of the component on the stack of a request, from the client on; several methods of a class count once. */
    private final List<String> classes = new ArrayList<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final HubSpotClient client = client();

    private final class Transport implements HttpTransport {

        @Override
        public <T> CompletableFuture<T> send(HttpCall call, AnswerReader<T> reader) {
            requests.add(call);
            assertThat(inFlight).hasValue(1);
            for (StackTraceElement frame : new Throwable().getStackTrace()) {
                String name = frame.getClassName().replaceFirst("\\$.*", "");
                boolean ofComponent = name.startsWith("io.github.camelhubspot.internal.")
                        && !name.equals(HubSpotClientTest.class.getName());
                if (ofComponent && (classes.isEmpty() || !classes.get(classes.size() - 1).equals(name))) {
                    classes.add(name);
                }
            }
            Collections.reverse(classes);
            try {
                return CompletableFuture.completedFuture(reader.read(new FakeResponse(200, "{\"id\":\"1\",\"properties\":{}}")));
            } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public void close() {
            // has no resources
        }
    }

    private HubSpotClient client() {
        FakeTime time = new FakeTime();
        ResilientCalls calls = new ResilientCalls(new RateLimiter(new RateLimits(0, 0), time, time.timer()),
                new ResilientCalls.Background(time.timer(), Runnable::run), time, new CallListener() { });
        ResilientCalls.CallPolicy policy = new ResilientCalls.CallPolicy(
                new RetryPolicy(0, Duration.ofMillis(1), Duration.ofSeconds(1), 1, Duration.ZERO), Duration.ZERO, 0);
        Connection connection = new Connection(new Transport(), Authorization.fixed(Authorization.bearer("token")), calls, policy,
                Circuit.NONE, Runnable::run, inFlight);
        return new HubSpotClient(ServiceUrl.of(ServiceUrl.DEFAULT, null), connection, new Json(null));
    }

    private CompletableFuture<ApiResponse> read(Arguments arguments, Object body) {
        return client.call(LeadsTable.of(LeadsOperation.read), arguments, body, OutputType.MAP, true);
    }

    @Test
    void sendsARequest_throughEachClassOnce() {
        ApiResponse response = read(Arguments.of(Map.of(Parameters.LEAD_ID, "1")), null).join();
        assertThat(response.body()).isEqualTo(Map.of("id", "1", "properties", Map.of()));
        assertThat(response.attempts()).isEqualTo(1);
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.uri()).hasToString("https://api.hubapi.com/crm/v3/objects/leads/1");
            assertThat(request.headers()).extracting(Object::toString).contains("Accept: application/json");
        });
        assertThat(classes).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(5).startsWith(HubSpotClient.class.getName())
                .endsWith(ApiAttempt.class.getName());
        assertThat(inFlight).hasValue(0);
    }

    @Test
    void sendsNothing_withoutARequiredParameter() {
        assertThatThrownBy(() -> read(Arguments.NONE, null)).isInstanceOf(HubSpotValidationException.class)
                .hasMessageContaining("leadId is required for read");
        assertThat(requests).isEmpty();
    }
}
