package io.github.camelhubspot.internal.component;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.component.connection.CredentialValidator;
import io.github.camelhubspot.internal.component.connection.HubSpotConnections;
import io.github.camelhubspot.internal.component.connection.HubSpotThreads;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.ServiceUrl;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Component;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.camel.Service;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.InterceptSendToEndpoint;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.ScheduledPollEndpoint;

/** What the endpoints of both schemes share: the connection, and the parameters that options give. */
public abstract class HubSpotEndpoint extends ScheduledPollEndpoint implements EndpointServiceLocation, AsyncEndpoint {

    @UriParam
    private HubSpotConfiguration configuration = new HubSpotConfiguration();
    @UriParam(label = "producer,advanced", defaultValue = "false")
    private boolean synchronous;

    private final Set<String> optionsOfUri = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private Map<Parameter<?>, Object> options = Map.of();
    private ParameterReader values;
    private HubSpotConnections connections;
    private HubSpotThreads threads;
    private HubSpotConnections.Lease lease;

    protected HubSpotEndpoint(String uri, Component component) {
        super(uri, component);
    }

    /** What the endpoint does at HubSpot. */
    protected abstract Operation getApiOperation();

    /** The options of the request. */
    protected abstract RequestOptions getRequestOptions();

    /** What an operation makes of a message before its parameters and body are read. */
    protected abstract BodyReader bodyReader();

    public HubSpotConfiguration getConfiguration() {
        return configuration;
    }

    /** How HubSpot is reached. */
    public void setConfiguration(HubSpotConfiguration configuration) {
        this.configuration = configuration;
    }

    public boolean isSynchronous() {
        return synchronous;
    }

    /**
     * Whether an exchange keeps its thread until HubSpot has answered, also while it waits for a retry or for its turn in the
     * rate limit.
     */
    public void setSynchronous(boolean synchronous) {
        this.synchronous = synchronous;
    }

    @Override
    public Producer createProducer() throws Exception {
        if (!isSkipped()) {
            CredentialValidator.requireAny(configuration);
        }
        return new HubSpotProducer(this);
    }

    /** Whether all messages to this endpoint go to another one, such as a mock in a test. */
    private boolean isSkipped() {
        return getCamelContext().hasEndpoint(getEndpointUri()) instanceof InterceptSendToEndpoint replacement
                && replacement.isSkip();
    }

    /** The client of the endpoint's account; there once the endpoint is started. */
    public HubSpotClient client() {
        if (lease == null) {
            CredentialValidator.requireAny(configuration);
        }
        return lease == null ? null : lease.client();
    }

    /** What the endpoint uses of its account; there once the endpoint is started. */
    HubSpotConnections.Lease lease() {
        return lease;
    }

    /** The names of the options that the endpoint has from its URI; others are those of the component. */
    void setOptionsOfUri(Set<String> names) {
        optionsOfUri.addAll(names);
    }

    /** Whether an option is one of the component. It counts where it fits; where it does not, no endpoint could do without. */
    protected boolean isOptionOfComponent(Parameter<?> parameter) {
        return !optionsOfUri.contains(parameter.name());
    }

    /** Leaves out an option of the component. */
    protected void ignoreOption(Parameter<?> parameter) {
        Map<Parameter<?>, Object> others = new HashMap<>(options);
        others.remove(parameter);
        options = Map.copyOf(others);
    }

    /**
     * What all endpoints of this account and API version share; made when first asked for.
     *
     * @param create makes it of what schedules and what runs tasks
     */
    protected <T> T shared(Class<T> type, BiFunction<ScheduledExecutorService, Executor, T> create) {
        return connections.shared(configuration, type, create);
    }

    /** Says when something is due that waits; nothing may block on it. */
    protected ScheduledExecutorService timer() {
        return threads.timer();
    }

    /** Runs what may block for a while. */
    protected Executor background() {
        return threads.look();
    }

    /** Has something done when the context is about to stop, before its routes do, unless it is {@linkplain #forget forgotten}. */
    protected void whenStopping(Runnable action) {
        connections.whenStopping(action);
    }

    protected void forget(Runnable action) {
        connections.forget(action);
    }

    /** Starts a repository that nobody has started yet, and stops it with the context. */
    protected void startRepository(Service repository) throws Exception {
        CamelContextAware.trySetCamelContext(repository, getCamelContext());
        if (!getCamelContext().hasService(repository)) {
            getCamelContext().addService(repository, true, true);
        }
    }

    public OutputType outputType() {
        OutputType type = getRequestOptions().getOutputType();
        return type == null ? OutputType.MAP : type;
    }

    /**
     * Does what the operation says with one message: one call, unless a scheme knows better.
     *
     * @param body what {@link #bodyReader} made of the message's body
     */
    protected CompletableFuture<ApiResponse> perform(Arguments arguments, Object body) {
        return client().call(getApiOperation(), arguments, body, outputType(), configuration.isValidation());
    }

    /**
     * Does the same, but may let the message wait for others to share a call with. Not for a transaction, which is bound to its
     * thread.
     */
    protected CompletableFuture<ApiResponse> performAmongOthers(Arguments arguments, Object body) {
        return perform(arguments, body);
    }

    /** Where exchanges go on after a wait. */
    Executor exchanges() {
        return threads.exchange();
    }

    /** The parameters of one message: its headers, else the options. */
    public Arguments arguments(Message message) {
        return new MessageArguments(getApiOperation(), values, message, options);
    }

    /** The parameters that the options give. */
    public Arguments options() {
        return new MessageArguments(getApiOperation(), values, null, options);
    }

    @Override
    public String getServiceUrl() {
        return configuration.getServiceUrl() == null ? ServiceUrl.DEFAULT
                : configuration.getServiceUrl();
    }

    @Override
    public String getServiceProtocol() {
        return "rest";
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        values = new ParameterReader(getCamelContext());
        options = parsedOptions();
    }

    @Override
    protected void doStart() throws Exception {
        if (CredentialValidator.hasAny(configuration)) { // without one there is no producer and no consumer
            connections = HubSpotConnections.of(getCamelContext());
            threads = connections.threads();
            lease = connections.lease(configuration,
                    ((HealthCheckComponent) getComponent()).isHealthCheckProducerEnabled());
            connected();
        }
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (lease != null) {
            connections.release(lease);
        }
    }

    /** Starts what needs the client. */
    protected void connected() throws Exception {
    }

    private Map<Parameter<?>, Object> parsedOptions() {
        PropertyConfigurer configurer = ((DefaultComponent) getComponent()).getEndpointPropertyConfigurer();
        Map<Parameter<?>, Object> result = new HashMap<>();
        for (Parameter<?> parameter : getApiOperation().parameters()) {
            Object raw = ((PropertyConfigurerGetter) configurer).getOptionValue(this, parameter.name(), true);
            raw = isOptionOfComponent(parameter) ? getApiOperation().capped(parameter, raw) : raw;
            Object value = values.read(getApiOperation(), parameter, raw);
            if (value != null) {
                result.put(parameter, value);
            }
        }
        return Map.copyOf(result);
    }
}
