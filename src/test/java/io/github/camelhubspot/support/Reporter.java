package io.github.camelhubspot.support;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Reports to the {@link ReportServer} of the test, which runs in another JVM. */
public final class Reporter {

    private final Socket socket;
    private final Writer out;
    private final InputStream in;

    public Reporter(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
        in = socket.getInputStream();
    }

    /** Reports and continues at once. */
    public synchronized void tell(String line) {
        try {
            out.write(line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reports, and continues when the test has processed the report; the test may kill this JVM instead. */
    public synchronized void ask(String line) {
        tell("?" + line);
        try {
            out.flush();
            if (in.read() < 0) {
                Runtime.getRuntime().halt(3); // the test is over
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(3);
        }
    }
}
