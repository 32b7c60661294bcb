package io.github.camelhubspot.internal.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotValidationException;

/** Everything that is wrong with a request, told at once and before anything is sent. */
public final class Problems {

    /** Enough to work on; a batch that is wrong in every input would make an endless message. */
    private static final int TOLD = 20;
    /** What the exception keeps for programs: ten for each input of a full batch. */
    private static final int KEPT = 1_000;

    private record Problem(String path, String message) {
    }

    private final Operation operation;
    private final List<Problem> first = new ArrayList<>();
    private int count;

    public Problems(Operation operation) {
        this.operation = operation;
    }

    /**
     * @param path    where in the body, such as {@code inputs[3].properties.hs_lead_name}, or the name of a parameter
     * @param message what is wrong there and what helps
     */
    public void add(String path, String message) {
        count++;
        if (first.size() < KEPT) {
            first.add(new Problem(path, message));
        }
    }

    public int count() {
        return count;
    }

    /** Whether something is known to be wrong with exactly this part of the body. */
    public boolean at(String path) {
        return count > 0 && first.stream().anyMatch(problem -> problem.path().equals(path));
    }

    /** @throws HubSpotValidationException if there is a problem; it names the first ones and keeps more in its errors */
    public void throwIfAny() {
        if (count > 0) {
            throw asException();
        }
    }

    /** The exception that names the first problems and keeps more in its errors. */
    public HubSpotValidationException asException() {
        String told = first.stream().limit(TOLD).map(problem -> problem.path() + ": " + problem.message())
                .collect(Collectors.joining("; "));
        String text = count == 1 ? told
                : count + " problems: " + told + (count > TOLD ? "; and " + (count - TOLD) + " more" : "");
        return new HubSpotValidationException(new HubSpotError(operation.uri(), 0, text, null, null, null, null,
                first.stream().map(Problems::asDetail).toList(), null, 0), null);
    }

    /** The form of a detail in an error of HubSpot, with a path beside the message. */
    private static Map<String, Object> asDetail(Problem problem) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("message", problem.message());
        detail.put("path", problem.path());
        return detail;
    }
}
