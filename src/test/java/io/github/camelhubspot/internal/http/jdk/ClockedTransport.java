package io.github.camelhubspot.internal.http.jdk;

import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.TransportSettings;
import org.apache.camel.CamelContext;

/** Makes transports on the JDK's client that measure the age of connections with the clock of a test. */
public final class ClockedTransport {

    private ClockedTransport() {
    }

    /** @param clock nanoseconds; says how old connections are */
    public static HttpTransport create(CamelContext context, URI base, TransportSettings settings,
            ScheduledExecutorService timer, Executor executor, LongSupplier clock) throws Exception {
        return JdkTransport.create(context, base, settings, timer, executor, executor, clock);
    }
}
