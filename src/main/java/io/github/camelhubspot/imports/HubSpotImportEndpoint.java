package io.github.camelhubspot.imports;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.client.Operation;
import io.github.camelhubspot.component.BodyReader;
import io.github.camelhubspot.component.HubSpotEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Start imports of CSV files into HubSpot's CRM, follow their state and read their errors.
 */
@UriEndpoint(firstVersion = "1.0.0", scheme = "hubspot-import", title = "HubSpot Import", syntax = "hubspot-import:operation",
             category = { Category.SAAS, Category.API }, headersClass = HubSpotConstants.class)
public class HubSpotImportEndpoint extends HubSpotEndpoint {

    /** Each poll costs a call of the account's quota; half a second, Camel's default, would cost 172,800 a day. */
    private static final long DEFAULT_DELAY = 30_000;

    @UriPath
    @Metadata(required = true)
    private ImportsOperation operation;
    @UriParam
    private ImportRequestOptions requestOptions = new ImportRequestOptions();
    @UriParam(label = "consumer,scheduler", javaType = "java.time.Duration", defaultValue = "" + DEFAULT_DELAY)
    private long delay;
    private final ImportStates watchedStates = new ImportStates();
    private ImportLookup lookup;

    public HubSpotImportEndpoint(String uri, HubSpotImportComponent component) {
        super(uri, component);
        setDelay(DEFAULT_DELAY);
    }

    @Override
    public Operation getApiOperation() {
        return operation.operation();
    }

    @Override
    public Producer createProducer() throws Exception {
        if (operation == ImportsOperation.watch) {
            throw new UnsupportedOperationException("hubspot-import:watch can only be consumed from");
        }
        return super.createProducer();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation != ImportsOperation.watch) {
            throw new UnsupportedOperationException(
                    "hubspot-import:" + operation + " cannot be consumed from: hubspot-import:watch can");
        }
        ImportWatchConsumer consumer = new ImportWatchConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        lookup = shared(ImportLookup.class, (timer, executor) -> new ImportLookup(client(), executor));
    }

    /** Where this endpoint looks imports up; there once it is started. */
    ImportLookup lookup() {
        return lookup;
    }

    /** What consumers of this endpoint have seen. */
    ImportStates watchedStates() {
        return watchedStates;
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
     * Time between two polls, such as 30s. Each poll costs calls of the account's quota: one for a single import, one per
     * 100 imports when all are watched.
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
     * What to do with imports.
     */
    public void setOperation(ImportsOperation operation) {
        this.operation = operation;
    }

    @Override
    public ImportRequestOptions getRequestOptions() {
        return requestOptions;
    }

    /** The options of the request. */
    public void setRequestOptions(ImportRequestOptions requestOptions) {
        this.requestOptions = requestOptions;
    }
}
