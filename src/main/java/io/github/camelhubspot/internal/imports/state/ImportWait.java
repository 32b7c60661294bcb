package io.github.camelhubspot.internal.imports.state;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotImportFailedException;
import io.github.camelhubspot.HubSpotImportUnfinishedException;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;

/**
 * What an exchange waits for.
 *
 * @param operation    the operation that waits, as a URI names it
 * @param importId     the import
 * @param timeout      how long to wait
 * @param pollInterval longest time between two looks
 * @param goal         which states are the result of the wait, and which make it fail
 */
public record ImportWait(String operation, String importId, Duration timeout, Duration pollInterval, Goal goal) {

    /** Which states end a wait. */
    @FunctionalInterface
    interface Goal {

        /**
         * @return                  whether the import is what was waited for
         * @throws RuntimeException if it never will be
         */
        boolean reached(ImportWait wait, ObservedImport observed);
    }

    /** A wait until the import is finished; it fails in the states that {@code failOnState} names, finished or not. */
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

    /** A wait until the import is canceled; it fails when the import was finished before that. */
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

    /** The same wait for an import whose id was not known before. */
    public ImportWait of(String startedId) {
        return new ImportWait(operation, startedId, timeout, pollInterval, goal);
    }

    /** @throws RuntimeException if the import has taken a turn that the wait is not for */
    boolean isOver(ObservedImport observed) {
        return goal.reached(this, observed);
    }

    /**
     * The time has passed.
     *
     * @param last    {@code null} if the import was never seen
     * @param failure why HubSpot could not be asked of late; {@code null} if it could
     */
    RuntimeException late(ObservedImport last, Throwable failure) {
        return new HubSpotImportUnfinishedException(error(seen(last) + " when awaitTimeout had passed after "
                + timeout.toString().substring(2).toLowerCase(java.util.Locale.ROOT) + "; it was not cancelled"
                + (failure == null ? "" : "; the last look failed: " + failure.getMessage()), last), failure);
    }

    /** Camel stops. */
    RuntimeException stopped(ObservedImport last) {
        return new HubSpotImportUnfinishedException(error(seen(last) + " when Camel stopped; it was not cancelled", last),
                null);
    }

    private String seen(ObservedImport last) {
        return "import " + importId + (last == null ? " had not been seen" : " was " + last.state());
    }

    private HubSpotError error(String text, ObservedImport last) {
        return HubSpotError.local(operation, text, 1).withContext(context(importId, last));
    }

    public static Map<String, List<String>> context(String importId, ObservedImport last) {
        return last == null || last.state() == null ? Map.of("importId", List.of(importId))
                : Map.of("importId", List.of(importId), "state", List.of(last.state()));
    }
}
