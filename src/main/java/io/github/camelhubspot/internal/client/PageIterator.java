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
 * Walks over all pages. The next one is asked for while the elements of the one before are used, from the second element on:
 * who takes but the first costs no call. There is never more than one page ahead.
 *
 * <p>A page that fails does so in {@link #next()}, and after all elements before it: Camel's splitter calls
 * {@link #hasNext()} before it has passed on the element that it took. Who goes on asks for the same page again.
 *
 * <p>One thread at a time may walk; any may close.
 */
public final class PageIterator implements Iterator<Object>, Closeable {

    private final Operation operation;
    private final Function<Call, CompletableFuture<Page>> fetch;
    private Iterator<?> elements;
    private Call next;
    private boolean begun;
    private RuntimeException failure;
    private volatile CompletableFuture<Page> ahead;
    private volatile boolean closed;
    private final CursorCycle cycle = new CursorCycle();

    /** @param fetch asks for a page without waiting for it; one that is cancelled early need not be asked for */
    public PageIterator(Operation operation, Page first, Function<Call, CompletableFuture<Page>> fetch) {
        this.operation = operation;
        this.fetch = fetch;
        take(first);
    }

    @Override
    public boolean hasNext() {
        while (!closed && failure == null && !elements.hasNext() && next != null) {
            askAhead();
            await();
        }
        if (!closed && failure == null && begun && next != null) {
            askAhead();
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
        begun = true;
        return elements.next();
    }

    @Override
    public void close() {
        closed = true;
        letGo();
    }

    private void letGo() {
        CompletableFuture<Page> asked = ahead;
        if (asked != null) {
            asked.cancel(false);
        }
    }

    private void askAhead() {
        if (ahead == null) {
            ahead = fetch.apply(next);
            if (closed) {
                letGo(); // close() may have gone by before
            }
        }
    }

    private void await() {
        CompletableFuture<Page> asked = ahead;
        try {
            take(asked.join());
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

    private void take(Page page) {
        String cursor = page.next() == null ? null : page.next().cursor().text();
        if (cycle.repeats(next == null ? null : next.cursor().text(), cursor)) {
            throw new HubSpotTransportException(new HubSpotError(operation.uri(), page.status(), "HubSpot answered the cursor "
                    + Texts.printable(cursor) + " a second time: the pages would never end", null, null,
                    page.correlationId(), null, null, null, 1), null);
        }
        elements = page.elements().iterator();
        next = page.next();
        begun = false;
    }
}
