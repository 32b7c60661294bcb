package io.github.camelhubspot.internal.operation;

import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;

/**
 * Says how single calls of an operation are sent together as a batch. Calls share a batch if they have the same values for all
 * parameters of the batch operation. Their other values go into their inputs.
 *
 * @param batch    the call of the batch, under the name of the single operation
 * @param input    makes the input of a single call
 * @param status   HTTP status of HubSpot's response to a successful single call
 * @param obstacle returns why a call with these arguments cannot be part of a batch; {@code null} if it can
 * @param excluded parameters that do not apply to a single call
 */
public record Coalescing(Operation batch, CoalescedInput input, int status, Function<Arguments, String> obstacle,
                         Set<Parameter<?>> excluded) {

    /** How long a call waits for others by default. */
    public static final Duration DEFAULT_DELAY = Duration.ofMillis(50);

    private static final int OK = 200;

    /** Returns a coalescing that any call can take part in. */
    public static Coalescing by(OperationBuilder batch, CoalescedInput input) {
        return new Coalescing(batch.build(), input, OK, arguments -> null, Set.of());
    }

    /** Returns this coalescing for single calls with another status of success. */
    public Coalescing withStatus(int otherStatus) {
        return new Coalescing(batch, input, otherStatus, obstacle, excluded);
    }

    /** Returns this coalescing for those calls only that have no obstacle. */
    public Coalescing unless(Function<Arguments, String> newObstacle) {
        return new Coalescing(batch, input, status, newObstacle, excluded);
    }

    /** Returns this coalescing without some parameters. */
    public Coalescing excluding(Parameter<?>... parameters) {
        return new Coalescing(batch, input, status, obstacle, Set.of(parameters));
    }

    /**
     * Checks the options of an endpoint with {@code coalesce=true}.
     *
     * @throws IllegalArgumentException if an option does not allow it; the message names the cure
     */
    public void check(Arguments options) {
        String problem = obstacle.apply(options);
        for (Parameter<?> parameter : excluded) {
            if (options.get(parameter) != null) {
                problem = parameter.name() + " applies to a body with many inputs, but each message has one then: leave it"
                        + " out";
            }
        }
        if (problem != null) {
            throw new IllegalArgumentException("coalesce=true does not go with the other options of " + batch.uri() + ": "
                    + problem);
        }
    }
}
