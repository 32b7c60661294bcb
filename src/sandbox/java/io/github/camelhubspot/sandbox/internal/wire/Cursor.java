/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Opaque paging cursors. Like HubSpot's, the text contains percent signs: a client that does not encode it, or encodes it twice,
 * sends another text, which is rejected.
 */
public final class Cursor {

    private Cursor() {
    }

    public static String after(long id) {
        StringBuilder plain = new StringBuilder("after:").append(id);
        while (plain.length() % 3 != 1) {
            plain.append('\n');
        }
        String base64 = Base64.getEncoder().encodeToString(plain.toString().getBytes(StandardCharsets.US_ASCII));
        return URLEncoder.encode(base64, StandardCharsets.US_ASCII);
    }

    public static long id(String cursor) {
        try {
            String base64 = cursor.replace("%3D", "=").replace("%2B", "+").replace("%2F", "/");
            String plain = new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII).trim();
            if (plain.startsWith("after:")) {
                long id = Long.parseLong(plain.substring("after:".length()));
                if (after(id).equals(cursor)) {
                    return id;
                }
            }
        } catch (IllegalArgumentException e) {
            throw unknown(cursor);
        }
        throw unknown(cursor);
    }

    private static ApiError unknown(String cursor) {
        return ApiError.invalid("The given paging cursor is not valid: " + cursor);
    }
}
