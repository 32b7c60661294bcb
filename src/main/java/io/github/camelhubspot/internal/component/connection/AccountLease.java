package io.github.camelhubspot.internal.component.connection;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelhubspot.internal.client.HubSpotClient;

/**
 * What an endpoint uses from its start to its stop: the client of its account, over its transport.
 *
 * <p>Thread-safe. The lock of {@link HubSpotConnections} guards the time of release.
 */
public final class AccountLease {

    private final SharedResources.AccountKey account;
    private final SharedResources.TransportKey transport;
    private final HubSpotClient client;
    private final AtomicInteger openBodies = new AtomicInteger();
    private long releasedAt;

    AccountLease(SharedResources.AccountKey account, SharedResources.TransportKey transport, HubSpotClient client) {
        this.account = account;
        this.transport = transport;
        this.client = client;
    }

    public HubSpotClient client() {
        return client;
    }

    /** Says that an exchange has a body that makes calls while it is read, so that the lease must not end. */
    public void bodyOpened() {
        openBodies.incrementAndGet();
    }

    public void bodyClosed() {
        openBodies.decrementAndGet();
    }

    boolean hasOpenBodies() {
        return openBodies.get() > 0;
    }

    SharedResources.AccountKey account() {
        return account;
    }

    SharedResources.TransportKey transport() {
        return transport;
    }

    /** Sets when the endpoint was stopped, as {@link System#nanoTime}. */
    void releasedAt(long nanos) {
        releasedAt = nanos;
    }

    long releasedAt() {
        return releasedAt;
    }
}
