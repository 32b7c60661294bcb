package io.github.camelhubspot.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation: its text, its fenced blocks, its links and headings. */
record MarkdownPage(Path file, String text, List<Block> blocks, List<String> prose) {

    private static final Pattern EXAMPLE = Pattern.compile("<!-- example: ([a-z0-9-]+) -->");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    /**
     * A fenced block.
     *
     * @param page    file of the page
     * @param line    line of its opening fence
     * @param info    language, such as {@code yaml}
     * @param text    its content
     * @param example name of the example, from a comment above the blocks of a section; {@code null} without a comment
     */
    record Block(Path page, int line, String info, String text, String example) {

        @Override
        public String toString() {
            return page.getFileName() + ":" + line + " " + info + (example == null ? "" : " " + example);
        }
    }

    /** Returns all pages for users. */
    static List<MarkdownPage> all() {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")),
                    docs.filter(file -> file.toString().endsWith(".md")).sorted()).map(MarkdownPage::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the fenced blocks of all pages. */
    static List<Block> allBlocks() {
        return all().stream().flatMap(page -> page.blocks().stream()).toList();
    }

    static MarkdownPage read(Path file) {
        return parse(file, text(file));
    }

    /** Returns the text of a file. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MarkdownPage parse(Path file, String text) {
        List<Block> blocks = new ArrayList<>();
        List<String> prose = new ArrayList<>();
        List<String> lines = text.lines().toList();
        String example = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                int open = i++;
                StringBuilder content = new StringBuilder();
                for (; !lines.get(i).equals("```"); i++) {
                    content.append(lines.get(i)).append('\n');
                }
                blocks.add(new Block(file, open + 1, line.substring(3).trim(), content.toString(), example));
                continue;
            }
            prose.add(line);
            Matcher marker = EXAMPLE.matcher(line);
            example = marker.matches() ? marker.group(1) : line.startsWith("#") ? null : example;
        }
        return new MarkdownPage(file, text, List.copyOf(blocks), List.copyOf(prose));
    }

    /** Returns the targets of all links outside of code. */
    List<String> links() {
        return prose.stream().flatMap(line -> LINK.matcher(line.replaceAll("`[^`]*`", "")).results())
                .map(match -> match.group(1)).toList();
    }

    /** Returns the anchors of all headings. */
    List<String> anchors() {
        return prose.stream().filter(line -> line.startsWith("#")).map(line -> line.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-')).toList();
    }

    /** Returns the cells of each row of the table under a heading, without the header. */
    List<List<String>> table(String heading) {
        List<List<String>> rows = prose.stream().dropWhile(line -> !line.matches("#+ " + Pattern.quote(heading))).skip(1)
                .takeWhile(line -> !line.startsWith("#")).filter(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.substring(1).split("(?<!\\\\)\\|")).map(String::trim).toList()).toList();
        return rows.size() < 2 ? List.of() : rows.subList(2, rows.size());
    }

    @Override
    public String toString() {
        return file.toString();
    }

    /** Returns the parts of a text in backticks. */
    static List<String> code(String text) {
        return Pattern.compile("`([^`]+)`").matcher(text).results().map(match -> match.group(1)).toList();
    }
}
