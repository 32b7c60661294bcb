package io.github.camelhubspot.internal.component.observe;

import java.time.InstantSource;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.ObjectName;

import io.github.camelhubspot.internal.resilience.CallListener;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.spi.ManagementAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an account visible in the log and in what the application has of Micrometer, JMX and camel-health.
 *
 * <p>Not thread-safe: the lock of {@code HubSpotConnections} guards it. The listeners are thread-safe.
 */
public final class AccountObservation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccountObservation.class);

    private final CamelContext camelContext;
    private final String name;
    private final CallStatistics statistics;
    private final CallListener log;
    private final InstantSource clock;
    private final CallMeters meters;
    private ObservedAccount account;
    private ObjectName managed;
    private WritableHealthCheckRepository healthChecks;
    private AccountHealthCheck healthCheck;

    /** @param name public name of the account, such as {@code api.hubapi.com-1} */
    public AccountObservation(CamelContext camelContext, String name, InstantSource clock) {
        this.camelContext = camelContext;
        this.name = name;
        this.clock = clock;
        this.statistics = new CallStatistics(clock);
        this.log = new CallLog(name);
        this.meters = isPresent("io.micrometer.core.instrument.MeterRegistry") ? CallMeters.of(camelContext, name) : null;
    }

    /** Returns the listener for the calls of the account. */
    public CallListener calls() {
        return listener(log, statistics, meters);
    }

    /** Returns the listener for token requests, which HubSpot does not count among the calls of the account. */
    public CallListener tokenRequests() {
        return listener(log, meters);
    }

    private static CallListener listener(CallListener... listeners) {
        return CallListener.all(Stream.of(listeners).filter(each -> each != null).toList());
    }

    /**
     * Registers meters, MBean and health check of the account.
     *
     * @param owner service whose name in JMX the account's name derives from
     */
    public void show(ObservedAccount.Sources sources, Service owner) {
        account = new ObservedAccount(name, statistics, sources, clock);
        if (meters != null) {
            meters.gauge(account);
        }
        manage(owner);
        healthChecks = HealthCheckHelper.getHealthCheckRepository(camelContext, "producers",
                WritableHealthCheckRepository.class);
        if (healthChecks != null) {
            healthCheck = new AccountHealthCheck(account);
            healthCheck.setEnabled(false);
            healthChecks.addHealthCheck(healthCheck);
        }
    }

    /** Enables the health check of the account, if the application has health checks of producers. */
    public void enableHealthCheck() {
        if (healthCheck != null) {
            healthCheck.setEnabled(true);
        }
    }

    /** Returns the account; {@code null} before {@link #show}. */
    public ObservedAccount account() {
        return account;
    }

    @Override
    public void close() {
        if (healthCheck != null) {
            healthChecks.removeHealthCheck(healthCheck);
        }
        if (managed != null) {
            try {
                camelContext.getManagementStrategy().getManagementAgent().unregister(managed);
            } catch (JMException e) {
                LOG.debug("{} could not be removed from JMX", managed, e);
            }
        }
        if (meters != null) {
            meters.close();
        }
    }

    /** Registers the MBean under a name that stays the same after a restart. Camel's own name would contain an identity hash. */
    private void manage(Service owner) {
        ManagementAgent agent = camelContext.getManagementStrategy().getManagementAgent();
        if (agent == null || agent.getMBeanServer() == null) {
            return;
        }
        try {
            ObjectName service = camelContext.getManagementStrategy().getManagementObjectNameStrategy()
                    .getObjectNameForService(camelContext, owner);
            Hashtable<String, String> properties = new Hashtable<>(service.getKeyPropertyList());
            properties.put("name", ObjectName.quote("hubspot-" + name));
            managed = new ObjectName(service.getDomain(), properties);
            agent.register(new ManagedAccount(account), managed);
        } catch (JMException e) {
            managed = null;
            LOG.warn("The HubSpot account {} is not shown in JMX", name, e);
        }
    }

    static boolean isPresent(String type) {
        try {
            Class.forName(type, false, AccountObservation.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
