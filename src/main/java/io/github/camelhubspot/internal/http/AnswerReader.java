package io.github.camelhubspot.internal.http;

import java.io.IOException;

/** Converts a response to a value; it may read the body while it is still arriving. */
@FunctionalInterface
public interface AnswerReader<T> {
    T read(HttpAnswer answer) throws IOException;
}
