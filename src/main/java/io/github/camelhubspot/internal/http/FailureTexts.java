package io.github.camelhubspot.internal.http;

import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Describes why a request failed without a response. Replaces Java's texts about TLS, which only an expert understands. */
public final class FailureTexts {

    /** Beginnings of the texts of Java's own host name check. */
    private static final String NO_ALTERNATIVE_NAME = "No subject alternative";
    private static final String NO_MATCHING_NAME = "No name matching";

    private FailureTexts() {
    }

    /** Returns a description of a failure for an exception message. */
    public static String describe(Throwable failure) {
        SSLException tls = cause(failure, SSLException.class);
        if (tls != null) {
            return describeTls(tls);
        }
        UnknownHostException unknown = cause(failure, UnknownHostException.class);
        if (unknown != null && unknown.getMessage() != null) {
            return "unknown host '" + unknown.getMessage().split(": ", 2)[0] + "'";
        }
        return failure instanceof Error || failure.getMessage() == null ? failure.getClass().getSimpleName()
                + (failure.getMessage() == null ? "" : ": " + failure.getMessage()) : failure.getMessage();
    }

    /** Returns the text for a call that exceeded the request time-out. */
    public static String timeout(Duration timeout) {
        return "no complete answer within " + timeout.toMillis() + " ms";
    }

    private static String describeTls(SSLException failure) {
        String text = String.valueOf(failure.getMessage());
        if (failure instanceof SSLPeerUnverifiedException || text.contains(NO_ALTERNATIVE_NAME)
                || text.contains(NO_MATCHING_NAME)) {
            return "TLS: the certificate is not that of the host: " + text;
        }
        CertificateExpiredException expired = cause(failure, CertificateExpiredException.class);
        if (expired != null) {
            return "TLS: the server's certificate has expired: " + expired.getMessage();
        }
        CertificateNotYetValidException early = cause(failure, CertificateNotYetValidException.class);
        if (early != null) {
            return "TLS: the server's certificate is not valid yet: " + early.getMessage();
        }
        if (cause(failure, CertPathBuilderException.class) != null) {
            return "TLS: nobody who is trusted vouches for the server's certificate (self-signed or of an unknown"
                    + " authority): " + text;
        }
        if (text.contains("certificate_required") || text.contains("bad_certificate")) {
            return "TLS: the server asks for a client certificate that it accepts: " + text;
        }
        return "TLS: " + text;
    }

    private static <T extends Throwable> T cause(Throwable failure, Class<T> type) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            depth++;
        }
        return null;
    }
}
