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
 * Does single calls of an operation in batches: calls that come within a short time are sent as one, and each is answered as if
 * it had been alone.
 */
public final class Coalescer implements AutoCloseable {

    private final HubSpotClient client;
    private final Operation operation;
    private final OutputType outputType;
    private final boolean validation;
    private final CoalescingQueue queue;

    /**
     * @param operation  one that has a {@link Operation#coalescing}
     * @param validation whether inputs are checked for what HubSpot would refuse
     * @param timer      only says when
     */
    public Coalescer(HubSpotClient client, Operation operation, OutputType outputType, boolean validation,
            ScheduledExecutorService timer) {
        this.client = client;
        this.operation = operation;
        this.outputType = outputType;
        this.validation = validation;
        this.queue = new CoalescingQueue(timer, System::nanoTime, CoalescingQueue.ROOM);
    }

    /**
     * Makes a call. Blocks while too many calls wait for their answers.
     *
     * @param  body what the message brings
     * @return      completed on a thread that makes calls, which must not be kept; fails as the call alone would, or with
     *              {@link io.github.camelhubspot.HubSpotTransportException} if it was not sent in the end
     * @throws io.github.camelhubspot.HubSpotException if the input is not acceptable
     */
    public CompletableFuture<ApiResponse> call(Arguments arguments, Object body) {
        CoalescedApiCall call = new CoalescedApiCall(client, operation, arguments, body, outputType, validation);
        if (call.mustGoAlone()) {
            return call.alone();
        }
        Duration delay = arguments.get(Parameters.COALESCE_DELAY);
        CompletableFuture<ApiResponse> answer = queue.add(call,
                delay == null ? Coalescing.DEFAULT_DELAY : delay);
        return answer == null ? call.alone() : answer;
    }

    /** Sends what waits, and from now on does not wait for time to pass, because somebody waits for the end of all. */
    public void hurry() {
        queue.hurry();
    }

    /**
     * Sends what waits without waiting any longer. Calls that come from now on are made alone.
     *
     * @param  most how long to wait until all calls are answered
     * @return      whether they are
     */
    public boolean drain(Duration most) throws InterruptedException {
        return queue.drain(most);
    }

    /** Whoever still waits to be sent fails; what is under way is answered as it ends. */
    @Override
    public void close() {
        queue.close();
    }

    /** How many calls wait or are under way. */
    public int pending() {
        return queue.pending();
    }

    /** How many calls have been sent in batches so far. */
    public long sent() {
        return queue.sent();
    }

    /** How many batches there were so far. */
    public long batches() {
        return queue.batches();
    }
}
