package io.github.camelhubspot.internal.imports.state;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotImportFailedException;
import io.github.camelhubspot.HubSpotImportUnfinishedException;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;

/**
 * The condition that one exchange waits for.
 *
 * @param operation    URI name of the waiting operation, such as {@code hubspot-import:await}
 * @param importId     the import
 * @param timeout      maximum duration of the wait
 * @param pollInterval maximum time between two polls
 * @param goal         which states end the wait, and which make it fail
 */
public record ImportWait(String operation, String importId, Duration timeout, Duration pollInterval, Goal goal) {

    /** Decides which states end a wait. */
    @FunctionalInterface
    interface Goal {

        /**
         * Returns whether the wait is over.
         *
         * @throws RuntimeException if the goal can no longer be reached
         */
        boolean isReached(ImportWait wait, ObservedImport observed);
    }

    /** Returns a wait until the import is finished; it fails in the states that {@code failOnState} names, finished or not. */
    public static ImportWait untilFinished(String operation, String importId, Arguments arguments) {
        List<String> failures = arguments.get(Parameters.FAIL_ON_STATE);
        return of(operation, importId, arguments, (wait, observed) -> {
            String state = observed.state();
            if (state != null && failures.stream().anyMatch(state::equalsIgnoreCase)) {
                throw new HubSpotImportFailedException(wait.error("import " + wait.importId() + " is " + state
                        + (observed.metadata().numErrors() == null ? "" : ", with errors: " + observed.metadata().numErrors()),
                        observed), null);
            }
            return observed.isFinal();
        });
    }

    /** Returns a wait until the import is canceled; it fails if the import reaches another final state. */
    public static ImportWait untilCanceled(String operation, String importId, Arguments arguments) {
        return of(operation, importId, arguments, (wait, observed) -> {
            if (observed.isFinal() && !observed.isCanceled()) {
                throw new HubSpotConflictException(wait.error("import " + wait.importId() + " was " + observed.state()
                        + " before it could be canceled", observed), null);
            }
            return observed.isCanceled();
        });
    }

    private static ImportWait of(String operation, String importId, Arguments arguments, Goal goal) {
        return new ImportWait(operation, importId, arguments.get(Parameters.AWAIT_TIMEOUT),
                arguments.get(Parameters.POLL_INTERVAL), goal);
    }

    public ImportWait withImportId(String newImportId) {
        return new ImportWait(operation, newImportId, timeout, pollInterval, goal);
    }

    /** @throws RuntimeException if the goal can no longer be reached */
    boolean isSatisfiedBy(ObservedImport observed) {
        return goal.isReached(this, observed);
    }

    /**
     * Returns the failure of a wait whose timeout has passed.
     *
     * @param last    {@code null} if the import was never seen
     * @param failure failure of the last poll; {@code null} if it succeeded
     */
    RuntimeException timedOut(ObservedImport last, Throwable failure) {
        return new HubSpotImportUnfinishedException(error(lastState(last) + " when awaitTimeout had passed after "
                + timeout.toString().substring(2).toLowerCase(Locale.ROOT) + "; it was not cancelled"
                + (failure == null ? "" : "; the last poll failed: " + failure.getMessage()), last), failure);
    }

    /** Returns the failure of a wait that ends because Camel stops. */
    RuntimeException stopped(ObservedImport last) {
        return new HubSpotImportUnfinishedException(error(lastState(last) + " when Camel stopped; it was not cancelled", last),
                null);
    }

    private String lastState(ObservedImport last) {
        return "import " + importId + (last == null ? " had not been seen" : " was " + last.state());
    }

    private HubSpotError error(String text, ObservedImport last) {
        return HubSpotError.local(operation, text, 1).withContext(context(importId, last));
    }

    /** Returns the context of an exception: the id and, if known, the state. */
    public static Map<String, List<String>> context(String importId, ObservedImport last) {
        return last == null || last.state() == null ? Map.of("importId", List.of(importId))
                : Map.of("importId", List.of(importId), "state", List.of(last.state()));
    }
}
