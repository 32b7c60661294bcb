package io.github.camelhubspot.internal.component.observe;

import java.time.Duration;
import java.util.Date;

import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;

/** An account in JMX. */
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

    @ManagedAttribute(description = "Requests sent, each try counted")
    public long getCalls() {
        return account.reading().calls();
    }

    @ManagedAttribute(description = "Requests that were not answered with success")
    public long getFailures() {
        return account.reading().failures();
    }

    @ManagedAttribute(description = "Tries after the first one of a call")
    public long getRetries() {
        return account.reading().retries();
    }

    @ManagedAttribute(description = "Tries that were not made, because of the circuit breaker or a quota")
    public long getRefusals() {
        return account.reading().refusals();
    }

    @ManagedAttribute(description = "Calls that wait for their turn under the rate limits")
    public int getWaiting() {
        return account.quotas().waiting();
    }

    @ManagedAttribute(description = "Calls that wait for their next try")
    public int getRetrying() {
        return account.reading().retrying();
    }

    @ManagedAttribute(description = "Calls that the account may make in ten seconds, as far as is known")
    public int getLimit() {
        return account.quotas().limit();
    }

    @ManagedAttribute(description = "Calls that may leave now")
    public int getAvailable() {
        return account.quotas().available();
    }

    @ManagedAttribute(description = "Calls left for the day; -1 if HubSpot does not say")
    public long getDailyRemaining() {
        return account.quotas().dailyRemaining();
    }

    @ManagedAttribute(description = "State of the circuit breaker: DISABLED, CLOSED, HALF_OPEN or OPEN")
    public String getCircuitState() {
        return account.circuit().name();
    }

    @ManagedAttribute(description = "How many seconds the access token has been in use; -1 if there is none that changes")
    public long getTokenAge() {
        Duration age = account.tokenAge();
        return age == null ? -1 : age.toSeconds();
    }

    @ManagedAttribute(description = "Status of the last answer; 0 if there was none")
    public int getLastStatus() {
        Integer status = account.reading().lastStatus();
        return status == null ? 0 : status;
    }

    @ManagedAttribute(description = "When a request last succeeded")
    public Date getLastSuccess() {
        AccountReading reading = account.reading();
        return reading.lastSuccess() == null ? null : Date.from(reading.lastSuccess());
    }

    @ManagedAttribute(description = "Why calls cannot succeed at present; empty if nothing is known that keeps them from it")
    public String getProblem() {
        String problem = account.reading().problem();
        return problem == null ? "" : problem;
    }
}
