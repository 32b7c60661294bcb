/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

/** Record and import ids: 64-bit numbers that travel as decimal text. */
final class Ids {

    /** Beyond 2^53, where neighbouring ids collapse into one when a client takes them for floating-point numbers. */
    static final long FIRST_RECORD = 9_007_199_254_740_993L + 1_000_000L;
    /** HubSpot's own SDK for Node takes ids of imports for numbers, which these can be without a loss. */
    static final long FIRST_IMPORT = 50_000_001L;

    private final long first;
    private long next;

    Ids(long first) {
        this.first = first;
        reset();
    }

    void reset() {
        next = first;
    }

    long next() {
        return next++;
    }

    static boolean isDecimal(String text) {
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

    static long parse(String text, String what) {
        if (!isDecimal(text)) {
            throw ApiError.invalid("Invalid " + what + ": '" + text + "' is not a decimal id");
        }
        return Long.parseLong(text);
    }
}
