package io.github.camelhubspot.imports;

import java.util.Arrays;
import java.util.List;

import io.github.camelhubspot.internal.operation.Operation;

/** Gives tests of other packages access to the operations of the scheme. */
public final class ImportsTable {

    private ImportsTable() {
    }

    public static Operation of(ImportsOperation operation) {
        return operation.operation();
    }

    public static List<Operation> all() {
        return Arrays.stream(ImportsOperation.values()).map(ImportsOperation::operation).toList();
    }
}
