package io.github.camelhubspot.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotRateLimitException;
import io.github.camelhubspot.internal.http.AnswerReader;
import io.github.camelhubspot.internal.http.HttpCall;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.SecretHeader;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.ServiceUrl;
import io.github.camelhubspot.internal.resilience.CallListener;
import io.github.camelhubspot.internal.resilience.FakeTime;
import io.github.camelhubspot.internal.resilience.RateLimiter;
import io.github.camelhubspot.internal.resilience.RateLimits;
import io.github.camelhubspot.internal.resilience.ResilientCalls;
import io.github.camelhubspot.internal.resilience.RetryPolicy;
import io.github.camelhubspot.internal.response.FakeResponse;
import org.junit.jupiter.api.Test;

/** When a token is fetched, and which token calls get. */
class OAuthTokensTest {

    private static final CallListener NO_LISTENER = new CallListener() {
    };

    private final FakeTime time = new FakeTime();
    private final Endpoint endpoint = new Endpoint();
    private boolean executorStopped;
    private final OAuthTokens tokens = tokens();

    /** Responds after one second. */
    private final class Endpoint implements HttpTransport {

        private int requests;
        private int status = 200;
        private String life = "1800";

        @Override
        public <T> CompletableFuture<T> send(HttpCall call, AnswerReader<T> reader) {
            requests++;
            CompletableFuture<T> response = new CompletableFuture<>();
            String body = status == 200 ? "{\"access_token\":\"token-" + requests + "\",\"expires_in\":" + life + "}"
                    : "{\"status\":\"BAD_REFRESH_TOKEN\",\"message\":\"no\"}";
            int sentStatus = status;
            time.after(Duration.ofSeconds(1), () -> {
                try {
                    response.complete(reader.read(new FakeResponse(sentStatus, body)));
                } catch (IOException e) {
                    response.completeExceptionally(e);
                }
            });
            return response;
        }

        @Override
        public void close() {
            // has no resources
        }
    }

    private OAuthTokens tokens() {
        Credentials.OAuth grant = new Credentials.OAuth("client", "secret", "refresh", null);
        ResilientCalls calls = new ResilientCalls(new RateLimiter(new RateLimits(0, 0), time, time.timer()),
                new ResilientCalls.Background(time.timer(), Runnable::run), time, NO_LISTENER);
        ResilientCalls.CallPolicy policy = new ResilientCalls.CallPolicy(
                new RetryPolicy(0, Duration.ofMillis(1), Duration.ofSeconds(1), 1, Duration.ZERO), Duration.ZERO, 0);
        return new OAuthTokens(grant, new TokenRequest(grant, ServiceUrl.of(ServiceUrl.DEFAULT, null), endpoint, calls, policy,
                task -> {
                    if (executorStopped) {
                        throw new RejectedExecutionException("stopped");
                    }
                    task.run();
                }, new Json(null)), time);
    }

    private List<SecretHeader> token() {
        CompletableFuture<List<SecretHeader>> headers = tokens.headers();
        time.advance(Duration.ofSeconds(1));
        return headers.join();
    }

    private static String value(List<SecretHeader> headers) {
        return headers.get(0).getValue();
    }

    @Test
    void refreshesOncePerExpiry_forAThousandCallers() {
        List<CompletableFuture<List<SecretHeader>>> all = new ArrayList<>();
        for (int expiry = 0; expiry < 100; expiry++) {
            for (int caller = 0; caller < 1000; caller++) {
                all.add(tokens.headers());
            }
            time.advance(Duration.ofSeconds(2));
            all.add(tokens.headers());
            time.advance(Duration.ofSeconds(1798));
        }
        assertThat(endpoint.requests).isEqualTo(100);
        assertThat(all).allMatch(headers -> headers.isDone() && !headers.isCompletedExceptionally());
    }

    @Test
    void refreshesAheadOfExpiry_whileCallsUseTheCurrentToken() {
        List<SecretHeader> first = token();
        time.advance(Duration.ofSeconds(1620));
        assertThat(tokens.headers()).isCompletedWithValue(first);
        time.advance(Duration.ofSeconds(1));
        assertThat(value(tokens.headers().join())).isEqualTo("Bearer token-2");
        assertThat(tokens.tokenAge()).isEqualTo(Duration.ZERO);
    }

    @Test
    void refreshesOnce_whenManyCallsAreRefusedTogether() {
        List<SecretHeader> first = token();
        time.advance(Duration.ofMinutes(5));
        List<CompletableFuture<Boolean>> renewed = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            renewed.add(tokens.renewed(first));
        }
        time.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 500; i++) {
            renewed.add(tokens.renewed(first)); // after the refresh
        }
        assertThat(renewed).allMatch(CompletableFuture::join);
        assertThat(endpoint.requests).isEqualTo(2);
        assertThat(value(tokens.headers().join())).isEqualTo("Bearer token-2");
    }

    @Test
    void doesNotReplaceAFreshTokenThatIsRefused() {
        List<SecretHeader> first = token();
        time.advance(Duration.ofSeconds(30));
        assertThat(tokens.renewed(first)).isCompletedWithValue(false);
        assertThat(tokens.headers()).isCompletedWithValue(first);
        assertThat(endpoint.requests).isEqualTo(1);
    }

    @Test
    void sendsNoFurtherRequest_afterTheGrantIsRefused() {
        endpoint.status = 400;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(this::token).hasCauseInstanceOf(HubSpotAuthenticationException.class);
            time.advance(Duration.ofHours(1));
        }
        assertThat(endpoint.requests).isEqualTo(1);
    }

    @Test
    void requestsATokenOncePerSecondAtMost_whileTheEndpointIsRateLimited() {
        endpoint.status = 429;
        assertThatThrownBy(this::token).hasCauseInstanceOf(HubSpotRateLimitException.class);
        for (int i = 0; i < 1000; i++) {
            assertThat(tokens.headers()).isCompletedExceptionally();
        }
        assertThat(endpoint.requests).isEqualTo(1);
        endpoint.status = 200;
        time.advance(Duration.ofSeconds(1));
        assertThat(value(token())).isEqualTo("Bearer token-2");
    }

    @Test
    void refreshesAgain_afterARefreshThatCouldNotStart() {
        executorStopped = true;
        assertThat(tokens.headers()).isCompletedExceptionally();
        executorStopped = false;
        time.advance(Duration.ofSeconds(1));
        assertThat(value(token())).isEqualTo("Bearer token-1");
    }

    @Test
    void usesAToken_whoseLifeMakesNoSense() {
        for (String life : List.of("1e300", "9223372036854775807", "0", "-5", "\"soon\"", "null")) {
            endpoint.life = life;
            time.advance(Duration.ofDays(2));
            List<SecretHeader> before = token();
            assertThat(Objects.requireNonNull(value(before))).isEqualTo("Bearer token-" + endpoint.requests);
        }
        assertThat(endpoint.requests).isEqualTo(6);
    }
}
