package io.github.camelhubspot.client;

/**
 * One call of an operation, with what its body may depend on.
 *
 * @param operation  what is called
 * @param arguments  the values of its parameters
 * @param cursor     the page to ask for, instead of what arguments and body say; {@code null} for the first one
 * @param validation whether the input is checked for what HubSpot would refuse
 * @param json       reads and writes JSON
 */
public record Call(Operation operation, Arguments arguments, String cursor, boolean validation, Json json) {

    /** @return the parameter's value, or the default if it has none */
    <T> T get(Parameter<T> parameter, T otherwise) {
        T value = arguments.get(parameter);
        return value == null ? otherwise : value;
    }

    Call at(String newCursor) {
        return new Call(operation, arguments.with(Parameters.AFTER, newCursor), newCursor, validation, json);
    }
}
