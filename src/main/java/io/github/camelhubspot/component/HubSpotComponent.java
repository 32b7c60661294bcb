package io.github.camelhubspot.component;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.client.Operation;
import io.github.camelhubspot.client.Parameter;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.HealthCheckComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the components of both schemes share: the configuration, and how an endpoint is made of a URI. */
public abstract class HubSpotComponent extends HealthCheckComponent {

    private static final Logger LOG = LoggerFactory.getLogger(HubSpotComponent.class);

    @Metadata(autowired = true, label = "advanced")
    private HubSpotConfiguration configuration = new HubSpotConfiguration();
    private boolean configurationGiven;

    /** Every operation of the scheme. */
    protected abstract List<Operation> operations();

    /**
     * A new endpoint with the component's request options.
     *
     * @param operation name of an operation that there is
     */
    protected abstract HubSpotEndpoint newEndpoint(String uri, String operation);

    public HubSpotConfiguration getConfiguration() {
        return configuration;
    }

    /**
     * How HubSpot is reached, as one bean that both components can share; by default the only one in the registry. Options of
     * this component come before those of the bean. It is copied when it is set: later changes of the bean have no effect.
     */
    public void setConfiguration(HubSpotConfiguration configuration) {
        this.configuration = configurationGiven ? configuration.copy() : this.configuration.over(configuration);
        this.configurationGiven = true;
    }

    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return StrictDurations.of(super.getComponentPropertyConfigurer());
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return StrictDurations.of(super.getEndpointPropertyConfigurer());
    }

    @Override
    protected void validateURI(String uri, String path, Map<String, Object> parameters) {
        super.validateURI(uri, path, parameters);
        UriSecrets.mask(parameters.keySet());
        // called right before Camel writes the parameters into its TRACE log
        UriSecrets.hide(parameters);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        boolean secretInUri = UriSecrets.reveal(parameters);
        Operation operation = operation(remaining);
        refuseForeign(operation, parameters);
        HubSpotEndpoint endpoint = newEndpoint(uri, operation.name());
        endpoint.setConfiguration(configurationFor(parameters));
        setProperties(endpoint, parameters);
        if (secretInUri) {
            LOG.warn("The URI of an endpoint {} holds a secret, which Camel keeps in exchange properties and may show in"
                    + " tools: set it on the component or a HubSpotConfiguration bean instead", operation.uri());
        }
        return endpoint;
    }

    /** A credential of the endpoint replaces that of the component, of whichever kind it is. */
    private HubSpotConfiguration configurationFor(Map<String, Object> parameters) {
        HubSpotConfiguration bean = configurationGiven || !isAutowiredEnabled() || !getCamelContext().isAutowiredEnabled() ? null
                : getCamelContext().getRegistry().findSingleByType(HubSpotConfiguration.class);
        HubSpotConfiguration result = bean == null ? configuration.copy() : configuration.over(bean);
        if (HubSpotConfiguration.credentialOptions().stream().anyMatch(option -> hasOption(parameters, option))) {
            result.clearCredential();
        }
        return result;
    }

    private Operation operation(String name) {
        return operations().stream().filter(operation -> operation.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not an operation: use one of "
                        + operations().stream().map(Operation::name).collect(Collectors.joining(", "))));
    }

    private void refuseForeign(Operation operation, Map<String, Object> parameters) {
        Set<String> known = operations().stream().flatMap(other -> other.parameters().stream()).map(Parameter::name)
                .collect(Collectors.toSet());
        Set<String> own = operation.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
        for (String option : known) {
            if (!own.contains(option) && hasOption(parameters, option)) {
                throw new IllegalArgumentException("option " + option + " does not apply to " + operation.uri()
                        + ", which takes " + own.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private static boolean hasOption(Map<String, Object> parameters, String option) {
        return parameters.keySet().stream().anyMatch(option::equalsIgnoreCase);
    }
}
