package io.github.camelhubspot.internal.component.observe;

import java.time.InstantSource;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;

/** Makes a consumer of changes visible in Micrometer, if the application has it. */
public final class ChangesObservation implements AutoCloseable {

    private final ChangesMeters meters;

    /**
     * @param position name of the consumer's position
     * @param changes  reads the state of the consumer
     */
    public ChangesObservation(CamelContext camelContext, String position, Supplier<ChangesReading> changes,
            InstantSource clock) {
        meters = AccountObservation.isPresent("io.micrometer.core.instrument.MeterRegistry")
                ? ChangesMeters.of(camelContext, position, changes, clock) : null;
    }

    @Override
    public void close() {
        if (meters != null) {
            meters.close();
        }
    }
}
