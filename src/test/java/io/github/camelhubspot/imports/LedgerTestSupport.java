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
 * What the tests of {@code watch} with an idempotent repository share: contexts that stand for JVMs with one repository, and the
 * clock by which their claims expire.
 */
abstract class LedgerTestSupport extends WatchTestSupport {

    protected static final Duration CLAIM_TIMEOUT = Duration.ofMillis(200);
    protected static final String DURABLE
            = WATCH + "&idempotentRepository=#repository&claimTimeout=" + CLAIM_TIMEOUT.toMillis();

    @TempDir
    protected Path directory;

    protected IdempotentRepository repository = new Lasting();

    private final List<CamelContext> contexts = new CopyOnWriteArrayList<>();
    /** It stands still, so that no claim expires because a machine is slow. */
    private final AtomicReference<Instant> claimClock = new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));

    /** In memory, but not emptied when a context stops. */
    protected static class Lasting extends MemoryIdempotentRepository {

        Lasting() {
            super(new ConcurrentHashMap<>());
        }

        @Override
        protected void doStop() {
            // stays
        }
    }

    @AfterEach
    void stopContexts() {
        contexts.forEach(CamelContext::stop);
    }

    /** Starts another JVM, as far as memory goes. */
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

    /** Lets all claims expire that are not renewed. */
    protected void expireClaims() {
        passClaimTimeout();
        passClaimTimeout();
    }

    /** Lets one claim timeout pass: a claim counts in the time slot in which it was made and in the next one. */
    protected void passClaimTimeout() {
        claimClock.updateAndGet(now -> now.plus(CLAIM_TIMEOUT));
    }

    /** The time slot of claims that are made now. */
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
