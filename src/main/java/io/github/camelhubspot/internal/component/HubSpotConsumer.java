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
 * Polls HubSpot and delivers what it finds: how the consumers of both schemes deliver, decide whether an exchange is done, and
 * stop.
 *
 * <p>An exchange is done when it ended without an exception and is not marked rollback-only. What is not done is delivered again
 * by a later poll.
 *
 * <p>A stop ends the wait for an answer of HubSpot at once, but waits for a delivery under way, because a delivery that is cut
 * off between the exchange and its record would be repeated. {@code state} guards the number of deliveries under way.
 */
public abstract class HubSpotConsumer extends ScheduledBatchPollingConsumer {

    /** How long a stop waits for a delivery under way, beyond what Camel waits for exchanges. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Held while a poll runs: an own scheduler might start two at once. */
    private final ReentrantLock polling = new ReentrantLock();
    private final Cancellation cancellation = new Cancellation();
    private final ReentrantLock state = new ReentrantLock();
    private final Condition idle = state.newCondition();
    private int underWay;
    private boolean releaseWhenIdle;

    protected HubSpotConsumer(Endpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    /** Polls once, and returns how many exchanges it made. */
    protected abstract int pollHubSpot() throws Exception;

    /** Releases what only this consumer may use while it delivers. Called once after a stop, when no delivery is in flight. */
    protected abstract void release();

    /** What the calls of polls are to be made with, so that a stop does not wait for their answers. */
    protected final Cancellation cancellation() {
        return cancellation;
    }

    /** Whether the next exchange may begin; not if the consumer is to stop or to be suspended. */
    protected final boolean mayDeliver() {
        return isBatchAllowed() && (shutdownRunningTask == ShutdownRunningTask.CompleteAllTasks || isPollAllowed());
    }

    /**
     * Delivers something and records that it is done, which a stop waits for.
     *
     * @return the work's result
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
     * An exchange to be made.
     *
     * @param fill makes the message
     * @param what is delivered, for the log
     * @param done records that the exchange is done
     */
    public record Delivery(Processor fill, String what, Runnable done) {
    }

    /**
     * Delivers one after the other until one is not done.
     *
     * @param  batch of {@link Delivery}
     * @return       how many exchanges were made, done or not
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
     * Has the route process an exchange.
     *
     * @param  index place of the exchange in its batch, from 0 on
     * @param  size  of the batch
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
            return 0; // the consumer is to stop
        } finally {
            polling.unlock();
        }
    }

    /** A delivery that is not recorded yet counts, although its exchange may no longer be in flight. */
    @Override
    public int getPendingExchangesSize() {
        state.lock();
        try {
            return underWay > 0 ? 1 : 0;
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

    /** Waits for the delivery itself, because Camel does not see the pending delivery of a consumer behind {@code master:}. */
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
            underWay++;
        } finally {
            state.unlock();
        }
    }

    private void end() {
        state.lock();
        try {
            if (--underWay > 0) {
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
            while (underWay > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
        } finally {
            state.unlock();
        }
    }

    private void releaseWhenIdle() {
        state.lock();
        try {
            if (underWay > 0) {
                releaseWhenIdle = true;
                return;
            }
        } finally {
            state.unlock();
        }
        release();
    }
}
