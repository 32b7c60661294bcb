package io.github.camelhubspot.docs;

import java.util.Arrays;
import java.util.List;

import io.github.camelhubspot.imports.ImportsOperation;
import io.github.camelhubspot.imports.ImportsTable;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.leads.LeadsOperation;
import io.github.camelhubspot.leads.LeadsTable;

/** The operations of a scheme. */
final class Operations {

    private Operations() {
    }

    static List<Operation> all(OptionTables.Source source) {
        return source.page().endsWith("hubspot-leads.md")
                ? Arrays.stream(LeadsOperation.values()).map(LeadsTable::of).toList()
                : Arrays.stream(ImportsOperation.values()).map(ImportsTable::of).toList();
    }

    /** Returns the names that URIs use. */
    static List<String> of(OptionTables.Source source) {
        return all(source).stream().map(Operation::uri).toList();
    }
}
