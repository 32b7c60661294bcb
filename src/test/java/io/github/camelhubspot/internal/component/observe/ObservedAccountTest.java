package io.github.camelhubspot.internal.component.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import io.github.camelhubspot.internal.auth.Authorization;
import io.github.camelhubspot.internal.http.SecretHeader;
import io.github.camelhubspot.internal.resilience.Attempt;
import io.github.camelhubspot.internal.resilience.Circuit;
import io.github.camelhubspot.internal.resilience.CircuitSettings;
import io.github.camelhubspot.internal.resilience.Outcome;
import io.github.camelhubspot.internal.resilience.RateLimitInfo;
import io.github.camelhubspot.internal.resilience.RateLimiter;
import io.github.camelhubspot.internal.resilience.RateLimits;
import io.github.camelhubspot.internal.resilience.ResilientCalls;
import io.github.camelhubspot.internal.resilience.RetryPolicy;
import io.github.camelhubspot.internal.resilience.SafeAttempt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each problem of an account ends without a call, because an application that is DOWN may get no work that makes calls. */
class ObservedAccountTest {

    private static final RetryPolicy ONCE = new RetryPolicy(0, Duration.ofMillis(1), Duration.ofMillis(1), 1,
            Duration.ofMillis(1));

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final InstantSource clock = () -> now;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final RateLimiter rateLimiter = new RateLimiter(new RateLimits(null, 5), clock, timer);
    private final CallStatistics statistics = new CallStatistics(clock);
    private final ResilientCalls calls = new ResilientCalls(rateLimiter, new ResilientCalls.Background(timer, Runnable::run),
            clock, statistics);
    private final Circuit circuit = new Circuit("test", new CircuitSettings(50, 100, Duration.ofSeconds(1), 10, 1,
            Duration.ofSeconds(30), 1), clock);
    private Duration tokenAge;
    private String credentialProblem;
    private final ObservedAccount account = new ObservedAccount("host-1", statistics, new ObservedAccount.Sources(rateLimiter,
            calls, () -> List.of(Circuit.NONE, circuit), () -> new Authorization() {

                @Override
                public CompletableFuture<List<SecretHeader>> headers() {
                    return CompletableFuture.completedFuture(List.of());
                }

                @Override
                public String problem() {
                    return credentialProblem;
                }

                @Override
                public Duration tokenAge() {
                    return tokenAge;
                }
            }), clock);

    private void call(int status, RateLimitInfo signal) {
        Attempt<String> answered = new SafeAttempt() {
            @Override
            public CompletableFuture<Outcome<String>> send() {
                return CompletableFuture.completedFuture(Outcome.ofResponse("", status, signal));
            }
        };
        calls.call(answered, new ResilientCalls.CallPolicy(ONCE, Duration.ZERO, 0), circuit);
    }

    private void call(int status) {
        call(status, RateLimitInfo.NONE);
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void aNewAccountHasNoProblemAndShowsWhatIsKnown() {
        assertThat(account.details()).containsOnlyKeys("calls", "failures", "retries", "refusals", "waiting", "retrying",
                "limit", "available", "circuitState").containsEntry("limit", 100).containsEntry("circuitState", "CLOSED");
    }

    @Test
    void theCircuitIsAProblemOnlyWhileItRejectsCalls() {
        call(500);
        assertThat(account.reading().problem()).contains("circuit breaker is open");
        assertThat(account.reading().circuit()).isEqualTo(Circuit.State.OPEN);
        call(200);
        assertThat(account.reading().refusals()).isEqualTo(1);
        later(Duration.ofSeconds(30));
        assertThat(account.reading().problem()).isNotNull();
        later(Duration.ofMillis(1));
        assertThat(account.reading().problem()).isNull();
        assertThat(account.reading().circuit()).isEqualTo(Circuit.State.HALF_OPEN);
        call(200);
        assertThat(account.reading().circuit()).isEqualTo(Circuit.State.CLOSED);
    }

    @Test
    void aDailyQuotaIsAProblemOnlyWhileCallsAreHeldBack() {
        call(429, new RateLimitInfo(null, null, null, null, true, "DAILY", null));
        assertThat(account.reading().problem()).contains("daily quota");
        later(Duration.ofMinutes(1));
        assertThat(account.reading().problem()).isNull(); // the next call checks it
        call(429, new RateLimitInfo(null, null, null, null, true, "DAILY", null));
        assertThat(account.reading().problem()).contains("daily quota");
    }

    @Test
    void aRejectedCredentialIsAProblemUntilACallSucceeds() {
        call(401);
        later(Duration.ofDays(1));
        assertThat(account.reading().problem()).contains("401");
        call(200);
        assertThat(account.reading().problem()).isNull();
    }

    @Test
    void aTokenThatIsNewerThanTheLast401IsNoProblem() {
        tokenAge = Duration.ofMinutes(10);
        call(401);
        assertThat(account.reading().problem()).contains("401");
        later(Duration.ofMinutes(1));
        tokenAge = Duration.ofMinutes(11);
        assertThat(account.reading().problem()).contains("401");
        tokenAge = Duration.ofSeconds(1);
        assertThat(account.reading().problem()).isNull();
    }

    @Test
    void anUnusableCredentialIsTheFirstProblem() {
        call(500);
        credentialProblem = "no token";
        assertThat(account.reading().problem()).isEqualTo("no token");
    }

    @Test
    void remembersTheLastSuccessAndTheLastResponse() {
        call(200);
        Instant success = now;
        later(Duration.ofSeconds(1));
        call(404);
        assertThat(account.reading()).satisfies(reading -> {
            assertThat(reading.lastSuccess()).isEqualTo(success);
            assertThat(reading.lastStatus()).isEqualTo(404);
            assertThat(reading.calls()).isEqualTo(2);
            assertThat(reading.failures()).isEqualTo(1);
        });
    }
}
