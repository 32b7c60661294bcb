package io.github.camelhubspot.leads;

import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.client.ApiAnswer;
import io.github.camelhubspot.client.Arguments;
import io.github.camelhubspot.client.Operation;
import io.github.camelhubspot.client.batch.Batches;
import io.github.camelhubspot.component.BodyReader;
import io.github.camelhubspot.component.HubSpotEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Read, create, update, archive, search and associate leads in HubSpot's CRM, one by one or in batches.
 */
@UriEndpoint(firstVersion = "1.0.0", scheme = "hubspot-leads", title = "HubSpot Leads", syntax = "hubspot-leads:operation",
             category = { Category.SAAS, Category.API }, producerOnly = true, headersClass = HubSpotConstants.class)
public class HubSpotLeadsEndpoint extends HubSpotEndpoint {

    @UriPath
    @Metadata(required = true)
    private LeadsOperation operation;
    @UriParam
    private LeadsRequestOptions requestOptions = new LeadsRequestOptions();

    public HubSpotLeadsEndpoint(String uri, HubSpotLeadsComponent component) {
        super(uri, component);
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
        if (!getApiOperation().inBatches()) {
            return super.perform(arguments, body);
        }
        return new Batches(client()).call(getApiOperation(), arguments, body, outputType(), getConfiguration().isValidation());
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
