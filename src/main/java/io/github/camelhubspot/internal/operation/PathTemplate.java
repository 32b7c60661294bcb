package io.github.camelhubspot.internal.operation;

import java.util.ArrayList;
import java.util.List;

import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;

/** The path of an operation below its resource: literal texts and parameters, in order. */
final class PathTemplate {

    private final List<Object> parts;
    private final List<Parameter<?>> parameters;

    private PathTemplate(List<Object> parts) {
        this.parts = parts;
        List<Parameter<?>> found = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof Parameter<?> parameter) {
                found.add(parameter);
            }
        }
        this.parameters = List.copyOf(found);
    }

    /** @param parts literal texts, and {@link Parameter}s, whose values are encoded */
    static PathTemplate of(Object... parts) {
        return new PathTemplate(List.of(parts));
    }

    List<Parameter<?>> parameters() {
        return parameters;
    }

    /** Returns the path with the names of its parameters. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part instanceof Parameter<?> parameter ? "{" + parameter.name() + "}" : part);
        }
        return text.toString();
    }

    void appendTo(StringBuilder path, Operation operation, Arguments arguments) {
        for (Object part : parts) {
            if (part instanceof Parameter<?> parameter) {
                Encoding.percent(path, String.valueOf(operation.require(parameter, arguments)));
            } else {
                path.append(part);
            }
        }
    }
}
