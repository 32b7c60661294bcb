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

/** Tells the test, which runs in another JVM, what this one does: the other end of a {@link ReportServer}. */
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

    /** Tells something that nobody waits for. */
    public synchronized void tell(String line) {
        try {
            out.write(line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells something, and goes on when the test has dealt with it, if it ever lets this JVM go on. */
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
