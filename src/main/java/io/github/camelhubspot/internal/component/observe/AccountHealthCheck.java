package io.github.camelhubspot.internal.component.observe;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether the calls of an account can succeed, by what is known without a call. Needs camel-health; loaded only where it is.
 */
final class AccountHealthCheck extends AbstractHealthCheck {

    private final ObservedAccount account;

    AccountHealthCheck(ObservedAccount account) {
        super("camel", "producer:hubspot-" + account.name());
        this.account = account;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        AccountReading reading = account.reading();
        builder.details(reading.details());
        if (reading.problem() == null) {
            builder.up();
        } else {
            builder.message(reading.problem()).down();
        }
    }
}
