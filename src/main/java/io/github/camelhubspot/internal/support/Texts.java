package io.github.camelhubspot.internal.support;

/** Prepares values for error texts and log lines. */
public final class Texts {

    private Texts() {
    }

    /** Returns at most 60 characters of a value, without control characters. */
    public static String printable(Object value) {
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    /** Returns the printable value in quotes. Blanks other than a space and invisible characters are shown as their code. */
    public static String quoted(Object value) {
        StringBuilder text = new StringBuilder("'");
        printable(value).codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (c != ' ' && (type == Character.SPACE_SEPARATOR || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR)) {
                text.append(String.format("\\u%04X", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.append('\'').toString();
    }
}
