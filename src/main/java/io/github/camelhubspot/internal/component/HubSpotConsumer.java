package io.github.camelhubspot.internal.component;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.camelhubspot.internal.support.Cancellation;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.support.ScheduledBatchPollingConsumer;

/**
 * Base of the consumers of both schemes: polls HubSpot, delivers exchanges, and decides whether an exchange is done.
 *
 * <p>An exchange is done when it ended without an exception and is not marked rollback-only. A later poll delivers it again if
 * it is not done.
 *
 * <p>A stop ends the wait for a response of HubSpot immediately, but waits for a delivery in flight: a delivery that is
 * interrupted between the exchange and its record would be repeated.
 *
 * <p>{@code state} guards the number of deliveries in flight and {@code releaseWhenIdle}.
 */
public abstract class HubSpotConsumer extends ScheduledBatchPollingConsumer {

    /** How long a stop waits for a delivery in flight, after Camel's own wait for exchanges. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Held during a poll, because a user's scheduler may start two polls at once. */
    private final ReentrantLock polling = new ReentrantLock();
    private final Cancellation cancellation = new Cancellation();
    private final ReentrantLock state = new ReentrantLock();
    private final Condition idle = state.newCondition();
    private int inFlight;
    private boolean releaseWhenIdle;

    protected HubSpotConsumer(Endpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    /** Polls once. Returns the number of exchanges. */
    protected abstract int pollHubSpot() throws Exception;

    /** Releases resources that this consumer holds during deliveries. Called once after a stop, when no delivery is in flight. */
    protected abstract void release();

    /** Returns the cancellation for the calls of polls, so that a stop does not wait for their responses. */
    protected final Cancellation cancellation() {
        return cancellation;
    }

    /** Returns whether the next exchange may begin, which is not the case once the consumer stops or is suspended. */
    protected final boolean mayDeliver() {
        return isBatchAllowed() && (shutdownRunningTask == ShutdownRunningTask.CompleteAllTasks || isPollAllowed());
    }

    /**
     * Runs a delivery, including its record. A stop waits for it.
     *
     * @return the result of the work
     */
    protected final <T> T delivering(Callable<T> work) throws Exception {
        begin();
        try {
            return work.call();
        } finally {
            end();
        }
    }

    /**
     * An exchange to deliver.
     *
     * @param fill sets the message
     * @param what the subject of the exchange, for the log
     * @param done records that the exchange is done
     */
    public record Delivery(Processor fill, String what, Runnable done) {
    }

    /**
     * Delivers exchanges one after the other, until one is not done.
     *
     * @param  batch of {@link Delivery}
     * @return       the number of exchanges, done or not
     */
    @Override
    public int processBatch(Queue<Object> batch) {
        int size = batch.size();
        int exchanges = 0;
        boolean done = true;
        while (done && !batch.isEmpty() && mayDeliver()) {
            done = process((Delivery) batch.remove(), exchanges++, size);
        }
        return exchanges;
    }

    /**
     * Creates an exchange and lets the route process it.
     *
     * @param  index index of the exchange in its batch
     * @param  size  size of the batch
     * @return       whether the exchange is done; if not, the exception handler was called
     */
    protected final boolean process(Delivery delivery, int index, int size) {
        begin();
        Exchange exchange = createExchange(false);
        try {
            run(exchange, delivery.fill(), index, size);
            if (exchange.getException() == null && exchange.isRollbackOnly()) {
                exchange.setException(new RollbackExchangeException(exchange));
            }
            if (exchange.getException() == null) {
                delivery.done().run();
                return true;
            }
            getExceptionHandler().handleException(delivery.what() + " could not be processed and will be delivered again",
                    exchange, exchange.getException());
            return false;
        } finally {
            releaseExchange(exchange, false);
            end();
        }
    }

    private void run(Exchange exchange, Processor fill, int index, int size) {
        try {
            exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
            exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size);
            exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == size - 1);
            fill.process(exchange);
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
    }

    @Override
    protected final int poll() throws Exception {
        polling.lock();
        try {
            return isPollAllowed() ? pollHubSpot() : 0;
        } catch (CancellationException e) {
            return 0; // the consumer stops
        } finally {
            polling.unlock();
        }
    }

    /** Counts a delivery until it is recorded, although its exchange may have ended before. */
    @Override
    public int getPendingExchangesSize() {
        state.lock();
        try {
            return inFlight > 0 ? 1 : 0;
        } finally {
            state.unlock();
        }
    }

    @Override
    protected void doStart() throws Exception {
        cancellation.reset();
        super.doStart();
    }

    @Override
    protected void doResume() throws Exception {
        cancellation.reset();
        super.doResume();
    }

    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        cancellation.cancel();
    }

    /** Waits for the delivery here, because Camel does not see the pending delivery of a consumer behind {@code master:}. */
    @Override
    protected void doStop() throws Exception {
        cancellation.cancel();
        try {
            awaitIdle();
        } finally {
            try {
                super.doStop();
            } finally {
                releaseWhenIdle();
            }
        }
    }

    private void begin() {
        state.lock();
        try {
            inFlight++;
        } finally {
            state.unlock();
        }
    }

    private void end() {
        state.lock();
        try {
            if (--inFlight > 0) {
                return;
            }
            idle.signalAll();
            if (!releaseWhenIdle) {
                return;
            }
            releaseWhenIdle = false;
        } finally {
            state.unlock();
        }
        release();
    }

    private void awaitIdle() throws InterruptedException {
        long left = PATIENCE.toNanos();
        state.lockInterruptibly();
        try {
            while (inFlight > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
        } finally {
            state.unlock();
        }
    }

    private void releaseWhenIdle() {
        state.lock();
        try {
            if (inFlight > 0) {
                releaseWhenIdle = true;
                return;
            }
        } finally {
            state.unlock();
        }
        release();
    }
}
