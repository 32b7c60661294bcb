package io.github.camelhubspot.internal.component;

import java.util.Map;

import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.parameter.Parameters;
import org.apache.camel.Message;

/** The one place where a parameter is looked up: header of the message, else option of endpoint or component. */
final class MessageArguments implements Arguments {

    private final Operation operation;
    private final ParameterReader values;
    private final Message message;
    private final Map<Parameter<?>, Object> options;

    /**
     * @param values  turns a raw value into the typed one
     * @param message {@code null} if only the options count
     * @param options values of the options, parsed
     */
    MessageArguments(Operation operation, ParameterReader values, Message message, Map<Parameter<?>, Object> options) {
        this.values = values;
        this.operation = operation;
        this.message = message;
        this.options = options;
    }

    @Override
    @SuppressWarnings("unchecked") // the options are parsed by the parameter
    public <T> T get(Parameter<T> parameter) {
        T value = header(parameter);
        return value != null ? value : (T) options.get(parameter);
    }

    @Override
    public String place(Parameter<?> parameter) {
        return header(parameter) != null ? "header " + parameter.header()
                : "option " + parameter.name();
    }

    /** Read as it is: asking Camel for a type would search its converters on every call. */
    private <T> T header(Parameter<T> parameter) {
        Object raw = message == null || !parameter.hasHeader() || !operation.parameters().contains(parameter) ? null
                : message.getHeader(parameter.header());
        if (raw == null) {
            return null;
        }
        try {
            return values.read(operation, parameter, raw, message.getExchange(),
                    (String) options.get(Parameters.SOURCE_DIRECTORY));
        } catch (IllegalArgumentException e) {
            throw operation.invalid(e.getMessage(), e);
        }
    }
}
