package io.github.camelhubspot.internal.http;

import java.io.IOException;

/** Makes a value of a response, perhaps while its body streams in. */
@FunctionalInterface
public interface AnswerReader<T> {
    T read(HttpAnswer answer) throws IOException;
}
