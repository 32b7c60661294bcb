package io.github.camelhubspot.internal.resilience;

/**
 * How a call ended.
 *
 * @param <T>      the type of a response
 * @param outcome  of the last attempt
 * @param attempts number of attempts
 */
public record CallResult<T>(Outcome<T> outcome, int attempts) {
}
