package io.github.camelhubspot.internal.batch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Coalescing;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;

/**
 * Sends single calls of an operation in batches: calls that arrive within a short time share a batch, and each gets the response
 * that it would have had alone. Thread-safe.
 */
public final class Coalescer implements AutoCloseable {

    private final HubSpotClient client;
    private final Operation operation;
    private final OutputType outputType;
    private final boolean validation;
    private final CoalescingQueue queue;

    /**
     * @param operation  an operation with {@link Operation#coalescing}
     * @param validation whether inputs that HubSpot would reject are detected before sending
     * @param timer      starts checks; nothing blocks it
     */
    public Coalescer(HubSpotClient client, Operation operation, OutputType outputType, boolean validation,
            ScheduledExecutorService timer) {
        this.client = client;
        this.operation = operation;
        this.outputType = outputType;
        this.validation = validation;
        this.queue = new CoalescingQueue(timer, System::nanoTime, CoalescingQueue.CAPACITY);
    }

    /**
     * Makes a call. Blocks while too many calls are pending or in flight.
     *
     * @param  body the body of the message
     * @return      the response, completed on a thread that makes calls, which must not be blocked; fails as the call alone
     *              would, or with {@link io.github.camelhubspot.HubSpotTransportException} if it was not sent
     * @throws io.github.camelhubspot.HubSpotException if the body is invalid
     */
    public CompletableFuture<ApiResponse> call(Arguments arguments, Object body) {
        CoalescedApiCall call = new CoalescedApiCall(client, operation, arguments, body, outputType, validation);
        if (call.mustGoAlone()) {
            return call.alone();
        }
        Duration delay = arguments.get(Parameters.COALESCE_DELAY);
        CompletableFuture<ApiResponse> response = queue.add(call, delay == null ? Coalescing.DEFAULT_DELAY : delay);
        return response == null ? call.alone() : response;
    }

    /** Ignores the delays of all calls from now on, because the route is waiting for their end. */
    public void skipDelays() {
        queue.skipDelays();
    }

    /**
     * Sends all pending calls and waits for their results. Later calls are sent alone.
     *
     * @param  maxWait how long to wait
     * @return         whether all calls have their results
     */
    public boolean drain(Duration maxWait) throws InterruptedException {
        return queue.drain(maxWait);
    }

    /** Fails all pending calls. Calls in flight get their results. */
    @Override
    public void close() {
        queue.close();
    }

    /** Returns how many calls are pending or in flight. */
    public int pending() {
        return queue.pending();
    }

    /** Returns how many calls have been sent in batches so far. */
    public long sent() {
        return queue.sent();
    }

    /** Returns how many batches have been sent so far. */
    public long batches() {
        return queue.batches();
    }
}
