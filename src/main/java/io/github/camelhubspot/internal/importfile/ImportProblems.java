package io.github.camelhubspot.internal.importfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.operation.Operation;

/** Everything that is wrong with the files of an import, told at once. */
public final class ImportProblems {

    /** Enough to work on; a file that is wrong in every line would make an endless message. */
    private static final int TOLD = 20;

    private final List<ImportProblem> first = new ArrayList<>();
    private int count;

    void add(String file, long line, int column, String message) {
        add(new ImportProblem(file, line, column, message));
    }

    void add(ImportProblem problem) {
        count++;
        if (first.size() < TOLD) {
            first.add(problem);
        }
    }

    /** One of the problems; {@code null} if there are none. */
    ImportProblem any() {
        return first.isEmpty() ? null : first.get(0);
    }

    public int count() {
        return count;
    }

    public HubSpotValidationException exception(Operation operation) {
        first.sort(Comparator.comparing(ImportProblem::file).thenComparingLong(ImportProblem::line)
                .thenComparingInt(ImportProblem::column));
        String all = first.stream().map(ImportProblem::text).collect(Collectors.joining("; "));
        String text = count == 1 ? all : count + " problems: " + all
                + (count > first.size() ? "; and " + (count - first.size()) + " more" : "");
        return new HubSpotValidationException(HubSpotError.local(operation.uri(), text, 0)
                .withErrors(first.stream().map(ImportProblem::asMap).toList()), null);
    }
}
