package io.github.camelhubspot.internal.component.connection;

import java.time.Duration;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.internal.resilience.CircuitSettings;
import io.github.camelhubspot.internal.resilience.RateLimits;
import io.github.camelhubspot.internal.resilience.ResilientCalls;
import io.github.camelhubspot.internal.resilience.RetryPolicy;

/**
 * Limits, retries and circuit breaker of calls, as a configuration sets them.
 *
 * @param limits  rate limits, which all endpoints of the account share
 * @param policy  retries and waits of the endpoint
 * @param circuit circuit breaker, which endpoints of the account with equal settings share; {@code null} for none
 */
record CallSettings(RateLimits limits, ResilientCalls.CallPolicy policy, CircuitSettings circuit) {

    /** @throws IllegalArgumentException if an option has an unusable value; the message names the option */
    static CallSettings of(HubSpotConfiguration configuration) {
        RetryPolicy retries = new RetryPolicy(configuration.getMaxRetries(), Duration.ofMillis(configuration.getRetryDelay()),
                Duration.ofMillis(configuration.getRetryMaxDelay()), configuration.getRetryBackoffMultiplier(),
                Duration.ofMillis(configuration.getRetryMaxElapsed()));
        notNegative("rateLimit", configuration.getRateLimit() == null ? 0 : configuration.getRateLimit());
        RateLimits limits = new RateLimits(configuration.getRateLimit(),
                (int) notNegative("searchRateLimit", configuration.getSearchRateLimit()));
        CircuitSettings circuit = !configuration.isCircuitBreaker() ? null
                : new CircuitSettings(configuration.getCircuitBreakerFailureRate(),
                        configuration.getCircuitBreakerSlowCallRate(),
                        Duration.ofMillis(configuration.getCircuitBreakerSlowCallDuration()),
                        configuration.getCircuitBreakerWindow(), configuration.getCircuitBreakerMinimumCalls(),
                        Duration.ofMillis(configuration.getCircuitBreakerOpenDuration()),
                        configuration.getCircuitBreakerHalfOpenCalls());
        return new CallSettings(limits, new ResilientCalls.CallPolicy(retries,
                Duration.ofMillis(notNegative("rateLimitMaxWait", configuration.getRateLimitMaxWait())),
                notNegative("dailyReserve", configuration.getDailyReserve())), circuit);
    }

    private static long notNegative(String option, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(option + " is " + value + ", but must be 0 or more");
        }
        return value;
    }
}
