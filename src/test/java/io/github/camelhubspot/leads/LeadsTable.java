package io.github.camelhubspot.leads;

import java.util.Arrays;
import java.util.List;

import io.github.camelhubspot.internal.operation.Operation;

/** Gives tests of other packages access to the operations of the scheme. */
public final class LeadsTable {

    private LeadsTable() {
    }

    public static Operation of(LeadsOperation operation) {
        return operation.operation();
    }

    public static List<Operation> all() {
        return Arrays.stream(LeadsOperation.values()).map(LeadsOperation::operation).toList();
    }
}
