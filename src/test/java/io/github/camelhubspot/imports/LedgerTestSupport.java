package io.github.camelhubspot.imports;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Base class of the tests of {@code watch} with an idempotent repository: contexts that act as JVMs with one repository, and a
 * clock that expires their claims.
 */
abstract class LedgerTestSupport extends WatchTestSupport {

    protected static final Duration CLAIM_TIMEOUT = Duration.ofMillis(200);
    protected static final String DURABLE
            = WATCH + "&idempotentRepository=#repository&claimTimeout=" + CLAIM_TIMEOUT.toMillis();

    @TempDir
    protected Path directory;

    protected IdempotentRepository repository = new Lasting();

    private final List<CamelContext> contexts = new CopyOnWriteArrayList<>();
    /** The clock stands still, so that no claim expires on a slow machine. */
    private final AtomicReference<Instant> claimClock = new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));

    /** A repository in memory that keeps its content when a context stops. */
    protected static class Lasting extends MemoryIdempotentRepository {

        Lasting() {
            super(new ConcurrentHashMap<>());
        }

        @Override
        protected void doStop() {
            // keeps the content
        }
    }

    @AfterEach
    void stopContexts() {
        contexts.forEach(CamelContext::stop);
    }

    /** Starts a context that shares no memory with others, like another JVM. */
    protected CamelContext start(String uri, Processor processor, Service... services) throws Exception {
        CamelContext other = new DefaultCamelContext();
        contexts.add(other);
        for (Service service : services) {
            other.addService(service);
        }
        configure(other);
        other.getRegistry().bind("repository", repository);
        other.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("watch").process(LedgerTestSupport.this::keep).process(processor);
            }
        });
        other.start();
        return other;
    }

    protected CamelContext start(String uri) throws Exception {
        return start(uri, exchange -> {
        });
    }

    protected void configure(CamelContext other) {
        HubSpotImportComponent component = other.getComponent("hubspot-import", HubSpotImportComponent.class);
        component.setConfiguration(configuration());
        component.useClaimClock(claimClock::get);
    }

    /** Expires all claims that are not renewed. */
    protected void expireClaims() {
        passClaimTimeout();
        passClaimTimeout();
    }

    /** Advances the clock by one claim timeout: a claim is valid in its own time slot and in the next one. */
    protected void passClaimTimeout() {
        claimClock.updateAndGet(now -> now.plus(CLAIM_TIMEOUT));
    }

    /** Returns the time slot of new claims. */
    protected long slot() {
        return claimClock.get().toEpochMilli() / CLAIM_TIMEOUT.toMillis();
    }

    protected static JdbcMessageIdRepository jdbc() {
        return new JdbcMessageIdRepository(JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                "sa", ""), "watch");
    }

    /** Returns the key under which the watch {@code name} records a delivered state. */
    protected static String key(String id, String state) {
        return "name|" + id + "|" + state;
    }
}
