package io.github.camelhubspot.internal.component.observe;

import java.time.Duration;
import java.util.Date;

import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;

/** The JMX attributes of an account: those of {@link AccountReading}, with a default for each unknown value. */
@ManagedResource(description = "Managed HubSpot account")
public final class ManagedAccount {

    private final ObservedAccount account;

    ManagedAccount(ObservedAccount account) {
        this.account = account;
    }

    @ManagedAttribute(description = "Host and number of the account")
    public String getAccount() {
        return account.name();
    }

    @ManagedAttribute(description = "Requests sent, including retries")
    public long getCalls() {
        return account.reading().calls();
    }

    @ManagedAttribute(description = "Requests without a 2xx response")
    public long getFailures() {
        return account.reading().failures();
    }

    @ManagedAttribute(description = "Requests sent again after a failed attempt")
    public long getRetries() {
        return account.reading().retries();
    }

    @ManagedAttribute(description = "Attempts that the circuit breaker or a rate limit rejected before sending")
    public long getRefusals() {
        return account.reading().refusals();
    }

    @ManagedAttribute(description = "Calls that wait for a permit of the rate limiter")
    public int getWaiting() {
        return account.reading().waiting();
    }

    @ManagedAttribute(description = "Calls that wait for their next attempt")
    public int getRetrying() {
        return account.reading().retrying();
    }

    @ManagedAttribute(description = "Maximum calls in ten seconds, as far as known")
    public int getLimit() {
        return account.reading().limit();
    }

    @ManagedAttribute(description = "Calls that the rate limit admits now")
    public int getAvailable() {
        return account.reading().available();
    }

    @ManagedAttribute(description = "Calls left of the daily quota; -1 if HubSpot does not report it")
    public long getDailyRemaining() {
        return account.reading().dailyRemaining();
    }

    @ManagedAttribute(description = "State of the circuit breaker: DISABLED, CLOSED, HALF_OPEN or OPEN")
    public String getCircuitState() {
        return account.reading().circuit().name();
    }

    @ManagedAttribute(description = "Seconds since the access token came into use; -1 for a token that never changes")
    public long getTokenAge() {
        Duration age = account.reading().tokenAge();
        return age == null ? -1 : age.toSeconds();
    }

    @ManagedAttribute(description = "HTTP status of the last response; 0 before the first one")
    public int getLastStatus() {
        Integer status = account.reading().lastStatus();
        return status == null ? 0 : status;
    }

    @ManagedAttribute(description = "Time of the last 2xx response")
    public Date getLastSuccess() {
        AccountReading reading = account.reading();
        return reading.lastSuccess() == null ? null : Date.from(reading.lastSuccess());
    }

    @ManagedAttribute(description = "Why calls cannot succeed now; empty if no reason is known")
    public String getProblem() {
        String problem = account.reading().problem();
        return problem == null ? "" : problem;
    }
}
