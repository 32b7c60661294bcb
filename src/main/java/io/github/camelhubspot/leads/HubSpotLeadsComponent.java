package io.github.camelhubspot.leads;

import java.util.List;

import io.github.camelhubspot.internal.component.HubSpotComponent;
import io.github.camelhubspot.internal.component.HubSpotEndpoint;
import io.github.camelhubspot.internal.operation.Operation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

/** Creates the endpoints of the scheme {@code hubspot-leads}. */
@Metadata(excludeProperties = "requestOptions")
@Component("hubspot-leads")
public class HubSpotLeadsComponent extends HubSpotComponent {

    @Metadata(label = "advanced")
    private LeadsRequestDefaults requestOptions;

    public LeadsRequestDefaults getRequestOptions() {
        return requestOptions;
    }

    /** The request options that endpoints start from, as one object. Its values are options of the component. */
    public void setRequestOptions(LeadsRequestDefaults requestOptions) {
        this.requestOptions = requestOptions;
    }

    @Override
    protected List<Operation> operations() {
        return LeadsOperation.operations();
    }

    @Override
    protected HubSpotEndpoint newEndpoint(String uri, String operation) {
        HubSpotLeadsEndpoint endpoint = new HubSpotLeadsEndpoint(uri, this);
        endpoint.setOperation(LeadsOperation.valueOf(operation));
        if (requestOptions != null) {
            endpoint.getRequestOptions().takeOver(requestOptions);
        }
        return endpoint;
    }
}
