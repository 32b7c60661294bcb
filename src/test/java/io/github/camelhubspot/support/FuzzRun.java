package io.github.camelhubspot.support;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;

/**
 * Calls a target with random inputs for a time. Fails at the first input with an undocumented exception; the failure shows the
 * input and the system properties that repeat it alone.
 *
 * <p>The short run of the default build always has the same sequence of inputs. The long run of the profile {@code campaign} has
 * a new seed each time. {@code -Dfuzz.seed} sets the seed of both, {@code -Dfuzz.case} selects one input, {@code -Dfuzz.seconds}
 * sets the time.
 */
public final class FuzzRun {

    /** Uses one random input. */
    @FunctionalInterface
    public interface Target {
        void accept(FuzzInput input) throws Exception;
    }

    private static final long FIXED_SEED = 20_261_127;
    /** Minimum number of inputs, on a slow machine, too. */
    private static final long LEAST_CASES = 50;

    private final String name;
    private final long seed;
    private final Duration time;
    private final List<Class<? extends Throwable>> documented;

    private FuzzRun(String name, long seed, Duration time, List<Class<? extends Throwable>> documented) {
        this.name = name;
        this.seed = Long.getLong("fuzz.seed", seed);
        this.time = Duration.ofSeconds(Long.getLong("fuzz.seconds", time.toSeconds()));
        this.documented = documented;
    }

    /** Returns a run of two seconds with a fixed seed, for the default build. */
    public static FuzzRun ofTwoSeconds(String name) {
        return new FuzzRun(name, FIXED_SEED, Duration.ofSeconds(2), List.of());
    }

    /** Returns a run of three minutes with a new seed, for tests tagged {@code campaign}. */
    public static FuzzRun ofMinutes(String name) {
        return new FuzzRun(name, System.nanoTime(), Duration.ofMinutes(3), List.of());
    }

    /** Returns the same run with another time. */
    FuzzRun lasting(Duration other) {
        return new FuzzRun(name, seed, other, documented);
    }

    /** Returns the same run that accepts these exceptions of the target and their subclasses. */
    @SafeVarargs
    public final FuzzRun accepting(Class<? extends Throwable>... exceptions) {
        return new FuzzRun(name, seed, time, List.of(exceptions));
    }

    public void feed(Target target) {
        Long only = Long.getLong("fuzz.case");
        if (only != null) {
            feed(target, only);
            return;
        }
        long end = System.nanoTime() + time.toNanos();
        long cases = 0;
        while (cases < LEAST_CASES || System.nanoTime() - end < 0) {
            feed(target, cases++);
        }
        System.out.println("fuzz " + name + ": " + cases + " inputs of seed " + seed);
    }

    private void feed(Target target, long number) {
        FuzzInput input = new FuzzInput(seed, number);
        try {
            target.accept(input);
        } catch (Throwable e) {
            if (documented.stream().noneMatch(type -> type.isInstance(e))) {
                fail("fuzz " + name + ": -Dfuzz.seed=" + seed + " -Dfuzz.case=" + number + " repeats this input: " + input, e);
            }
        }
    }
}
