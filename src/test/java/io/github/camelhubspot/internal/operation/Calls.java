package io.github.camelhubspot.internal.operation;

import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.leads.LeadsOperation;
import io.github.camelhubspot.leads.LeadsTable;

/** Creates calls and inputs for tests without a connection. */
public final class Calls {

    public static final Json JSON = new Json(null);

    private Calls() {
    }

    public static Call of(LeadsOperation operation) {
        return of(operation, Arguments.NONE);
    }

    public static Call of(LeadsOperation operation, Arguments arguments) {
        return new Call(LeadsTable.of(operation), arguments, null, true, JSON);
    }

    public static Input input(LeadsOperation operation, Object body) {
        return new Input(LeadsTable.of(operation), JSON, body);
    }
}
