package io.github.camelhubspot.internal.parameter;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The values of an operation's parameters for one call. */
public interface Arguments {

    /** @return {@code null} if the parameter has no value */
    <T> T get(Parameter<T> parameter);

    /** Where the value of a parameter may come from, for the text of an error. */
    default String place(Parameter<?> parameter) {
        return "header " + parameter.header() + " or option " + parameter.name();
    }

    /** No parameter has a value. */
    Arguments NONE = new Arguments() {
        @Override
        public <T> T get(Parameter<T> parameter) {
            return null;
        }
    };

    /** The values of those of the parameters that have one. */
    default Map<Parameter<?>, Object> values(Collection<Parameter<?>> parameters) {
        Map<Parameter<?>, Object> values = new HashMap<>();
        for (Parameter<?> parameter : parameters) {
            Object value = get(parameter);
            if (value != null) {
                values.put(parameter, value);
            }
        }
        return values;
    }

    /** The values that these parameters have now, whatever becomes of where they come from. */
    default Arguments of(Collection<Parameter<?>> parameters) {
        Map<Parameter<?>, Object> values = values(parameters);
        return new Arguments() {
            @Override
            @SuppressWarnings("unchecked") // equal parameters have equal types
            public <T> T get(Parameter<T> parameter) {
                return (T) values.get(parameter);
            }
        };
    }

    /** These arguments, and a value for one parameter where they have none. */
    default <V> Arguments orElse(Parameter<V> missing, V value) {
        Arguments first = this;
        return new Arguments() {
            @Override
            @SuppressWarnings("unchecked") // equal parameters have equal types
            public <T> T get(Parameter<T> parameter) {
                T known = first.get(parameter);
                return known == null && parameter.equals(missing) ? (T) value : known;
            }

            @Override
            public String place(Parameter<?> parameter) {
                return first.place(parameter);
            }
        };
    }

    /** These arguments, but with another value for one parameter. */
    default <V> Arguments with(Parameter<V> replaced, V value) {
        Arguments others = this;
        return new Arguments() {
            @Override
            @SuppressWarnings("unchecked") // equal parameters have equal types
            public <T> T get(Parameter<T> parameter) {
                return parameter.equals(replaced) ? (T) value : others.get(parameter);
            }

            @Override
            public String place(Parameter<?> parameter) {
                return others.place(parameter);
            }
        };
    }
}
