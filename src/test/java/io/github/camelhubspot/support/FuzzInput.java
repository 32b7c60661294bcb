package io.github.camelhubspot.support;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One random input of a {@link FuzzRun}: choices, texts that are changed from samples, and JSON values. */
public final class FuzzInput {

    private static final List<String> TOKENS = List.of("", " ", "\t", "\n", "\r\n", "\u0000", "\uFEFF", "\u00A0", "\u2028", "\uD800",
            "\uDBFF\uDFFF", "\u20AC", "\"", "\"\"", "'", "\\", "\\u0000", "{", "}", "[", "]", "{}", "[]", "null", "true", "false", "NaN",
            ",", ";", ":", "|", "=", "-", "--", "+", "0", "-0", "-1", "1", "2147483648", "9007199254740993", "9223372036854775808",
            "1e400", "1e999999999", "1e9999999991", "1.0", "0x1", "<", ">", "&", "%", "%00", "%zz", "/", "..", "2024-02-30", "2024-02-29T25:00:00Z",
            "1970-01-01T00:00:00.000Z", "PT1S");
    private static final int MOST_CHANGES = 8;
    private static final int SHOWN = 4_000;

    private final SplittableRandom random;
    private final List<Object> given = new ArrayList<>();

    FuzzInput(long seed, long number) {
        this.random = new SplittableRandom(seed ^ number * 0x9E3779B97F4A7C15L);
    }

    /** Returns an integer from 0 to {@code bound - 1}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Returns {@code true} in one of a number of cases. */
    public boolean oneIn(int cases) {
        return random.nextInt(cases) == 0;
    }

    @SafeVarargs
    public final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    public <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Returns one of the samples, unchanged or with some characters removed, repeated, moved or replaced. */
    public String text(String... samples) {
        StringBuilder text = new StringBuilder(oneOf(samples));
        for (int changes = random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            change(text, samples);
        }
        return remember(text.toString());
    }

    /** Returns a text as UTF-8, in some cases with invalid bytes. */
    public byte[] bytes(String... samples) {
        byte[] bytes = text(samples).getBytes(StandardCharsets.UTF_8);
        for (int changes = oneIn(3) ? 1 + random.nextInt(3) : 0; changes > 0 && bytes.length > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return remember(bytes);
    }

    private void change(StringBuilder text, String... samples) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(1 + random.nextInt(20)));
        switch (random.nextInt(7)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(oneIn(20) ? 200 : 3)));
            case 2 -> text.insert(at, oneOf(TOKENS));
            case 3 -> text.replace(at, end, oneOf(TOKENS));
            case 4 -> {
                String other = oneOf(samples);
                text.insert(at, other, 0, random.nextInt(other.length() + 1));
            }
            case 5 -> text.setLength(at);
            default -> text.replace(at, end, String.valueOf((char) random.nextInt(oneIn(4) ? 0x10000 : 0x80)));
        }
    }

    /**
     * Returns a JSON value as maps, lists and scalars.
     *
     * @param names keys that the target knows; others occur too
     */
    public Object json(List<String> names) {
        return remember(json(names, 4));
    }

    private Object json(List<String> names, int depth) {
        int kind = random.nextInt(depth > 0 ? 10 : 7);
        return switch (kind) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt(300);
            case 3 -> random.nextLong();
            case 4 -> random.nextDouble() * Math.pow(10, random.nextInt(40) - 20);
            case 5 -> oneOf(TOKENS);
            case 6 -> oneIn(3) ? oneOf(names) : String.valueOf(random.nextInt(30));
            case 7 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(json(names, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    map.put(oneIn(10) ? oneOf(TOKENS) : oneOf(names), json(names, depth - 1));
                }
                yield map;
            }
        };
    }

    /**
     * Returns a copy of a JSON value in which some values are missing, doubled or replaced.
     *
     * @param names keys that the target knows
     */
    public Object changed(Object json, List<String> names) {
        return remember(changed(json, names, 4 + random.nextInt(30)));
    }

    private Object changed(Object json, List<String> names, int oneIn) {
        if (oneIn(oneIn)) {
            return json(names, 2);
        }
        if (json instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, value) -> {
                if (!oneIn(oneIn)) {
                    copy.put(oneIn(oneIn * 2) ? oneOf(names) : (String) name, changed(value, names, oneIn));
                }
            });
            return copy;
        }
        if (json instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> {
                for (int times = oneIn(oneIn) ? random.nextInt(3) : 1; times > 0; times--) {
                    copy.add(changed(element, names, oneIn));
                }
            });
            return copy;
        }
        return json;
    }

    private <T> T remember(T value) {
        given.add(value);
        return value;
    }

    /** Returns the input of the target, cut to fit into a message. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object value : given) {
            text.append(text.isEmpty() ? "" : ", ").append(value instanceof byte[] bytes
                    ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(value));
        }
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "... (" + text.length() + " characters)" : text.toString();
    }
}
