package io.github.camelhubspot.internal.operation;

import java.util.List;

/**
 * A page of an iteration over all pages.
 *
 * @param elements      the elements of the page, in the output type
 * @param next          the call for the next page; {@code null} on the last page
 * @param status        HTTP status of the response
 * @param correlationId HubSpot's id of the call; may be {@code null}
 */
public record Page(List<?> elements, Call next, int status, String correlationId) {
}
