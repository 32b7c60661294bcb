package io.github.camelhubspot.internal.response;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotCircuitOpenException;
import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotPermissionException;
import io.github.camelhubspot.HubSpotRateLimitException;
import io.github.camelhubspot.HubSpotServerException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.http.HttpTransportException;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.resilience.CircuitOpenException;
import io.github.camelhubspot.internal.resilience.RateLimitExceededException;

/** Which exception a failure is: the one place that knows. */
public final class Failures {

    private static final int NOT_FOUND = 404;
    private static final int LOCKED = 423;
    private static final int MIGRATING = 477;
    private static final Map<Class<?>, BiFunction<HubSpotError, Throwable, HubSpotException>> MAKERS = Map.ofEntries(
            Map.entry(HubSpotException.class, HubSpotException::new),
            Map.entry(HubSpotValidationException.class, HubSpotValidationException::new),
            Map.entry(HubSpotAuthenticationException.class, HubSpotAuthenticationException::new),
            Map.entry(HubSpotPermissionException.class, HubSpotPermissionException::new),
            Map.entry(HubSpotNotFoundException.class, HubSpotNotFoundException::new),
            Map.entry(HubSpotConflictException.class, HubSpotConflictException::new),
            Map.entry(HubSpotRateLimitException.class, HubSpotRateLimitException::new),
            Map.entry(HubSpotServerException.class, HubSpotServerException::new),
            Map.entry(HubSpotTransportException.class, HubSpotTransportException::new),
            Map.entry(HubSpotOutcomeUnknownException.class, HubSpotOutcomeUnknownException::new),
            Map.entry(HubSpotCircuitOpenException.class, HubSpotCircuitOpenException::new));

    private Failures() {
    }

    /** @param hints what helps to find out whether an unclear call took effect */
    public static HubSpotException of(Operation operation, HubSpotError error, Map<String, List<String>> hints) {
        int status = error.status();
        if (status >= 500 && !operation.idempotent()) {
            return unknown(error.withContext(merged(error.context(), hints)), null);
        }
        return switch (status) {
            case 400 -> new HubSpotValidationException(error, null);
            case 401 -> new HubSpotAuthenticationException(error, null);
            case 403 -> new HubSpotPermissionException(error, null);
            case 404 -> new HubSpotNotFoundException(error, null);
            case 409 -> new HubSpotConflictException(error, null);
            case 429 -> new HubSpotRateLimitException(error, null);
            case LOCKED, MIGRATING -> new HubSpotServerException(error, null);
            default -> status >= 500 ? new HubSpotServerException(error, null)
                    : status >= 400 ? new HubSpotException(error, null)
                    : status >= 200 && status < 300 ? unclear(operation, error, hints, null)
                    : new HubSpotTransportException(error, null);
        };
    }

    /**
     * @param failure       why there was no answer that could be read, or no call
     * @param attempts      how often the call was tried
     * @param status        of the answer that could not be read; 0 if there was none
     * @param correlationId of the answer that could not be read; {@code null} if there was none
     * @param address       to which the request was to go
     */
    public static RuntimeException of(Operation operation, Throwable failure, Map<String, List<String>> hints, int attempts,
            int status, String correlationId, URI address) {
        if (failure instanceof HttpTransportException transport) {
            String text = transport.getMessage();
            return of(operation, transport, hints, new HubSpotError(operation.uri(), status, text != null
                    && text.contains(address.getHost()) ? text : text + " (" + origin(address) + ")", null, null, correlationId,
                    null, null, null, attempts));
        }
        if (failure instanceof RateLimitExceededException exceeded) {
            return new HubSpotRateLimitException(new HubSpotError(operation.uri(), 0, "not sent: " + exceeded.getMessage(), null,
                    null, null, null, null, exceeded.policyName(), 0), exceeded);
        }
        if (failure instanceof CircuitOpenException open) {
            return new HubSpotCircuitOpenException(HubSpotError.local(operation.uri(), "not sent: " + open.getMessage(), 0), open);
        }
        if (failure instanceof HubSpotException || failure instanceof CancellationException) {
            return (RuntimeException) failure;
        }
        return unclear(operation, new HubSpotError(operation.uri(), status,
                failure.toString(), null, null, correlationId, null, null, null, attempts), hints, failure);
    }

    private static HubSpotException of(Operation operation, HttpTransportException cause, Map<String, List<String>> hints,
            HubSpotError error) {
        for (Throwable reason = cause.getCause(); reason != null; reason = reason.getCause()) {
            if (reason instanceof HubSpotValidationException refused) {
                return refused; // what was being sent turned out to be unacceptable
            }
        }
        if (cause.sent() && !operation.idempotent()) {
            return unknown(error.withContext(hints), cause);
        }
        return new HubSpotTransportException(cause.sent() ? error : HubSpotError.local(operation.uri(),
                "the request was not sent: " + error.message(), error.attempts()), cause);
    }

    /**
     * The error with the address, if it does not look like one of HubSpot's: a wrong address must not look like a missing record.
     */
    public static HubSpotError located(HubSpotError error, URI address) {
        if (error.correlationId() != null || error.category() != null || error.policyName() != null) {
            return error;
        }
        return new HubSpotError(error.operation(), error.status(), error.message() + " (" + address(address)
                + (error.status() == NOT_FOUND ? ", which does not answer as HubSpot does: check serviceUrl" : "") + ")", null,
                error.subCategory(), null, error.context(), error.errors(), null, error.attempts());
    }

    /** Without what may be a secret: user, query and fragment. */
    public static String address(URI uri) {
        return origin(uri) + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /**
     * The failure of a call as that of one of those who shared it: an exception of its own, because routes change exceptions.
     *
     * @param hints what helps to find out whether an unclear call took effect for this one
     */
    public static RuntimeException again(RuntimeException failure, Map<String, List<String>> hints) {
        if (!(failure instanceof HubSpotException shared)) {
            return failure;
        }
        BiFunction<HubSpotError, Throwable, HubSpotException> maker = MAKERS.get(failure.getClass());
        boolean unclear = failure instanceof HubSpotOutcomeUnknownException;
        return maker == null ? failure
                : maker.apply(unclear ? shared.getError().withContext(hints) : shared.getError(), failure.getCause());
    }

    /** Of a call that was made, what became of it cannot be told from the answer. */
    public static HubSpotException unclear(Operation operation, HubSpotError error, Map<String, List<String>> hints, Throwable cause) {
        return operation.idempotent() ? new HubSpotTransportException(error, cause)
                : unknown(error.withContext(hints), cause);
    }

    private static HubSpotException unknown(HubSpotError error, Throwable cause) {
        String text = "outcome unknown: HubSpot may or may not have acted, check before repeating: " + error.message();
        return new HubSpotOutcomeUnknownException(new HubSpotError(error.operation(), error.status(), text,
                error.category(), error.subCategory(), error.correlationId(), error.context(), error.errors(),
                error.policyName(), error.attempts()), cause);
    }

    private static Map<String, List<String>> merged(Map<String, List<String>> first, Map<String, List<String>> second) {
        Map<String, List<String>> result = new java.util.LinkedHashMap<>(first);
        second.forEach(result::putIfAbsent);
        return result;
    }
}
