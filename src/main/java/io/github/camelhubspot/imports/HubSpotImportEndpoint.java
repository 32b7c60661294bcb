package io.github.camelhubspot.imports;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.internal.component.BodyReader;
import io.github.camelhubspot.internal.component.HubSpotEndpoint;
import io.github.camelhubspot.internal.importfile.ImportStart;
import io.github.camelhubspot.internal.imports.state.AwaitedImport;
import io.github.camelhubspot.internal.imports.state.ImportAwaiter;
import io.github.camelhubspot.internal.imports.state.ImportLookup;
import io.github.camelhubspot.internal.imports.watch.Leases;
import io.github.camelhubspot.internal.imports.watch.TransitionLedger;
import io.github.camelhubspot.internal.imports.watch.WatchOptions;
import io.github.camelhubspot.internal.imports.watch.WatchPosition;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.ServiceUrl;
import io.github.camelhubspot.internal.parameter.Arguments;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Start imports of CSV files into HubSpot's CRM, follow their state and read their errors.
 */
@UriEndpoint(firstVersion = "1.0.0", scheme = "hubspot-import", title = "HubSpot Import", syntax = "hubspot-import:operation",
             category = { Category.SAAS, Category.API }, headersClass = HubSpotConstants.class)
@ManagedResource(description = "Managed HubSpot import endpoint")
public class HubSpotImportEndpoint extends HubSpotEndpoint {

    /** Camel's default of half a second would cost 172,800 calls of the account's quota a day. */
    private static final long DEFAULT_DELAY = 30_000;

    @UriPath
    @Metadata(required = true)
    private ImportsOperation operation;
    @UriParam
    private ImportRequestOptions requestOptions = new ImportRequestOptions();
    @UriParam(label = "consumer,scheduler", javaType = "java.time.Duration", defaultValue = "" + DEFAULT_DELAY)
    private long delay;
    private WatchOptions watchOptions;
    private WatchPosition watchPosition;
    private ImportLookup lookup;
    private ImportAwaiter awaiter;
    private ImportStarts starts;

    public HubSpotImportEndpoint(String uri, HubSpotImportComponent component) {
        super(uri, component);
        setDelay(DEFAULT_DELAY);
    }

    @Override
    protected Operation getApiOperation() {
        return operation.operation();
    }

    @Override
    public Producer createProducer() throws Exception {
        if (operation == ImportsOperation.watch) {
            throw new UnsupportedOperationException("hubspot-import:watch can only be consumed from");
        }
        Producer producer = super.createProducer();
        return operation == ImportsOperation.errors ? new ImportReportProducer(this, (AsyncProducer) producer) : producer;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation != ImportsOperation.watch) {
            throw new UnsupportedOperationException(
                    "hubspot-import:" + operation + " cannot be consumed from: hubspot-import:watch can");
        }
        client(); // fails without a credential
        ImportWatchConsumer consumer = new ImportWatchConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (operation == ImportsOperation.watch) {
            watchOptions = WatchOptions.of(options(), requestOptions.getClaimTimeout(),
                    ServiceUrl.of(getConfiguration().getServiceUrl(), getConfiguration().getApiVersion()).base(),
                    InstantSource.system());
        }
    }

    @Override
    protected void connected() throws Exception {
        lookup = shared(ImportLookup.class, (timer, executor) -> new ImportLookup(client(),
                ImportsOperation.get.operation(), ImportsOperation.list.operation(), executor));
        if (watchOptions != null && watchPosition == null) {
            watchPosition = new WatchPosition(ledger(requestOptions.getIdempotentRepository()));
        }
        awaiter = shared(ImportAwaiter.class,
                (timer, executor) -> new ImportAwaiter(lookup, timer, executor, System::nanoTime));
        starts = shared(ImportStarts.class, (timer, executor) -> new ImportStarts(lookup, timer, executor));
    }

    private TransitionLedger ledger(IdempotentRepository repository) throws Exception {
        if (repository == null) {
            return null;
        }
        startRepository(repository);
        return new TransitionLedger(repository, watchOptions.name(), watchOptions.claimTimeout(),
                ((HubSpotImportComponent) getComponent()).claimClock(), shared(Leases.Background.class, Leases.Background::new));
    }

    @Override
    protected CompletableFuture<ApiResponse> perform(Arguments arguments, Object body) {
        ImportStart start = body instanceof ImportStart files ? files : null;
        try {
            CompletableFuture<ApiResponse> response = operation.action().run(new ImportCall(this, arguments, body));
            return start == null ? response : response.whenComplete((result, failure) -> start.close());
        } catch (RuntimeException | Error e) {
            if (start != null) {
                start.close();
            }
            throw e;
        }
    }

    @ManagedAttribute(description = "Number of exchanges that wait for an import of this account")
    public int getWaitingExchanges() {
        return awaiter == null ? 0 : awaiter.waiting();
    }

    @ManagedAttribute(description = "Awaited imports: id, last state seen, number of exchanges, longest wait so far")
    public String[] getAwaitedImports() {
        return awaiter == null ? new String[0]
                : awaiter.views().stream().map(AwaitedImport.View::text).toArray(String[]::new);
    }

    /** Returns the awaiter of the account; {@code null} before the endpoint is started. */
    ImportAwaiter awaiter() {
        return awaiter;
    }

    /** Starts imports of the account; {@code null} before the endpoint is started. */
    ImportStarts starts() {
        return starts;
    }

    /** Reads imports of the account; {@code null} before the endpoint is started. */
    ImportLookup lookup() {
        return lookup;
    }

    /** Returns the options of a watch; {@code null} for other operations and before the endpoint is initialised. */
    WatchOptions watchOptions() {
        return watchOptions;
    }

    /** Returns the position that all consumers of this endpoint share; {@code null} before the endpoint of a watch is started. */
    WatchPosition watchPosition() {
        return watchPosition;
    }

    @Override
    protected BodyReader bodyReader() {
        return operation.bodyReader();
    }

    @Override
    public long getDelay() {
        return delay;
    }

    /**
     * Time between two polls, such as 30s. A poll costs one call for a single import, or one call per 100 imports of
     * the app when several or all imports are watched, independent of the number of routes.
     */
    @Override
    public void setDelay(long delay) {
        super.setDelay(delay);
        this.delay = delay;
    }

    public ImportsOperation getOperation() {
        return operation;
    }

    /**
     * Operation to perform on imports.
     */
    public void setOperation(ImportsOperation operation) {
        this.operation = operation;
    }

    @Override
    public ImportRequestOptions getRequestOptions() {
        return requestOptions;
    }

    /** Options of the request. */
    public void setRequestOptions(ImportRequestOptions requestOptions) {
        this.requestOptions = requestOptions;
    }
}
