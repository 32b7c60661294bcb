package io.github.camelhubspot.internal.support;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares names of columns and files as people read them: invisible differences do not count. */
public final class Names {

    private static final Pattern BLANK = Pattern.compile("[\\p{Z}\\s]");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    private Names() {
    }

    /**
     * Returns a name without blanks around it and without invisible characters, with each blank as a space and composed
     * accents.
     */
    public static String normalised(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        return INVISIBLE.matcher(BLANK.matcher(composed).replaceAll(" ")).replaceAll("").strip();
    }

    /** Returns the equal name, or the only name that looks the same; {@code null} if there is none. */
    public static String like(String name, Collection<String> names) {
        if (name == null || names.contains(name)) {
            return name;
        }
        List<String> alike = names.stream().filter(candidate -> normalised(candidate).equals(normalised(name))).toList();
        return alike.size() == 1 ? alike.get(0) : null;
    }

    /** Returns names in quotes, separated by commas; "none" if there are none. */
    public static String quoted(Collection<String> names) {
        return names.isEmpty() ? "none" : names.stream().map(Texts::quoted).collect(Collectors.joining(", "));
    }
}
