package io.github.camelhubspot.leads;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.client.ApiAnswer;
import io.github.camelhubspot.client.Arguments;
import io.github.camelhubspot.client.Operation;
import io.github.camelhubspot.client.Parameters;
import io.github.camelhubspot.client.batch.Batches;
import io.github.camelhubspot.client.batch.Coalescer;
import io.github.camelhubspot.component.BodyReader;
import io.github.camelhubspot.component.HubSpotEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Read, create, update, archive, search and associate leads in HubSpot's CRM, one by one or in batches.
 */
@UriEndpoint(firstVersion = "1.0.0", scheme = "hubspot-leads", title = "HubSpot Leads", syntax = "hubspot-leads:operation",
             category = { Category.SAAS, Category.API }, producerOnly = true, headersClass = HubSpotConstants.class)
@ManagedResource(description = "Managed HubSpot leads endpoint")
public class HubSpotLeadsEndpoint extends HubSpotEndpoint {

    @UriPath
    @Metadata(required = true)
    private LeadsOperation operation;
    @UriParam
    private LeadsRequestOptions requestOptions = new LeadsRequestOptions();
    /** {@code null} if the calls of the operation cannot be gathered. */
    private Coalescer coalescer;
    /** Routes stop first, and wait for their exchanges: these must not wait for others then. */
    private final LifecycleStrategy stopping
            = LifecycleStrategySupport.adapt(LifecycleStrategySupport.onCamelContextStopping(context -> coalescer.hurry()));

    public HubSpotLeadsEndpoint(String uri, HubSpotLeadsComponent component) {
        super(uri, component);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (Boolean.TRUE.equals(options().get(Parameters.COALESCE))) {
            getApiOperation().coalescing().check(options());
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (getApiOperation().coalescing() != null) {
            coalescer = new Coalescer(client(), getApiOperation(), outputType(), getConfiguration().isValidation(), timer());
            getCamelContext().addLifecycleStrategy(stopping);
        }
    }

    /** What is gathered is sent at once, and has its answer before the endpoint is stopped, unless Camel's time is up. */
    @Override
    protected void doStop() throws Exception {
        if (coalescer != null) {
            getCamelContext().getLifecycleStrategies().remove(stopping);
            ShutdownStrategy shutdown = getCamelContext().getShutdownStrategy();
            boolean inHaste = shutdown.isForceShutdown() || shutdown.isTimeoutOccurred();
            coalescer.drain(inHaste ? Duration.ZERO : Duration.of(shutdown.getTimeout(), shutdown.getTimeUnit().toChronoUnit()));
            coalescer.close();
        }
        super.doStop();
    }

    @Override
    public Operation getApiOperation() {
        return operation.operation();
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("hubspot-leads:" + operation + " cannot be consumed from");
    }

    @Override
    protected CompletableFuture<ApiAnswer> perform(Arguments arguments, Object body) {
        if (!getApiOperation().inBatches() || coalesces(arguments)) {
            return super.perform(arguments, body);
        }
        return new Batches(client()).call(getApiOperation(), arguments, body, outputType(), getConfiguration().isValidation());
    }

    @Override
    protected CompletableFuture<ApiAnswer> performAmongOthers(Arguments arguments, Object body) {
        return coalesces(arguments) ? coalescer.call(arguments, body) : perform(arguments, body);
    }

    private boolean coalesces(Arguments arguments) {
        return coalescer != null && Boolean.TRUE.equals(arguments.get(Parameters.COALESCE));
    }

    @ManagedAttribute(description = "Number of exchanges whose calls are gathered or under way in a batch with others")
    public int getCoalescingExchanges() {
        return coalescer == null ? 0 : coalescer.pending();
    }

    @ManagedAttribute(description = "Number of exchanges so far whose calls were sent in a batch with others")
    public long getCoalescedExchanges() {
        return coalescer == null ? 0 : coalescer.sent();
    }

    @ManagedAttribute(description = "Number of batches so far that calls of exchanges were sent in")
    public long getCoalescedBatches() {
        return coalescer == null ? 0 : coalescer.batches();
    }

    @Override
    protected BodyReader bodyReader() {
        return BodyReader.JSON;
    }

    public LeadsOperation getOperation() {
        return operation;
    }

    /**
     * What to do with leads.
     */
    public void setOperation(LeadsOperation operation) {
        this.operation = operation;
    }

    @Override
    public LeadsRequestOptions getRequestOptions() {
        return requestOptions;
    }

    /** The options of the request. */
    public void setRequestOptions(LeadsRequestOptions requestOptions) {
        this.requestOptions = requestOptions;
    }
}
