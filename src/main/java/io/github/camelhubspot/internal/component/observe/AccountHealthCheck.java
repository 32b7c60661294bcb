package io.github.camelhubspot.internal.component.observe;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Reports an account as down while its calls cannot succeed. Makes no call: it evaluates what the last calls have shown. Needs
 * camel-health, and is loaded only if the application has it.
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
