package io.github.camelhubspot.internal.http;

import java.io.InputStream;

/** One HTTP response. It is valid only until its {@link AnswerReader} returns. */
public interface HttpAnswer {

    int status();

    /** Returns the first value of a header, or {@code null} if the header is absent. */
    String header(String name);

    /** Returns the body. It is never {@code null}; without a body, the stream is empty. */
    InputStream body();

    /** Returns the secrets that must be masked when a part of the body is copied to a message, a log or a header. */
    default Secrets secrets() {
        return new Secrets();
    }
}
