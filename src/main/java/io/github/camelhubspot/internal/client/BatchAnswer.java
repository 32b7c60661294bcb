package io.github.camelhubspot.internal.client;

import java.util.Map;

/**
 * What one batch call gave.
 *
 * @param answer the answer in the output type
 * @param plain  the same as maps and lists; {@code null} if HubSpot answers nothing
 */
public record BatchAnswer(ApiAnswer answer, Map<String, Object> plain) {
}
