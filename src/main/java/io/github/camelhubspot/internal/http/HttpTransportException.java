package io.github.camelhubspot.internal.http;

import java.io.IOException;
import java.security.cert.CertificateException;

import javax.net.ssl.SSLPeerUnverifiedException;

/** Thrown when a request got no usable response. */
public final class HttpTransportException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;
    private final boolean passing;

    public HttpTransportException(String message, boolean sent, Throwable cause) {
        this(message, sent, passing(cause), cause);
    }

    private HttpTransportException(String message, boolean sent, boolean passing, Throwable cause) {
        super(message, cause);
        this.sent = sent;
        this.passing = passing;
    }

    /**
     * Whether a retry may succeed. It cannot if the request body could not be read, if the server's certificate is not trusted,
     * or if the JVM ran out of memory or stack.
     */
    public boolean passing() {
        return passing;
    }

    /** Whether the complete request may have reached the server. If not, the server cannot have processed it. */
    public boolean sent() {
        return sent;
    }

    /** Returns a copy of this failure with masked texts. */
    HttpTransportException masked(Secrets secrets) {
        HttpTransportException masked = new HttpTransportException(secrets.mask(getMessage()), sent, passing,
                getCause() == null ? null : secrets.copy(getCause()));
        masked.setStackTrace(getStackTrace());
        return masked;
    }

    private static boolean passing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableException || cause instanceof CertificateException
                    || cause instanceof SSLPeerUnverifiedException || cause instanceof Error) {
                return false;
            }
        }
        return true;
    }
}
