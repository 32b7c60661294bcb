package io.github.camelhubspot.client;

import java.io.Closeable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotTransportException;

/** Walks over all pages of a list, asking for a page when the one before is used up. */
final class PageIterator implements Iterator<Object>, Closeable {

    private final Operation operation;
    private final Function<String, Reply> fetch;
    private Iterator<?> elements;
    private String after;
    private boolean closed;
    /** An earlier cursor, moved on ever more rarely: any cycle comes back to it, and two cursors are all that is kept. */
    private String anchor;
    private long pages;

    /** @param fetch the page behind a cursor */
    PageIterator(Operation operation, Reply first, Function<String, Reply> fetch) {
        this.operation = operation;
        this.fetch = fetch;
        take(first);
    }

    @Override
    public boolean hasNext() {
        // a short or even empty page may have a cursor: only its absence is the end
        while (!closed && !elements.hasNext() && after != null) {
            take(fetch.apply(after));
        }
        return !closed && elements.hasNext();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return elements.next();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void take(Reply page) {
        String next = page.facts().nextAfter();
        if (next != null && (next.equals(after) || next.equals(anchor))) {
            throw new HubSpotTransportException(HubSpotError.local(operation.uri(), "HubSpot answered the cursor "
                    + Parameter.printable(next) + " a second time: the pages would never end", 1)
                    .withCorrelationId(page.correlationId()), null);
        }
        elements = page.elements().iterator();
        after = next;
        if (Long.bitCount(++pages) == 1) {
            anchor = next;
        }
    }
}
