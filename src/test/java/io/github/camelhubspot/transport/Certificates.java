package io.github.camelhubspot.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Key stores for TLS in tests, as PKCS12 files with the password {@value #PASSWORD}. The keys and the contents of the files
 * are created once per JVM and are not stored in the project; only {@link #trust()} trusts the authority that signed them.
 *
 * @param server     certificate for {@code localhost} and {@code 127.0.0.1}
 * @param wrongHost  certificate for another host
 * @param expired    certificate for {@code localhost} that expired yesterday
 * @param selfSigned self-signed certificate for {@code localhost}
 * @param client     certificate of a client
 * @param trust      certificate of the authority; contains no key
 */
record Certificates(Path server, Path wrongHost, Path expired, Path selfSigned, Path client, Path trust) {

    static final String PASSWORD = "changeit";

    private static final Duration DAY = Duration.ofDays(1);

    /**
     * Hash iterations of PKCS12 for a key, a certificate and the checksum of a file. The JDK's default of 10,000 protects
     * keys that matter; here they would cost more than all the handshakes of a test.
     */
    private static final Map<String, String> ITERATIONS = Map.of("keystore.pkcs12.keyPbeIterationCount", "1",
            "keystore.pkcs12.certPbeIterationCount", "1", "keystore.pkcs12.macIterationCount", "1");

    /** The contents of the files, created for the first test that needs them. */
    private static final Map<String, byte[]> FILES = make();

    /** Writes the key stores. */
    static Certificates in(Path dir) {
        return new Certificates(write(dir, "server"), write(dir, "wrong-host"), write(dir, "expired"),
                write(dir, "self-signed"), write(dir, "client"), write(dir, "trust"));
    }

    /**
     * Returns a TLS context for one side of a connection. It trusts only the test authority.
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

    private static Path write(Path dir, String name) {
        try {
            return Files.write(dir.resolve(name + ".p12"), FILES.get(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> make() {
        Identity authority = Identity.authority("Test Authority");
        Map<String, String> before = new HashMap<>();
        ITERATIONS.forEach((property, count) -> before.put(property, Security.getProperty(property)));
        ITERATIONS.forEach(Security::setProperty);
        try {
            return Map.of(
                    "server", keyStore("server", Identity.signedBy(authority, "localhost", DAY, "localhost")),
                    "wrong-host", keyStore("wrong-host", Identity.signedBy(authority, "elsewhere", DAY, "elsewhere.invalid")),
                    "expired", keyStore("expired", Identity.signedBy(authority, "expired", DAY.negated(), "localhost")),
                    "self-signed", keyStore("self-signed", Identity.selfSigned("self-signed", "localhost")),
                    "client", keyStore("client", Identity.signedBy(authority, "client", DAY)),
                    "trust", trustStore(authority));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        } finally {
            before.forEach((property, count) -> Security.setProperty(property, count == null ? "" : count));
        }
    }

    private static byte[] keyStore(String name, Identity identity) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry(name, identity.keys().getPrivate(), PASSWORD.toCharArray(),
                identity.chain().toArray(new Certificate[0]));
        return bytes(store);
    }

    private static byte[] trustStore(Identity authority) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setCertificateEntry("authority", authority.certificate());
        return bytes(store);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static byte[] bytes(KeyStore store) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, PASSWORD.toCharArray());
        return bytes.toByteArray();
    }

    private static KeyStore read(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
