package io.github.camelhubspot.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

import io.github.camelhubspot.HubSpotConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** The side of a {@link KillRig} in the JVM that is killed. */
public final class KillRigJvm {

    static final String STARTED = "started";

    private final String name;
    /** One per thread, because concurrent exchanges must not wait for each other. */
    private final ThreadLocal<Reporter> reporter;

    /** @param args of the main class: port of the rig, name of this JVM */
    public KillRigJvm(String[] args) {
        int port = Integer.parseInt(args[0]);
        name = args[1];
        reporter = ThreadLocal.withInitial(() -> connect(port));
    }

    /** Returns a context whose components call a sandbox without rate limits and retry quickly. */
    public static CamelContext context(String sandboxUrl) {
        HubSpotConfiguration configuration = new HubSpotConfiguration();
        configuration.setServiceUrl(sandboxUrl);
        configuration.setAccessToken("sandbox-token");
        configuration.setRateLimit(0);
        configuration.setSearchRateLimit(0);
        configuration.setMaxRetries(2);
        configuration.setRetryDelay(20);
        CamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("hubspot", configuration);
        return context;
    }

    public String name() {
        return name;
    }

    /** Waits for the rig, starts the context, and halts this JVM when the test has ended; does not return. */
    public void run(CamelContext context) throws IOException {
        if (System.in.read() >= 0) {
            report(STARTED);
            context.start();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        Runtime.getRuntime().halt(0);
    }

    /** Reports a point and returns when the test has processed the report, unless it kills this JVM. */
    public void report(String point, String... facts) {
        reporter.get().ask(name + " " + point + " " + String.join(" ", facts));
    }

    private static Reporter connect(int port) {
        try {
            return new Reporter(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
