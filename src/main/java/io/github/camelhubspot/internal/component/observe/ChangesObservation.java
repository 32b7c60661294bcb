package io.github.camelhubspot.internal.component.observe;

import java.time.InstantSource;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;

/** Shows a consumer of changes in Micrometer, if the application has that. */
public final class ChangesObservation implements AutoCloseable {

    private final ChangesMeters meters;

    /**
     * @param position name of its position
     * @param changes  what is known of it now
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
