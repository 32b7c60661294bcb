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

/** Shows an account to operators, by the means that the application has: the log, Micrometer, JMX and health checks. */
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

    /** @param name of the account, which everybody may see */
    public AccountObservation(CamelContext camelContext, String name, InstantSource clock) {
        this.camelContext = camelContext;
        this.name = name;
        this.clock = clock;
        this.statistics = new CallStatistics(clock);
        this.log = new CallLog(name);
        this.meters = isPresent("io.micrometer.core.instrument.MeterRegistry") ? CallMeters.of(camelContext, name) : null;
    }

    /** Is to be told of the calls of the account. */
    public CallListener calls() {
        return listener(log, statistics, meters);
    }

    /** Is to be told of requests for tokens, which are none of the account's calls. */
    public CallListener tokenRequests() {
        return listener(log, meters);
    }

    private static CallListener listener(CallListener... listeners) {
        return CallListener.all(Stream.of(listeners).filter(each -> each != null).toList());
    }

    /**
     * Shows the account from now on.
     *
     * @param owner the service that the account belongs to
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

    /** From now on there is a health check of the account, if the application checks producers at all. */
    public void enableHealthCheck() {
        if (healthCheck != null) {
            healthCheck.setEnabled(true);
        }
    }

    /** The account, once it is shown. */
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

    /** Camel itself would name the bean by its class and identity, so it would have another name after each start. */
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
