package io.github.camelhubspot.internal.resilience;

/**
 * How a call ended.
 *
 * @param <T>     what an answer is read as
 * @param outcome the last try
 * @param attempts   how many there were
 */
public record CallResult<T>(Outcome<T> outcome, int attempts) {
}
