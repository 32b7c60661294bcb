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
    /** Each poll for archived leads costs one call per hundred leads that were ever archived. */
    private static final long DEFAULT_ARCHIVED_DELAY = 3_600_000;
    private static final int DEFAULT_IDLE_THRESHOLD = 1;
    /** An idle consumer polls once a minute: 6 times the default delay. */
    private static final int DEFAULT_BACKOFF = 6;

    @UriPath
    @Metadata(required = true)
    private LeadsOperation operation;
    @UriParam
    private LeadsRequestOptions requestOptions = new LeadsRequestOptions();
    /** {@code null} until the first call that is coalesced; created under the lock of the service. */
    private volatile Coalescer coalescer;
    private final Runnable flush = () -> coalescer.skipDelays();
    @UriParam(label = "consumer,scheduler", javaType = "java.time.Duration", defaultValue = "" + DEFAULT_DELAY)
    private long delay = -1;
    @UriParam(label = "consumer,scheduler", defaultValue = "" + DEFAULT_BACKOFF)
    private int backoffMultiplier = -1;
    @UriParam(label = "consumer,scheduler", defaultValue = "" + DEFAULT_IDLE_THRESHOLD)
    private int backoffIdleThreshold = -1;
    /** {@code null} unless the operation is {@code changes}. */
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
        client(); // throws if no credential is configured
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
            setDefaultPace();
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

    /**
     * Sets the defaults of the scheduler: an idle consumer polls less often, to save calls. Explicit options and another
     * scheduler win.
     */
    private void setDefaultPace() {
        boolean archived = changes.options().archived();
        if (delay < 0) {
            super.setDelay(archived ? DEFAULT_ARCHIVED_DELAY : DEFAULT_DELAY);
        }
        boolean useDefaults = !archived && "none".equals(getScheduler()) && getBackoffErrorThreshold() == 0;
        if (backoffIdleThreshold < 0) {
            super.setBackoffIdleThreshold(useDefaults || backoffMultiplier > 0 && getBackoffErrorThreshold() == 0
                    ? DEFAULT_IDLE_THRESHOLD : 0);
        }
        if (backoffMultiplier < 0) {
            super.setBackoffMultiplier(useDefaults || backoffIdleThreshold > 0 ? DEFAULT_BACKOFF : 0);
        }
    }

    @Override
    protected void connected() throws Exception {
        coalescer = null;
        if (changes != null) {
            startRepository(changes.repository());
            if (requestOptions.getIdempotentRepository() != null) {
                startRepository(requestOptions.getIdempotentRepository());
            }
            changes.start(shared(PositionsInUse.class, (timer, executor) -> new PositionsInUse()));
        }
    }

    /** Returns the set-up of the consumer; {@code null} before initialisation, and for operations other than {@code changes}. */
    LeadChanges changes() {
        return changes;
    }

    /**
     * Sends the queued calls at once. When the context stops, waits for their responses, up to Camel's shutdown time-out. When
     * only this endpoint stops, such as one of a {@code toD} that was evicted from the cache, does not wait.
     */
    @Override
    protected void doStop() throws Exception {
        Coalescer current = coalescer;
        if (current != null) {
            forget(flush);
            ShutdownStrategy shutdown = getCamelContext().getShutdownStrategy();
            Duration timeout = Duration.of(shutdown.getTimeout(), shutdown.getTimeUnit().toChronoUnit());
            if (getCamelContext().isStopping()) {
                drain(current, shutdown.isForceShutdown() || shutdown.isTimeoutOccurred() ? Duration.ZERO : timeout);
            } else {
                current.skipDelays();
                if (current.pending() == 0) {
                    current.close();
                } else {
                    background().execute(() -> drain(current, timeout));
                }
            }
        }
        super.doStop();
    }

    private static void drain(Coalescer coalescer, Duration timeout) {
        try {
            coalescer.drain(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            coalescer.close();
        }
    }

    /** Returns the progress of the consumer, for operators. */
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

    /** Creates the coalescer on first use, because a header can turn coalescing on, and most endpoints never need one. */
    private Coalescer coalescer() {
        if (coalescer == null) {
            lock.lock();
            try {
                if (coalescer == null) {
                    coalescer = new Coalescer(client(), getApiOperation(), outputType(), getConfiguration().isValidation(),
                            timer());
                    whenStopping(flush);
                }
            } finally {
                lock.unlock();
            }
        }
        return coalescer;
    }

    @ManagedAttribute(description = "Number of exchanges whose coalesced calls are queued or in flight")
    public int getCoalescingExchanges() {
        return coalescer == null ? 0 : coalescer.pending();
    }

    @ManagedAttribute(description = "Total number of exchanges whose calls were coalesced")
    public long getCoalescedExchanges() {
        return coalescer == null ? 0 : coalescer.sent();
    }

    @ManagedAttribute(description = "Total number of batches that coalesced calls were sent in")
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
     * Time between two polls, such as 30s. The default with archived=true is 1h. An idle consumer waits longer: see
     * backoffMultiplier. Each poll makes at least one call, which counts against the account's rate limits.
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
     * Factor by which delay grows while the consumer is idle: after backoffIdleThreshold polls without a change it waits this
     * many times delay, until a poll finds a change. 0 means that it always waits delay. The default is 0 with archived=true,
     * another scheduler or a backoffErrorThreshold.
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
     * Number of polls without a change after which the consumer is idle and backoffMultiplier applies.
     */
    @Override
    public void setBackoffIdleThreshold(int backoffIdleThreshold) {
        super.setBackoffIdleThreshold(backoffIdleThreshold);
        this.backoffIdleThreshold = backoffIdleThreshold;
    }
}
