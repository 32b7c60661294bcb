package io.github.camelhubspot.client;

import java.util.Map;

import io.github.camelhubspot.leads.LeadsOperation;

/** Calls for tests of what a payload is made of. */
final class Calls {

    static final Json JSON = new Json(null);

    private Calls() {
    }

    static Call of(LeadsOperation operation) {
        return of(operation, Arguments.NONE);
    }

    static Call of(LeadsOperation operation, Arguments arguments) {
        return new Call(operation.operation(), arguments, null, true, JSON);
    }

    static Input input(LeadsOperation operation, Object body) {
        return new Input(operation.operation(), JSON, body);
    }

    /** Arguments by parameter, as they would be parsed. */
    static Arguments arguments(Map<Parameter<?>, ?> values) {
        return new Arguments() {
            @Override
            @SuppressWarnings("unchecked") // the test gives values of the right type
            public <T> T get(Parameter<T> parameter) {
                return (T) values.get(parameter);
            }
        };
    }
}
