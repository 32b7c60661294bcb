package io.github.camelhubspot.leads;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.internal.batch.Batches;
import io.github.camelhubspot.internal.batch.Coalescer;
import io.github.camelhubspot.internal.component.BodyReader;
import io.github.camelhubspot.internal.component.HubSpotEndpoint;
import io.github.camelhubspot.internal.leads.position.PositionsInUse;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Read, create, update, archive, search and associate leads in HubSpot's CRM, one by one or in batches, and consume changes
 * of them.
 */
@UriEndpoint(firstVersion = "1.0.0", scheme = "hubspot-leads", title = "HubSpot Leads", syntax = "hubspot-leads:operation",
             category = { Category.SAAS, Category.API }, headersClass = HubSpotConstants.class)
@ManagedResource(description = "Managed HubSpot leads endpoint")
public class HubSpotLeadsEndpoint extends HubSpotEndpoint {

    private static final long DEFAULT_DELAY = 10_000;
    /** A sweep costs a call per hundred leads that were ever archived. */
    private static final long DEFAULT_DELAY_OF_SWEEP = 3_600_000;
    private static final int DEFAULT_IDLE_THRESHOLD = 1;
    /** With the delay this makes a minute. */
    private static final int DEFAULT_BACKOFF = 6;

    @UriPath
    @Metadata(required = true)
    private LeadsOperation operation;
    @UriParam
    private LeadsRequestOptions requestOptions = new LeadsRequestOptions();
    /** {@code null} until calls are to be coalesced. */
    private volatile Coalescer coalescer;
    private final Runnable hurry = () -> coalescer.skipDelays();
    @UriParam(label = "consumer,scheduler", javaType = "java.time.Duration", defaultValue = "" + DEFAULT_DELAY)
    private long delay = -1;
    @UriParam(label = "consumer,scheduler", defaultValue = "" + DEFAULT_BACKOFF)
    private int backoffMultiplier = -1;
    @UriParam(label = "consumer,scheduler", defaultValue = "" + DEFAULT_IDLE_THRESHOLD)
    private int backoffIdleThreshold = -1;
    /** {@code null} unless this endpoint is consumed from. */
    private LeadChanges changes;
    private final ChangesProgress progress = new ChangesProgress(InstantSource.system());

    public HubSpotLeadsEndpoint(String uri, HubSpotLeadsComponent component) {
        super(uri, component);
    }

    @Override
    protected Operation getApiOperation() {
        return operation.operation();
    }

    @Override
    public Producer createProducer() throws Exception {
        if (operation == LeadsOperation.changes) {
            throw new UnsupportedOperationException("hubspot-leads:changes can only be consumed from");
        }
        return super.createProducer();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation != LeadsOperation.changes) {
            throw new UnsupportedOperationException(
                    "hubspot-leads:" + operation + " cannot be consumed from: hubspot-leads:changes can");
        }
        client(); // without a credential this is the end
        LeadChangesConsumer consumer = new LeadChangesConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (Boolean.TRUE.equals(options().get(Parameters.COALESCE))) {
            checkCoalescing();
        }
        if (operation == LeadsOperation.changes) {
            changes = new LeadChanges(this);
            pace();
        }
    }

    private void checkCoalescing() {
        try {
            getApiOperation().coalescing().check(options());
        } catch (IllegalArgumentException e) {
            if (!isOptionOfComponent(Parameters.COALESCE)) {
                throw e;
            }
            ignoreOption(Parameters.COALESCE);
        }
    }

    /** An account at rest need not be asked as often as one at work; but who says when to ask is not overruled. */
    private void pace() {
        boolean archived = changes.options().archived();
        if (delay < 0) {
            super.setDelay(archived ? DEFAULT_DELAY_OF_SWEEP : DEFAULT_DELAY);
        }
        boolean own = !archived && "none".equals(getScheduler()) && getBackoffErrorThreshold() == 0;
        if (backoffIdleThreshold < 0) {
            super.setBackoffIdleThreshold(own || backoffMultiplier > 0 && getBackoffErrorThreshold() == 0
                    ? DEFAULT_IDLE_THRESHOLD : 0);
        }
        if (backoffMultiplier < 0) {
            super.setBackoffMultiplier(own || backoffIdleThreshold > 0 ? DEFAULT_BACKOFF : 0);
        }
    }

    @Override
    protected void connected() throws Exception {
        coalescer = null;
        if (changes != null) {
            startRepository(changes.positions());
            if (requestOptions.getIdempotentRepository() != null) {
                startRepository(requestOptions.getIdempotentRepository());
            }
            changes.start(shared(PositionsInUse.class, (timer, executor) -> new PositionsInUse()));
        }
    }

    /** What a consumer delivers; {@code null} unless this endpoint is initialised, and one to be consumed from. */
    LeadChanges changes() {
        return changes;
    }

    /**
     * What is gathered is sent at once. When the context stops, it has its answer before the endpoint is stopped, unless Camel's
     * time is up. When only this endpoint is stopped, such as one of a {@code toD} that was evicted, the stop does not wait.
     */
    @Override
    protected void doStop() throws Exception {
        Coalescer used = coalescer;
        if (used != null) {
            forget(hurry);
            ShutdownStrategy shutdown = getCamelContext().getShutdownStrategy();
            Duration most = Duration.of(shutdown.getTimeout(), shutdown.getTimeUnit().toChronoUnit());
            if (getCamelContext().isStopping()) {
                drain(used, shutdown.isForceShutdown() || shutdown.isTimeoutOccurred() ? Duration.ZERO : most);
            } else {
                used.skipDelays();
                if (used.pending() == 0) {
                    used.close();
                } else {
                    background().execute(() -> drain(used, most));
                }
            }
        }
        super.doStop();
    }

    private static void drain(Coalescer coalescer, Duration most) {
        try {
            coalescer.drain(most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            coalescer.close();
        }
    }

    /** What operators see of the consumer. */
    ChangesProgress progress() {
        return progress;
    }

    @Override
    protected CompletableFuture<ApiResponse> perform(Arguments arguments, Object body) {
        if (!getApiOperation().inBatches() || coalesces(arguments)) {
            return super.perform(arguments, body);
        }
        return new Batches(client()).call(getApiOperation(), arguments, body, outputType(), getConfiguration().isValidation());
    }

    @Override
    protected CompletableFuture<ApiResponse> performCoalesced(Arguments arguments, Object body) {
        return coalesces(arguments) ? coalescer().call(arguments, body) : perform(arguments, body);
    }

    private boolean coalesces(Arguments arguments) {
        return getApiOperation().coalescing() != null && Boolean.TRUE.equals(arguments.get(Parameters.COALESCE));
    }

    /** Made when first needed, because a header can ask for it, and most endpoints never need one. */
    private Coalescer coalescer() {
        if (coalescer == null) {
            lock.lock();
            try {
                if (coalescer == null) {
                    coalescer = new Coalescer(client(), getApiOperation(), outputType(), getConfiguration().isValidation(),
                            timer());
                    whenStopping(hurry);
                }
            } finally {
                lock.unlock();
            }
        }
        return coalescer;
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

    @Override
    public long getDelay() {
        return super.getDelay();
    }

    /**
     * Time between two polls, such as 30s; 1h by default with archived=true. When nothing changes, the time is six times as long
     * by default: see backoffMultiplier. Each poll costs a call of the account's quota at least.
     */
    @Override
    public void setDelay(long delay) {
        super.setDelay(delay);
        this.delay = delay;
    }

    @Override
    public int getBackoffMultiplier() {
        return super.getBackoffMultiplier();
    }

    /**
     * How many times delay a consumer that found nothing waits for its next poll, until there is something again; 0 for no
     * more than delay. By default 0 with archived=true, another scheduler or a backoffErrorThreshold.
     */
    @Override
    public void setBackoffMultiplier(int backoffMultiplier) {
        super.setBackoffMultiplier(backoffMultiplier);
        this.backoffMultiplier = backoffMultiplier;
    }

    @Override
    public int getBackoffIdleThreshold() {
        return super.getBackoffIdleThreshold();
    }

    /**
     * After how many polls that found nothing the backoffMultiplier counts.
     */
    @Override
    public void setBackoffIdleThreshold(int backoffIdleThreshold) {
        super.setBackoffIdleThreshold(backoffIdleThreshold);
        this.backoffIdleThreshold = backoffIdleThreshold;
    }
}
