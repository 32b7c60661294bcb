package io.github.camelhubspot.internal.component;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Parameter;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.StringHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Base of the components of both schemes: holds the configuration and creates endpoints. */
public abstract class HubSpotComponent extends HealthCheckComponent implements SSLContextParametersAware {

    private static final Logger LOG = LoggerFactory.getLogger(HubSpotComponent.class);
    /** Options that Camel does not mask when it writes a URI. */
    private static final List<String> API_KEYS = List.of("privateApp", "privateAppLegacy");
    private static final List<String> SECRETS = List.of("accessToken", "clientSecret", "refreshToken", "proxyPassword");

    /** Wraps a secret while Camel logs the parameters of a URI. */
    private record Hidden(Object value) {
        @Override
        public String toString() {
            return "xxxxxx";
        }
    }

    @Metadata(autowired = true, label = "advanced")
    private HubSpotConfiguration configuration = new HubSpotConfiguration();
    private boolean configurationGiven;

    /** Returns all operations of the scheme. */
    protected abstract List<Operation> operations();

    /**
     * Creates an endpoint with the request options of the component.
     *
     * @param operation the name of an existing operation
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
    public boolean isUseGlobalSslContextParameters() {
        return configuration.isUseGlobalSslContextParameters();
    }

    /**
     * Whether the SSLContextParameters that are set on the CamelContext are used where sslContextParameters is not set.
     */
    @Override
    @Metadata(label = "security", defaultValue = "false")
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        configuration.setUseGlobalSslContextParameters(useGlobalSslContextParameters);
    }

    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return StrictOptions.of(super.getComponentPropertyConfigurer());
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return StrictOptions.of(super.getEndpointPropertyConfigurer());
    }

    @Override
    protected void validateURI(String uri, String path, Map<String, Object> parameters) {
        List<String> keys = parameters.keySet().stream().filter(name -> contains(API_KEYS, name)).toList();
        if (!keys.isEmpty()) {
            throw new SecretInUriException(StringHelper.before(uri, "?", uri), keys);
        }
        super.validateURI(uri, path, parameters);
        // Camel calls this method right before it writes the parameters to its TRACE log
        parameters.replaceAll((name, value) -> contains(SECRETS, name) ? new Hidden(value) : value);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        boolean secretInUri = parameters.values().stream().anyMatch(Hidden.class::isInstance);
        parameters.replaceAll((name, value) -> value instanceof Hidden hidden ? hidden.value() : value);
        Operation operation = operation(remaining);
        refuseForeign(operation, parameters);
        HubSpotEndpoint endpoint = newEndpoint(uri, operation.name());
        endpoint.setOptionsOfUri(parameters.keySet());
        endpoint.setConfiguration(configurationFor(parameters));
        setProperties(endpoint, parameters);
        if (secretInUri) {
            LOG.warn("The URI of an endpoint {} holds a secret, which Camel keeps in exchange properties and may show in"
                    + " tools: set it on the component or a HubSpotConfiguration bean instead", operation.uri());
        }
        return endpoint;
    }

    /** Returns the configuration of an endpoint, whose credential replaces that of the component, of whatever kind. */
    private HubSpotConfiguration configurationFor(Map<String, Object> parameters) {
        HubSpotConfiguration bean = configurationGiven || !isAutowiredEnabled() || !getCamelContext().isAutowiredEnabled() ? null
                : onlyBean();
        HubSpotConfiguration result = bean == null ? configuration.copy() : configuration.over(bean);
        if (parameters.entrySet().stream().anyMatch(option -> contains(HubSpotConfiguration.credentialOptions(), option.getKey())
                && !String.valueOf(option.getValue()).isBlank())) {
            result.clearCredential();
        }
        return result;
    }

    /** Returns the only bean, or the one that the registry prefers, such as Spring's primary bean; {@code null} for none. */
    private HubSpotConfiguration onlyBean() {
        HubSpotConfiguration single = getCamelContext().getRegistry().findSingleByType(HubSpotConfiguration.class);
        if (single != null) {
            return single;
        }
        Map<String, HubSpotConfiguration> beans = getCamelContext().getRegistry()
                .findByTypeWithName(HubSpotConfiguration.class);
        if (beans.values().stream().distinct().count() > 1) {
            List<String> names = beans.keySet().stream().sorted().toList();
            throw new IllegalArgumentException("There are several beans of the type HubSpotConfiguration in the registry ('"
                    + String.join("', '", names) + "') and none is chosen: set the option configuration of the component "
                    + getDefaultName() + " to one of them, such as camel.component." + getDefaultName() + ".configuration=#bean:"
                    + names.get(0));
        }
        return beans.isEmpty() ? null : beans.values().iterator().next();
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
        return contains(parameters.keySet(), option);
    }

    private static boolean contains(Collection<String> options, String name) {
        return options.stream().anyMatch(name::equalsIgnoreCase);
    }
}
