package io.github.camelhubspot.internal.response;

import java.net.URI;
import java.util.LinkedHashMap;
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
import io.github.camelhubspot.internal.resilience.CallResult;
import io.github.camelhubspot.internal.resilience.CircuitOpenException;
import io.github.camelhubspot.internal.resilience.Outcome;
import io.github.camelhubspot.internal.resilience.RateLimitExceededException;

/** Decides which exception the failure of a call becomes. No other class does. */
public final class Failures {

    private static final int NOT_FOUND = 404;
    private static final int LOCKED = 423;
    /** HubSpot's status for an account that is being moved between data centres. */
    private static final int MIGRATING = 477;
    private static final Map<Class<?>, BiFunction<HubSpotError, Throwable, HubSpotException>> CONSTRUCTORS = Map.ofEntries(
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

    /**
     * Returns the exception of a call that HubSpot refused.
     *
     * @param hints help to find out whether the call took effect, where that is unclear
     */
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
     * Returns the exception of a call whose last attempt got no response, or one that cannot be read.
     *
     * @param hints   help to find out whether the call took effect, where that is unclear
     * @param address of the request
     */
    public static RuntimeException unanswered(Operation operation, CallResult<?> result, Map<String, List<String>> hints,
            URI address) {
        Outcome<?> last = result.outcome();
        HubSpotError error = HubSpotError.of(operation.uri(), last.unreadable(), null, last.correlationId());
        return withoutResponse(operation, last.failure(), hints, error.withAttempts(result.attempts()), address);
    }

    /** Returns the exception of a call that ended without an attempt. See {@link #unanswered} for the parameters. */
    public static RuntimeException notAttempted(Operation operation, Throwable failure, Map<String, List<String>> hints,
            URI address) {
        return withoutResponse(operation, failure, hints, HubSpotError.local(operation.uri(), null, 0), address);
    }

    /** @param error has all but the message */
    private static RuntimeException withoutResponse(Operation operation, Throwable failure, Map<String, List<String>> hints,
            HubSpotError error, URI address) {
        if (failure instanceof HttpTransportException transport) {
            String text = transport.getMessage();
            boolean named = text != null && text.contains(address.getHost());
            return ofTransport(operation, transport, hints,
                    error.withMessage(named ? text : text + " (" + origin(address) + ")"));
        }
        if (failure instanceof RateLimitExceededException exceeded) {
            return new HubSpotRateLimitException(HubSpotError.local(operation.uri(), "not sent: " + exceeded.getMessage(), 0)
                    .withPolicyName(exceeded.policyName()), exceeded);
        }
        if (failure instanceof CircuitOpenException open) {
            return new HubSpotCircuitOpenException(HubSpotError.local(operation.uri(), "not sent: " + open.getMessage(), 0), open);
        }
        if (failure instanceof HubSpotException || failure instanceof CancellationException) {
            return (RuntimeException) failure;
        }
        return unclear(operation, error.withMessage(failure.toString()), hints, failure);
    }

    private static HubSpotException ofTransport(Operation operation, HttpTransportException failure,
            Map<String, List<String>> hints, HubSpotError error) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof HubSpotValidationException refused) {
                return refused; // the body was found to be unacceptable while it was sent
            }
        }
        if (failure.sent() && !operation.idempotent()) {
            return unknown(error.withContext(hints), failure);
        }
        return new HubSpotTransportException(failure.sent() ? error : HubSpotError.local(operation.uri(),
                "the request was not sent: " + error.message(), error.attempts()), failure);
    }

    /**
     * Adds the address to the message of an error that lacks all fields of HubSpot's own errors. Otherwise a wrong serviceUrl
     * would look like a missing record.
     */
    public static HubSpotError withAddress(HubSpotError error, URI address) {
        boolean ofHubSpot = error.correlationId() != null || error.category() != null || error.policyName() != null;
        return ofHubSpot ? error : error.withMessage(error.message() + " (" + address(address)
                + (error.status() == NOT_FOUND ? ", which does not answer as HubSpot does: check serviceUrl" : "") + ")");
    }

    /** Returns scheme, host, port and path of an address; user, query and fragment may be secrets. */
    public static String address(URI uri) {
        return origin(uri) + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /**
     * Returns a copy of an exception for one of the callers that shared a call. Routes change exceptions, so each caller needs
     * its own.
     *
     * @param hints help to find out whether the call took effect for this caller, where that is unclear
     */
    public static RuntimeException copy(RuntimeException failure, Map<String, List<String>> hints) {
        if (!(failure instanceof HubSpotException shared)) {
            return failure;
        }
        BiFunction<HubSpotError, Throwable, HubSpotException> constructor = CONSTRUCTORS.get(failure.getClass());
        boolean unclear = failure instanceof HubSpotOutcomeUnknownException;
        return constructor == null ? failure
                : constructor.apply(unclear ? shared.getError().withContext(hints) : shared.getError(), failure.getCause());
    }

    /** Returns the exception of a call that was sent and whose response does not say whether it took effect. */
    public static HubSpotException unclear(Operation operation, HubSpotError error, Map<String, List<String>> hints, Throwable cause) {
        return operation.idempotent() ? new HubSpotTransportException(error, cause)
                : unknown(error.withContext(hints), cause);
    }

    private static HubSpotException unknown(HubSpotError error, Throwable cause) {
        return new HubSpotOutcomeUnknownException(error.withMessage(
                "outcome unknown: HubSpot may or may not have acted, check before repeating: " + error.message()), cause);
    }

    private static Map<String, List<String>> merged(Map<String, List<String>> first, Map<String, List<String>> second) {
        Map<String, List<String>> result = new LinkedHashMap<>(first);
        second.forEach(result::putIfAbsent);
        return result;
    }
}
