package io.github.camelhubspot.internal.component;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

import org.apache.camel.Exchange;

/**
 * The body of an exchange that is an iterator which sends calls. It ends when the exchange has failed: a splitter that stops on
 * an exception reads the rest of its iterator before it closes it, which would send calls that the route no longer needs.
 *
 * <p>As thread-safe as the wrapped iterator.
 */
final class ExchangeIterator implements Iterator<Object>, Closeable {

    private final Exchange exchange;
    /** Camel may reuse the exchange for another message. */
    private final String exchangeId;
    private final Iterator<?> elements;

    ExchangeIterator(Exchange exchange, Iterator<?> elements) {
        this.exchange = exchange;
        this.exchangeId = exchange.getExchangeId();
        this.elements = elements;
    }

    @Override
    public boolean hasNext() {
        if (exchange.isFailed() && exchangeId.equals(exchange.getExchangeId())) {
            try {
                close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return false;
        }
        return elements.hasNext();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return elements.next();
    }

    @Override
    public void close() throws IOException {
        if (elements instanceof Closeable closeable) {
            closeable.close();
        }
    }
}
