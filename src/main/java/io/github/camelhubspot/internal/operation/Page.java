package io.github.camelhubspot.internal.operation;

import java.util.List;

/**
 * A page of a walk over all of them.
 *
 * @param elements      what the page gives, in the output type
 * @param next          asks for the page after it; {@code null} if it is the last one
 * @param status        of the response that gave it
 * @param correlationId HubSpot's id of the call that got it; may be {@code null}
 */
public record Page(List<?> elements, Call next, int status, String correlationId) {
}
