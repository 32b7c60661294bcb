package io.github.camelhubspot.internal.operation;

import java.nio.charset.StandardCharsets;

/** Percent-encodes path segments and query values: all characters except the unreserved ones of RFC 3986. */
final class Encoding {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Encoding() {
    }

    /** Appends the encoded value. */
    static void percent(StringBuilder target, String value) {
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            if (unreserved(octet)) {
                target.append((char) octet);
            } else {
                target.append('%').append(HEX[octet >> 4 & 0xF]).append(HEX[octet & 0xF]);
            }
        }
    }

    private static boolean unreserved(byte octet) {
        return octet >= 'a' && octet <= 'z' || octet >= 'A' && octet <= 'Z' || octet >= '0' && octet <= '9'
                || octet == '-' || octet == '.' || octet == '_' || octet == '~';
    }
}
