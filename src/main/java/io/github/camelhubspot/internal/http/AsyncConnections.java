package io.github.camelhubspot.internal.http;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.hc.core5.http.RequestNotExecutedException;

/**
 * The connections of the asynchronous transport, and who waits for one. Calls share a connection where it is HTTP/2, and
 * nobody opens a second one before it is known that the first is not enough.
 */
final class AsyncConnections {

    private static final long CHECK_MILLIS = 2_000;

    private final Connector connector;
    private final int most;
    private final ScheduledExecutorService timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<AsyncExchange> waiting = new ArrayDeque<>();
    private final List<AsyncConnection> connections = new ArrayList<>();
    private final Map<Route, Integer> opening = new HashMap<>();
    private final Set<Route> withoutHttp2 = new HashSet<>();
    private boolean closed;

    AsyncConnections(Connector connector, int most, ScheduledExecutorService timer) {
        this.connector = connector;
        this.most = most;
        this.timer = timer;
    }

    /** Puts an exchange on a connection, now or when there is one for it. */
    void submit(AsyncExchange exchange) {
        lock.lock();
        try {
            if (closed) {
                exchange.abort(new IOException("the component stops"));
                return;
            }
            waiting.addLast(exchange);
        } finally {
            lock.unlock();
        }
        dispatch();
    }

    /** The exchange does not wait any more. */
    void forget(AsyncExchange exchange) {
        lock.lock();
        try {
            waiting.remove(exchange);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        List<AsyncExchange> left;
        lock.lock();
        try {
            closed = true;
            left = new ArrayList<>(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        left.forEach(exchange -> exchange.abort(new IOException("the component stops")));
        connector.close();
    }

    private void dispatch() {
        List<Runnable> actions = new ArrayList<>();
        lock.lock();
        try {
            connections.removeIf(AsyncConnection::closed);
            connections.forEach(AsyncConnection::closeIfUseless);
            Map<Route, Integer> unserved = new LinkedHashMap<>();
            for (Iterator<AsyncExchange> all = waiting.iterator(); all.hasNext();) {
                AsyncExchange exchange = all.next();
                AsyncConnection chosen = choose(exchange, actions);
                if (chosen == null) {
                    unserved.merge(exchange.route(), 1, Integer::sum);
                } else {
                    chosen.reserve();
                    all.remove();
                    actions.add(() -> chosen.execute(exchange));
                }
            }
            if (!closed) {
                unserved.forEach((route, count) -> open(route, count, actions));
            }
        } finally {
            lock.unlock();
        }
        actions.forEach(Runnable::run);
    }

    private AsyncConnection choose(AsyncExchange exchange, List<Runnable> actions) {
        for (AsyncConnection connection : connections) {
            if (connection.route().equals(exchange.route()) && connection.accepts()) {
                if (!connection.doubtful(exchange.idempotent())) {
                    return connection;
                }
                actions.add(check(connection));
            }
        }
        return null;
    }

    private Runnable check(AsyncConnection connection) {
        connection.check();
        return () -> {
            connection.ping(this::dispatch);
            try {
                timer.schedule(() -> connection.checked(false, this::dispatch), CHECK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                connection.checked(false, this::dispatch);
            }
        };
    }

    /** One connection for each hundred that wait; if the server has no HTTP/2, one for each. */
    private void open(Route route, int count, List<Runnable> actions) {
        int each = withoutHttp2.contains(route) ? 1 : AsyncConnection.MOST_CALLS;
        int needed = (count + each - 1) / each;
        int coming = opening.getOrDefault(route, 0) + (int) connections.stream()
                .filter(connection -> connection.checking() && connection.route().equals(route)).count();
        int room = most - connections.size() - opening.values().stream().mapToInt(Integer::intValue).sum();
        while (coming < needed) {
            if (room <= 0) {
                connections.stream().filter(connection -> connection.idle() && !connection.route().equals(route))
                        .findFirst().ifPresent(AsyncConnection::retire); // its end gives room for another
                return;
            }
            coming++;
            room--;
            opening.merge(route, 1, Integer::sum);
            actions.add(() -> connector.open(route)
                    .whenComplete((connection, failure) -> opened(route, connection, failure)));
        }
    }

    private void opened(Route route, AsyncConnection connection, Throwable failure) {
        List<AsyncExchange> hopeless = new ArrayList<>();
        lock.lock();
        try {
            opening.computeIfPresent(route, (key, count) -> count == 1 ? null : count - 1);
            if (connection != null) {
                connection.onRelease((exchange, again) -> released(connection, exchange, again));
                connections.add(connection);
                if (connection.isHttp2()) {
                    withoutHttp2.remove(route);
                } else {
                    withoutHttp2.add(route);
                }
            } else if (!opening.containsKey(route)
                    && connections.stream().noneMatch(other -> other.route().equals(route) && !other.closed())) {
                waiting.removeIf(exchange -> exchange.route().equals(route) && hopeless.add(exchange));
            }
        } finally {
            lock.unlock();
        }
        Exception cause = failure instanceof CompletionException wrapped ? (Exception) wrapped.getCause()
                : (Exception) failure;
        hopeless.forEach(exchange -> exchange.failed(cause));
        dispatch();
    }

    private void released(AsyncConnection connection, AsyncExchange exchange, boolean again) {
        lock.lock();
        try {
            connection.unreserve();
            if (again && !closed) {
                waiting.addFirst(exchange);
            }
        } finally {
            lock.unlock();
        }
        if (again && closed) {
            exchange.failed(new RequestNotExecutedException());
        }
        dispatch();
    }
}
