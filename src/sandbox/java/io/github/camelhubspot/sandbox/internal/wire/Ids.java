/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.wire;

/** Generates ids of records and imports: 64-bit numbers, sent as decimal text. */
public final class Ids {

    /** Greater than 2^53, so that a client that parses ids as floating-point numbers confuses neighbouring ones. */
    public static final long FIRST_RECORD = 9_007_199_254_740_993L + 1_000_000L;
    /** Less than 2^53, because HubSpot's SDK for Node parses import ids as numbers. */
    public static final long FIRST_IMPORT = 50_000_001L;

    private final long first;
    private long next;

    public Ids(long first) {
        this.first = first;
        reset();
    }

    public void reset() {
        next = first;
    }

    public long next() {
        return next++;
    }

    public static boolean isDecimal(String text) {
        if (text == null || text.isEmpty() || text.length() > 19) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() < 19 || text.compareTo("9223372036854775807") <= 0;
    }

    public static long parse(String text, String name) {
        if (!isDecimal(text)) {
            throw ApiError.invalid("Invalid " + name + ": '" + text + "' is not a decimal id");
        }
        return Long.parseLong(text);
    }
}
