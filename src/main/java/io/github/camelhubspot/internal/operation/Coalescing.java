package io.github.camelhubspot.internal.operation;

import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;

/**
 * How single calls of an operation are gathered into calls of a batch. The parameters of the batch are those that must have
 * the same values in all calls that share one; whatever else a single call has goes into its input.
 *
 * @param batch    the call of the batch, under the name of the single operation
 * @param input    makes the input of a single call
 * @param status   what HubSpot answers to the single call when it is done
 * @param obstacle says why a call with these arguments cannot be one of a batch; {@code null} if it can
 * @param excluded parameters that mean nothing to a call that is gathered
 */
public record Coalescing(Operation batch, CoalescedInput input, int status, Function<Arguments, String> obstacle,
                         Set<Parameter<?>> excluded) {

    /** How long a call waits for others unless it says so. */
    public static final Duration DEFAULT_DELAY = Duration.ofMillis(50);

    private static final int OK = 200;

    /** Any call can be one of the batch. */
    public static Coalescing by(Operation.Builder batch, CoalescedInput input) {
        return new Coalescing(batch.build(), input, OK, arguments -> null, Set.of());
    }

    /** The same for calls that HubSpot answers with another status. */
    public Coalescing answering(int otherStatus) {
        return new Coalescing(batch, input, otherStatus, obstacle, excluded);
    }

    /** The same, but some calls cannot be gathered. */
    public Coalescing unless(Function<Arguments, String> some) {
        return new Coalescing(batch, input, status, some, excluded);
    }

    /** The same, but without these parameters. */
    public Coalescing excluding(Parameter<?>... parameters) {
        return new Coalescing(batch, input, status, obstacle, Set.of(parameters));
    }

    /**
     * Checks the options of an endpoint whose calls are to be gathered.
     *
     * @throws IllegalArgumentException if they contradict that; the message says what to do
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
