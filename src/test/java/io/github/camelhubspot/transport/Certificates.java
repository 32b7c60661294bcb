package io.github.camelhubspot.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Duration;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Key stores for TLS in tests, as PKCS12 files with the password {@value #PASSWORD}. The keys are made once per JVM and are
 * nowhere else; the authority that signed them is trusted by nothing but {@link #trust()}.
 *
 * @param server     certificate for {@code localhost} and {@code 127.0.0.1}
 * @param wrongHost  certificate for a host that is not this one
 * @param expired    certificate for {@code localhost} that ended yesterday
 * @param selfSigned certificate for {@code localhost} that no authority signed
 * @param client     certificate of a client
 * @param trust      the authority; holds no key
 */
record Certificates(Path server, Path wrongHost, Path expired, Path selfSigned, Path client, Path trust) {

    static final String PASSWORD = "changeit";

    private static final Duration DAY = Duration.ofDays(1);

    /** The keys, made by the first test that needs them. */
    private static final class Made {

        private static final Identity AUTHORITY = Identity.authority("Test Authority");
        private static final Identity SERVER = Identity.signedBy(AUTHORITY, "localhost", DAY, "localhost");
        private static final Identity WRONG_HOST = Identity.signedBy(AUTHORITY, "elsewhere", DAY, "elsewhere.invalid");
        private static final Identity EXPIRED = Identity.signedBy(AUTHORITY, "expired", DAY.negated(), "localhost");
        private static final Identity SELF_SIGNED = Identity.selfSigned("self-signed", "localhost");
        private static final Identity CLIENT = Identity.signedBy(AUTHORITY, "client", DAY);
    }

    /** Writes the key stores. */
    static Certificates in(Path dir) {
        try {
            Path trust = dir.resolve("trust.p12");
            KeyStore store = empty();
            store.setCertificateEntry("authority", Made.AUTHORITY.certificate());
            write(store, trust);
            return new Certificates(write(dir, "server", Made.SERVER), write(dir, "wrong-host", Made.WRONG_HOST),
                    write(dir, "expired", Made.EXPIRED), write(dir, "self-signed", Made.SELF_SIGNED),
                    write(dir, "client", Made.CLIENT), trust);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * TLS for one side of a connection that trusts the authority and nobody else.
     *
     * @param keys key store of this side; {@code null} for a client without a certificate
     */
    SSLContext context(Path keys) {
        try {
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(read(trust));
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys == null ? null : read(keys), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path write(Path dir, String name, Identity identity) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        PrivateKey key = identity.keys().getPrivate();
        store.setKeyEntry(name, key, PASSWORD.toCharArray(), identity.chain().toArray(new Certificate[0]));
        Path file = dir.resolve(name + ".p12");
        write(store, file);
        return file;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void write(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private static KeyStore read(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
