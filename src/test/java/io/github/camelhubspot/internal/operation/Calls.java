package io.github.camelhubspot.internal.operation;

import java.util.Map;

import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.leads.LeadsOperation;
import io.github.camelhubspot.leads.LeadsTable;

/** Calls for tests of what a payload is made of. */
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

    /** Arguments by parameter, as they would be parsed. */
    public static Arguments arguments(Map<Parameter<?>, ?> values) {
        return new Arguments() {
            @Override
            @SuppressWarnings("unchecked") // the test gives values of the right type
            public <T> T get(Parameter<T> parameter) {
                return (T) values.get(parameter);
            }
        };
    }
}
