/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a multipart/form-data body without copying the content of its parts; keeps file names as sent. */
public final class MultipartBody {

    /** A part; its content is the range from {@code from} to {@code to} of the bytes. */
    public record Part(String name, String fileName, List<String> contentTypes, byte[] bytes, int from, int to) {

        public int length() {
            return to - from;
        }

        public String text() {
            return new String(bytes, from, length(), StandardCharsets.UTF_8);
        }

        public String textUpTo(int max) {
            return new String(bytes, from, Math.min(max, length()), StandardCharsets.UTF_8);
        }

        public String contentType() {
            return contentTypes.isEmpty() ? null : contentTypes.get(0);
        }
    }

    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[;\\s]name=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME = Pattern.compile("[;\\s]filename=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))",
            Pattern.CASE_INSENSITIVE);

    private MultipartBody() {
    }

    public static boolean isMultipart(String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
                && BOUNDARY.matcher(contentType).find();
    }

    public static List<Part> parse(String contentType, byte[] body) {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.find()) {
            throw ApiError.invalid("The multipart body has no boundary");
        }
        byte[] delimiter = ("--" + group(matcher)).getBytes(StandardCharsets.ISO_8859_1);
        List<Part> parts = new ArrayList<>();
        int start = indexOf(body, delimiter, 0);
        while (start >= 0) {
            int contentStart = start + delimiter.length;
            if (startsWith(body, contentStart, "--")) {
                return parts;
            }
            int next = indexOf(body, delimiter, contentStart);
            if (next < 0) {
                break;
            }
            parts.add(part(body, contentStart + 2, next - 2));
            start = next;
        }
        throw ApiError.invalid("The multipart body is incomplete");
    }

    private static Part part(byte[] body, int from, int to) {
        int headersEnd = indexOf(body, "\r\n\r\n".getBytes(StandardCharsets.US_ASCII), from);
        if (headersEnd < 0 || headersEnd + 4 > to + 2) {
            throw ApiError.invalid("A part of the multipart body has no headers");
        }
        String name = null;
        String fileName = null;
        List<String> contentTypes = new ArrayList<>();
        for (String line : new String(body, from, headersEnd - from, StandardCharsets.UTF_8).split("\r\n")) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-disposition:")) {
                name = find(NAME, line);
                fileName = find(FILE_NAME, line);
            } else if (lower.startsWith("content-type:")) {
                contentTypes.add(line.substring("content-type:".length()).trim());
            }
        }
        return new Part(name, fileName, contentTypes, body, headersEnd + 4, Math.max(headersEnd + 4, to));
    }

    private static String find(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? group(matcher).replace("%22", "\"").replaceAll("\\\\(.)", "$1") : null;
    }

    private static String group(Matcher matcher) {
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }

    private static boolean startsWith(byte[] bytes, int at, String text) {
        return at + text.length() <= bytes.length
                && new String(bytes, at, text.length(), StandardCharsets.US_ASCII).equals(text);
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int i = from; i <= bytes.length - wanted.length; i++) {
            int k = 0;
            while (k < wanted.length && bytes[i + k] == wanted[k]) {
                k++;
            }
            if (k == wanted.length) {
                return i;
            }
        }
        return -1;
    }
}
