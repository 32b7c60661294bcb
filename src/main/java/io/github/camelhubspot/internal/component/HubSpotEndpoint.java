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
import io.github.camelhubspot.internal.component.connection.AccountLease;
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

/** Base of the endpoints of both schemes: holds the connection and the parameters that options give. */
public abstract class HubSpotEndpoint extends ScheduledPollEndpoint implements EndpointServiceLocation, AsyncEndpoint {

    @UriParam
    private HubSpotConfiguration configuration = new HubSpotConfiguration();
    @UriParam(label = "producer,advanced", defaultValue = "false")
    private boolean synchronous;

    private final Set<String> optionsOfUri = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private Arguments options = Arguments.NONE;
    private ParameterReader reader;
    private HubSpotConnections connections;
    private HubSpotThreads threads;
    private AccountLease lease;

    protected HubSpotEndpoint(String uri, Component component) {
        super(uri, component);
    }

    /** Returns the operation of the endpoint. */
    protected abstract Operation getApiOperation();

    /** Returns the options of the request. */
    protected abstract RequestOptions getRequestOptions();

    /** Returns what reads the body of a message. */
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

    /** Returns whether all messages to this endpoint are sent to another one, such as a mock in a test. */
    private boolean isSkipped() {
        return getCamelContext().hasEndpoint(getEndpointUri()) instanceof InterceptSendToEndpoint replacement
                && replacement.isSkip();
    }

    /**
     * Returns the client of the endpoint's account; {@code null} before the endpoint is started.
     *
     * @throws IllegalArgumentException if there is no credential
     */
    public HubSpotClient client() {
        if (lease == null) {
            CredentialValidator.requireAny(configuration);
        }
        return lease == null ? null : lease.client();
    }

    /** Returns what the endpoint uses of its account; {@code null} before the endpoint is started. */
    AccountLease lease() {
        return lease;
    }

    /** Sets the names of the options in the URI. Other options come from the component. */
    void setOptionsOfUri(Set<String> names) {
        optionsOfUri.addAll(names);
    }

    /**
     * Returns whether an option comes from the component, which sets it for all of its endpoints. Such an option is ignored by
     * endpoints that it does not fit.
     */
    protected boolean isOptionOfComponent(Parameter<?> parameter) {
        return !optionsOfUri.contains(parameter.name());
    }

    /** Ignores an option of the component. */
    protected void ignoreOption(Parameter<?> parameter) {
        options = options.with(parameter, null);
    }

    /**
     * Returns an object that all endpoints of this account and API version share. Creates it at the first use.
     *
     * @param create creates the object from a timer, on which no task may block, and an executor
     */
    protected <T> T shared(Class<T> type, BiFunction<ScheduledExecutorService, Executor, T> create) {
        return connections.shared(configuration, type, create);
    }

    /** Returns the timer of the context. Its tasks must not block. */
    protected ScheduledExecutorService timer() {
        return threads.timer();
    }

    /** Returns an executor for tasks that may block. */
    protected Executor background() {
        return threads.lookups();
    }

    /** Registers an action that runs when the context begins to stop, before its routes stop; see {@link #forget}. */
    protected void whenStopping(Runnable action) {
        connections.whenStopping(action);
    }

    /** Removes an action of {@link #whenStopping}. */
    protected void forget(Runnable action) {
        connections.forget(action);
    }

    /** Starts a repository that is not a service of the context yet, and stops it with the context. */
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
     * Performs the operation for one message. By default this is one call.
     *
     * @param body the body as {@link #bodyReader} read it
     */
    protected CompletableFuture<ApiResponse> perform(Arguments arguments, Object body) {
        return client().call(getApiOperation(), arguments, body, outputType(), configuration.isValidation());
    }

    /**
     * Performs the operation for one message and may let it wait for other messages to share a call with. Not for transactions,
     * which are bound to their thread.
     */
    protected CompletableFuture<ApiResponse> performCoalesced(Arguments arguments, Object body) {
        return perform(arguments, body);
    }

    /** Returns the executor on which exchanges continue after a wait. */
    Executor exchanges() {
        return threads.exchange();
    }

    /**
     * Reads the parameters of the operation from the headers of a message, else from the options.
     *
     * @throws io.github.camelhubspot.HubSpotValidationException if a header is not acceptable; the message names it
     */
    public Arguments arguments(Message message) {
        return reader.arguments(getApiOperation(), message, options);
    }

    /** Reads one parameter as {@link #arguments} does, and no other. */
    public <T> T argument(Message message, Parameter<T> parameter) {
        T value = reader.header(getApiOperation(), parameter, message, options);
        return value == null ? options.get(parameter) : value;
    }

    /** Returns the parameters that the options give. */
    public Arguments options() {
        return options;
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
        reader = new ParameterReader(getCamelContext());
        options = parsedOptions();
    }

    @Override
    protected void doStart() throws Exception {
        if (CredentialValidator.hasAny(configuration)) { // otherwise there is neither a producer nor a consumer
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

    /** Starts objects that need the client. */
    protected void connected() throws Exception {
    }

    private Arguments parsedOptions() {
        PropertyConfigurer configurer = ((DefaultComponent) getComponent()).getEndpointPropertyConfigurer();
        Map<Parameter<?>, Object> result = new HashMap<>();
        for (Parameter<?> parameter : getApiOperation().parameters()) {
            Object raw = ((PropertyConfigurerGetter) configurer).getOptionValue(this, parameter.name(), true);
            raw = isOptionOfComponent(parameter) ? getApiOperation().capped(parameter, raw) : raw;
            Object value = reader.option(getApiOperation(), parameter, raw);
            if (value != null) {
                result.put(parameter, value);
            }
        }
        return Arguments.of(result);
    }
}
