package io.github.camelhubspot.internal.importfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.operation.Operation;

/** Collects the problems of the files of an import, to report them in one exception. */
public final class ImportProblems {

    /** A file with a problem in every line must not produce an endless message. */
    private static final int MAX_REPORTED = 20;

    private final List<ImportProblem> reported = new ArrayList<>();
    private int count;

    /** Adds a problem of the whole file. */
    void add(String file, String message) {
        add(file, 0, 0, message);
    }

    void add(String file, long line, int column, String message) {
        add(new ImportProblem(file, line, column, message));
    }

    void add(ImportProblem problem) {
        count++;
        if (reported.size() < MAX_REPORTED) {
            reported.add(problem);
        }
    }

    /** Returns the problem that was added first; {@code null} if there is none. */
    ImportProblem first() {
        return reported.isEmpty() ? null : reported.get(0);
    }

    public int count() {
        return count;
    }

    public HubSpotValidationException exception(Operation operation) {
        reported.sort(Comparator.comparing(ImportProblem::file).thenComparingLong(ImportProblem::line)
                .thenComparingInt(ImportProblem::column));
        String all = reported.stream().map(ImportProblem::text).collect(Collectors.joining("; "));
        String text = count == 1 ? all : count + " problems: " + all
                + (count > reported.size() ? "; and " + (count - reported.size()) + " more" : "");
        return new HubSpotValidationException(HubSpotError.local(operation.uri(), text, 0)
                .withErrors(reported.stream().map(ImportProblem::asMap).toList()), null);
    }
}
