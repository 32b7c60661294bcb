package io.github.camelhubspot.internal.http;

import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

import org.apache.camel.CamelContext;

/** Makes asynchronous transports that measure the idle time of connections with the clock of a test. */
public final class ClockedTransport {

    private ClockedTransport() {
    }

    /** @param clock milliseconds since 1970; tells for how long a connection was idle */
    public static HttpTransport create(CamelContext context, URI base, TransportSettings settings,
            ScheduledExecutorService timer, Executor executor, LongSupplier clock) throws Exception {
        return AsyncTransport.create(context, base, settings, timer, executor, clock);
    }
}
