package io.github.camelhubspot.internal.client;

import java.io.Closeable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.CursorCycle;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.Page;
import io.github.camelhubspot.internal.support.Futures;
import io.github.camelhubspot.internal.support.Texts;

/**
 * Iterates over the elements of all pages. Fetches the next page in the background once the first element of a page has been
 * taken; reading only the first element triggers no request. At most one page is fetched ahead.
 *
 * <p>The failure of a page is thrown by {@link #next()} after all elements before it, because Camel's splitter calls
 * {@link #hasNext()} before it has processed the previous element. A further call of {@code next()} fetches the same page again.
 *
 * <p>One thread at a time may iterate; any thread may close. {@code ahead} and {@code closed} are volatile for that.
 */
public final class PageIterator implements Iterator<Object>, Closeable {

    private final Operation operation;
    private final Function<Call, CompletableFuture<Page>> fetch;
    private final CursorCycle cycle = new CursorCycle();
    private Iterator<?> elements;
    private Call next;
    /** Whether an element of the current page has been taken. */
    private boolean taken;
    private RuntimeException failure;
    private volatile CompletableFuture<Page> ahead;
    private volatile boolean closed;

    /** @param fetch starts fetching a page and does not wait for it; need not fetch a page that is cancelled before it is sent */
    public PageIterator(Operation operation, Page first, Function<Call, CompletableFuture<Page>> fetch) {
        this.operation = operation;
        this.fetch = fetch;
        enter(first);
    }

    @Override
    public boolean hasNext() {
        while (!closed && failure == null && !elements.hasNext() && next != null) {
            fetchAhead();
            await();
        }
        if (!closed && failure == null && taken && next != null) {
            fetchAhead();
        }
        return !closed && (failure != null || elements.hasNext());
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (failure != null) {
            RuntimeException thrown = failure;
            failure = null;
            throw thrown;
        }
        taken = true;
        return elements.next();
    }

    @Override
    public void close() {
        closed = true;
        cancelAhead();
    }

    private void cancelAhead() {
        CompletableFuture<Page> page = ahead;
        if (page != null) {
            page.cancel(false);
        }
    }

    private void fetchAhead() {
        if (ahead == null) {
            ahead = fetch.apply(next);
            if (closed) {
                cancelAhead(); // close() may have run before there was a page to cancel
            }
        }
    }

    private void await() {
        CompletableFuture<Page> page = ahead;
        try {
            enter(page.join());
        } catch (CancellationException e) {
            closed = true;
        } catch (CompletionException e) {
            failure = Futures.unwrapped(e);
        } catch (HubSpotTransportException e) {
            failure = e;
        } finally {
            ahead = null;
        }
    }

    private void enter(Page page) {
        String current = next == null ? null : next.cursor().text();
        String following = page.next() == null ? null : page.next().cursor().text();
        if (cycle.repeats(current, following)) {
            throw new HubSpotTransportException(HubSpotError.of(operation.uri(), page.status(), "HubSpot answered the cursor "
                    + Texts.printable(following) + " a second time: the pages would never end", page.correlationId()), null);
        }
        elements = page.elements().iterator();
        next = page.next();
        taken = false;
    }
}
