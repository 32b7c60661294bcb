package io.github.camelhubspot.internal.operation;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.parameter.Parameters;

/**
 * One call of an operation, with what its body may depend on.
 *
 * @param operation  what is called
 * @param arguments  the values of its parameters
 * @param cursor     the page to ask for, instead of what arguments and body say; {@code null} for what they say
 * @param validation whether the input is checked for what HubSpot would refuse
 * @param json       reads and writes JSON
 * @param readOnly   properties that the account refuses to write
 */
public record Call(Operation operation, Arguments arguments, PageCursor cursor, boolean validation, Json json,
                   ReadOnlyProperties readOnly) {

    /** A call of an account of which nothing is known. */
    public Call(Operation operation, Arguments arguments, PageCursor cursor, boolean validation, Json json) {
        this(operation, arguments, cursor, validation, json, new ReadOnlyProperties());
    }

    /** @return the parameter's value, or the default if it has none */
    public <T> T get(Parameter<T> parameter, T otherwise) {
        T value = arguments.get(parameter);
        return value == null ? otherwise : value;
    }

    /** Returns a value without Jackson's wrapping. */
    public Object plain(Object value) {
        return value instanceof JsonNode node ? json.toPlain(node) : value;
    }

    /** Puts the value of a parameter into a request that has none of its name. */
    public void fillIn(Map<String, Object> request, Parameter<?> parameter) {
        Object value = arguments.get(parameter);
        if (value != null && request.get(parameter.name()) == null) {
            request.put(parameter.name(), value);
        }
    }

    /** The call that reads the rest of the records that this one answers. */
    public Call completion() {
        Operation other = operation.completion();
        return new Call(other, arguments.of(other.parameters()), null, validation, json, readOnly);
    }

    public Call at(PageCursor newCursor) {
        return new Call(operation, arguments, newCursor, validation, json, readOnly);
    }

    /** The call for the page behind a cursor of HubSpot's, which goes into the query if the operation has it there. */
    public Call after(String after) {
        return new Call(operation, arguments.with(Parameters.AFTER, after), new PageCursor.After(after), validation, json, readOnly);
    }
}
