package io.github.camelhubspot.internal.importfile;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A reason why a file cannot be imported.
 *
 * @param file    name of the file
 * @param line    line, counted from 1; 0 for the whole file
 * @param column  column, counted from 1; 0 for the whole line
 * @param message the problem and its cure
 */
record ImportProblem(String file, long line, int column, String message) {

    String text() {
        return "file " + file + (line == 0 ? "" : ", line " + line) + (column == 0 ? "" : ", column " + column) + ": " + message;
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("message", message);
        map.put("file", file);
        if (line > 0) {
            map.put("line", line);
        }
        if (column > 0) {
            map.put("column", column);
        }
        return map;
    }
}
