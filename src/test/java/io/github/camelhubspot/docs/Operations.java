package io.github.camelhubspot.docs;

import java.util.Arrays;
import java.util.List;

import io.github.camelhubspot.client.Operation;
import io.github.camelhubspot.imports.ImportsOperation;
import io.github.camelhubspot.leads.LeadsOperation;

/** The operations that a page is about. */
final class Operations {

    private Operations() {
    }

    static List<Operation> all(OptionTables.Source source) {
        return source.page().endsWith("hubspot-leads.md")
                ? Arrays.stream(LeadsOperation.values()).map(LeadsOperation::operation).toList()
                : Arrays.stream(ImportsOperation.values()).map(ImportsOperation::operation).toList();
    }

    /** As URIs name them. */
    static List<String> of(OptionTables.Source source) {
        return all(source).stream().map(Operation::uri).toList();
    }
}
