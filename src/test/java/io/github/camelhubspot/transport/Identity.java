package io.github.camelhubspot.transport;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import javax.security.auth.x500.X500Principal;

/**
 * A key pair with its certificate. The JDK has no public API that creates certificates, and its {@code keytool} takes half a
 * second for each; therefore this class encodes the few required fields in DER itself.
 *
 * @param keys  the key pair
 * @param chain its certificate, followed by the certificate of its issuer
 */
record Identity(KeyPair keys, List<X509Certificate> chain) {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_ID = 0x06;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    private static final int VERSION_FIELD = 0xa0;
    private static final int EXTENSIONS_FIELD = 0xa3;

    private static final byte[] ECDSA_WITH_SHA256 = { 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02 };
    private static final byte[] SUBJECT_ALTERNATIVE_NAMES = { 0x55, 0x1d, 0x11 };
    private static final byte[] BASIC_CONSTRAINTS = { 0x55, 0x1d, 0x13 };
    private static final byte[] TRUE = { 0x01, 0x01, (byte) 0xff };
    private static final byte[] LOOPBACK = { 127, 0, 0, 1 };

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Creates a certificate authority. */
    static Identity authority(String name) {
        KeyPair keys = newKeys();
        byte[] isAuthority = sequence(TRUE);
        return new Identity(keys, List.of(certificate(keys.getPublic(), name, Duration.ofDays(1), name, keys,
                extension(BASIC_CONSTRAINTS, isAuthority))));
    }

    /** @param validFor validity from now; negative for an expired certificate */
    static Identity signedBy(Identity authority, String name, Duration validFor, String... hosts) {
        KeyPair keys = newKeys();
        return new Identity(keys, List.of(certificate(keys.getPublic(), name, validFor,
                commonName(authority.certificate()), authority.keys(), names(hosts)), authority.certificate()));
    }

    static Identity selfSigned(String name, String... hosts) {
        KeyPair keys = newKeys();
        return new Identity(keys,
                List.of(certificate(keys.getPublic(), name, Duration.ofDays(1), name, keys, names(hosts))));
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(PublicKey key, String name, Duration validFor, String issuer, KeyPair signer,
            byte[] extension) {
        Instant now = Instant.now();
        byte[] algorithm = sequence(der(OBJECT_ID, ECDSA_WITH_SHA256));
        byte[] facts = sequence(
                der(VERSION_FIELD, der(INTEGER, new byte[] { 2 })), // version 3
                der(INTEGER, new BigInteger(64, new SecureRandom()).toByteArray()),
                algorithm,
                name(issuer),
                sequence(time(now.minus(Duration.ofDays(2))), time(now.plus(validFor))),
                name(name),
                key.getEncoded(),
                extension.length == 0 ? extension : der(EXTENSIONS_FIELD, sequence(extension)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(signer.getPrivate());
            signature.update(facts);
            byte[] noUnusedBits = { 0 };
            byte[] all = sequence(facts, algorithm, der(BIT_STRING, noUnusedBits, signature.sign()));
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(all));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Encodes the subject alternative names of a server; {@code localhost} includes its address. */
    private static byte[] names(String... hosts) {
        if (hosts.length == 0) {
            return new byte[0];
        }
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        for (String host : hosts) {
            names.writeBytes(der(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII)));
            if (host.equals("localhost")) {
                names.writeBytes(der(IP_ADDRESS, LOOPBACK));
            }
        }
        return extension(SUBJECT_ALTERNATIVE_NAMES, sequence(names.toByteArray()));
    }

    private static byte[] extension(byte[] id, byte[] value) {
        return sequence(der(OBJECT_ID, id), der(OCTET_STRING, value));
    }

    private static byte[] name(String commonName) {
        return new X500Principal("CN=" + commonName).getEncoded();
    }

    private static String commonName(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName().substring("CN=".length());
    }

    private static byte[] time(Instant instant) {
        return der(GENERALIZED_TIME, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sequence(byte[]... parts) {
        return der(SEQUENCE, parts);
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        int length = content.size();
        if (length >= 0x100) {
            all.write(0x82);
            all.write(length >> 8);
        } else if (length >= 0x80) {
            all.write(0x81);
        }
        all.write(length);
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
