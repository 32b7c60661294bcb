package io.github.camelhubspot.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The head of an HTTP/1.1 request as received.
 *
 * @param line    request line, for example {@code GET /crm/v3/objects/leads HTTP/1.1}
 * @param headers header lines in the received order
 */
record RequestHead(String line, List<String> headers) {

    /** @return {@code null} if the connection ends before the first byte */
    static RequestHead read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 && head.isEmpty()) {
                return null;
            }
            if (next < 0) {
                throw new EOFException("the connection ended within the head " + head);
            }
            head.append((char) next);
        }
        List<String> lines = head.toString().lines().toList();
        return new RequestHead(lines.get(0), lines.subList(1, lines.size() - 1));
    }

    String method() {
        return line.split(" ")[0];
    }

    String target() {
        return line.split(" ")[1];
    }

    /** Returns the first value of a header, or {@code null} if it is absent. */
    String header(String name) {
        String start = name + ":";
        return headers.stream().filter(header -> header.regionMatches(true, 0, start, 0, start.length()))
                .map(header -> header.substring(start.length()).trim()).findFirst().orElse(null);
    }
}
