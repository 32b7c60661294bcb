package io.github.camelhubspot.internal.parameter;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The values of an operation's parameters for one call. Headers take precedence over other values.
 *
 * <p>Immutable. The values are typed as their parameters say.
 */
public final class Arguments {

    /** No parameter has a value. */
    public static final Arguments NONE = new Arguments(Map.of(), Map.of());

    private final Map<Parameter<?>, Object> headers;
    /** Values of options, or that follow from other parameters or from the body. */
    private final Map<Parameter<?>, Object> others;

    private Arguments(Map<Parameter<?>, Object> headers, Map<Parameter<?>, Object> others) {
        this.headers = headers;
        this.others = others;
    }

    /** Returns values that no header gives. */
    public static Arguments of(Map<Parameter<?>, ?> values) {
        return values.isEmpty() ? NONE : new Arguments(Map.of(), new HashMap<>(values));
    }

    /**
     * Returns these values with those of headers, which take precedence.
     *
     * @param values must not be changed afterwards
     */
    public Arguments withHeaders(Map<Parameter<?>, Object> values) {
        return new Arguments(values, others);
    }

    /** Returns the value of a parameter, or {@code null} if it has none. */
    @SuppressWarnings("unchecked") // a parameter's values are of its type
    public <T> T get(Parameter<T> parameter) {
        Object value = headers.get(parameter);
        return (T) (value != null ? value : others.get(parameter));
    }

    /** Returns where the value of a parameter comes from, for the text of an error. */
    public String place(Parameter<?> parameter) {
        return headers.containsKey(parameter) ? "header " + parameter.header() : "option " + parameter.name();
    }

    /** Returns the values of some parameters, without those that have none. */
    public Map<Parameter<?>, Object> values(Collection<Parameter<?>> parameters) {
        Map<Parameter<?>, Object> values = new HashMap<>();
        for (Parameter<?> parameter : parameters) {
            Object value = get(parameter);
            if (value != null) {
                values.put(parameter, value);
            }
        }
        return values;
    }

    /** Returns the arguments for some of the parameters. */
    public Arguments only(Collection<Parameter<?>> parameters) {
        Map<Parameter<?>, Object> someHeaders = new HashMap<>(headers);
        Map<Parameter<?>, Object> someOthers = new HashMap<>(others);
        someHeaders.keySet().retainAll(parameters);
        someOthers.keySet().retainAll(parameters);
        return new Arguments(someHeaders, someOthers);
    }

    /** Returns these arguments, with a value for a parameter that has none. */
    public <T> Arguments orElse(Parameter<T> parameter, T value) {
        return get(parameter) == null ? with(parameter, value) : this;
    }

    /** Returns these arguments with another value for one parameter; {@code null} for none. */
    public <T> Arguments with(Parameter<T> parameter, T value) {
        Map<Parameter<?>, Object> changed = new HashMap<>(others);
        if (value == null) {
            changed.remove(parameter);
        } else {
            changed.put(parameter, value);
        }
        return new Arguments(without(headers, parameter), changed);
    }

    private static Map<Parameter<?>, Object> without(Map<Parameter<?>, Object> values, Parameter<?> parameter) {
        if (!values.containsKey(parameter)) {
            return values;
        }
        Map<Parameter<?>, Object> rest = new HashMap<>(values);
        rest.remove(parameter);
        return rest;
    }
}
