package io.github.camelhubspot.internal.operation;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.parameter.Parameters;

/**
 * One call of an operation.
 *
 * @param operation  the operation, or the variant of it that applies
 * @param arguments  the values of its parameters
 * @param cursor     the page to request; {@code null} for the page that arguments and body say
 * @param validation whether to check the input for values that HubSpot would refuse
 * @param json       reads and writes JSON
 * @param readOnly   properties that the account refuses to write
 */
public record Call(Operation operation, Arguments arguments, PageCursor cursor, boolean validation, Json json,
                   ReadOnlyProperties readOnly) {

    /** A call for an account whose read-only properties are not known. */
    public Call(Operation operation, Arguments arguments, PageCursor cursor, boolean validation, Json json) {
        this(operation, arguments, cursor, validation, json, new ReadOnlyProperties());
    }

    /** Returns the value of a parameter, or the default if it has none. */
    public <T> T get(Parameter<T> parameter, T defaultValue) {
        T value = arguments.get(parameter);
        return value == null ? defaultValue : value;
    }

    /** Returns a value as maps, lists and scalars if it is a tree of Jackson. */
    public Object plain(Object value) {
        return value instanceof JsonNode node ? json.toPlain(node) : value;
    }

    /** Puts the value of a parameter into a request, unless the request has a field of its name. */
    public void fillIn(Map<String, Object> request, Parameter<?> parameter) {
        Object value = arguments.get(parameter);
        if (value != null && request.get(parameter.name()) == null) {
            request.put(parameter.name(), value);
        }
    }

    /** Returns the call that completes the records of this call's response. */
    public Call completion() {
        Operation other = operation.completion();
        return new Call(other, arguments.only(other.parameters()), null, validation, json, readOnly);
    }

    /** Returns the call for another page. */
    public Call at(PageCursor newCursor) {
        return new Call(operation, arguments, newCursor, validation, json, readOnly);
    }

    /** Returns the call for the page at one of HubSpot's cursors, which goes into query or body, as the operation says. */
    public Call after(String after) {
        return new Call(operation, arguments.with(Parameters.AFTER, after), new PageCursor.After(after), validation, json, readOnly);
    }
}
