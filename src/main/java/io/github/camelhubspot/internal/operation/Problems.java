package io.github.camelhubspot.internal.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotValidationException;

/**
 * Collects the problems of a request, so that all of them are reported together before anything is sent.
 *
 * <p>Not thread-safe.
 */
public final class Problems {

    /** Limit of problems in the message of the exception. */
    private static final int MAX_IN_MESSAGE = 20;
    /** Limit of problems in the errors of the exception: ten for each input of a full batch. */
    private static final int MAX_KEPT = 1_000;

    private record Problem(String path, String message) {
    }

    private final Operation operation;
    private final List<Problem> first = new ArrayList<>();
    private int count;

    public Problems(Operation operation) {
        this.operation = operation;
    }

    /**
     * Adds a problem.
     *
     * @param path    place in the body, such as {@code inputs[3].properties.hs_lead_name}, or name of a parameter
     * @param message the problem and its cure
     */
    public void add(String path, String message) {
        count++;
        if (first.size() < MAX_KEPT) {
            first.add(new Problem(path, message));
        }
    }

    /** Returns the number of problems, also of those that are not kept. */
    public int count() {
        return count;
    }

    /** Returns whether there is a problem with exactly this part of the body. */
    public boolean at(String path) {
        return count > 0 && first.stream().anyMatch(problem -> problem.path().equals(path));
    }

    /** @throws HubSpotValidationException if there is a problem, see {@link #asException} */
    public void throwIfAny() {
        if (count > 0) {
            throw asException();
        }
    }

    /** Returns an exception whose message has the first problems and whose errors have more of them. */
    public HubSpotValidationException asException() {
        String text = first.stream().limit(MAX_IN_MESSAGE).map(problem -> problem.path() + ": " + problem.message())
                .collect(Collectors.joining("; "));
        String message = count == 1 ? text : count + " problems: " + text
                + (count > MAX_IN_MESSAGE ? "; and " + (count - MAX_IN_MESSAGE) + " more" : "");
        return new HubSpotValidationException(HubSpotError.local(operation.uri(), message, 0)
                .withErrors(first.stream().map(Problems::asDetail).toList()), null);
    }

    /** Returns a problem in the form of HubSpot's error details, with a path. */
    private static Map<String, Object> asDetail(Problem problem) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("message", problem.message());
        detail.put("path", problem.path());
        return detail;
    }
}
