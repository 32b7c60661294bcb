package io.github.camelhubspot.client.http;

import java.io.IOException;
import java.security.cert.CertificateException;

import javax.net.ssl.SSLPeerUnverifiedException;

/** A request that got no usable response. */
public final class HttpTransportException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;

    HttpTransportException(String message, boolean sent, Throwable cause) {
        super(message, cause);
        this.sent = sent;
    }

    /**
     * Whether another try may have another end. It may not if the body could not be read, or the server's certificate is not
     * one to trust.
     */
    public boolean passing() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableException || cause instanceof CertificateException
                    || cause instanceof SSLPeerUnverifiedException) {
                return false;
            }
        }
        return true;
    }

    /** Whether the request, as a whole, may have reached the server. If not, the server cannot have acted on it. */
    public boolean sent() {
        return sent;
    }
}
