package io.github.camelhubspot.internal.importfile;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a file cannot be imported as it is.
 *
 * @param file    name of the file
 * @param line    where, counted from 1; 0 for the whole file
 * @param column  where in the line, counted from 1; 0 for the whole line
 * @param message what is wrong
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
