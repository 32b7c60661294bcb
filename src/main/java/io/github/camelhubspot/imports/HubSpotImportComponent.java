package io.github.camelhubspot.imports;

import java.time.InstantSource;
import java.util.List;

import io.github.camelhubspot.internal.component.HubSpotComponent;
import io.github.camelhubspot.internal.component.HubSpotEndpoint;
import io.github.camelhubspot.internal.operation.Operation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

/** The component of {@code hubspot-import:}. */
@Metadata(excludeProperties = "requestOptions")
@Component("hubspot-import")
public class HubSpotImportComponent extends HubSpotComponent {

    @Metadata(label = "advanced")
    private ImportRequestDefaults requestOptions;
    private InstantSource claimClock = InstantSource.system();

    public ImportRequestDefaults getRequestOptions() {
        return requestOptions;
    }

    /** Default request options of all endpoints, as one object. Its values are also options of the component. */
    public void setRequestOptions(ImportRequestDefaults requestOptions) {
        this.requestOptions = requestOptions;
    }

    /** Returns the clock that expires the claims of watches. */
    InstantSource claimClock() {
        return claimClock;
    }

    /** Sets the clock that expires the claims of watches, for tests. */
    void useClaimClock(InstantSource clock) {
        claimClock = clock;
    }

    @Override
    protected List<Operation> operations() {
        return ImportsOperation.operations();
    }

    @Override
    protected HubSpotEndpoint newEndpoint(String uri, String operation) {
        HubSpotImportEndpoint endpoint = new HubSpotImportEndpoint(uri, this);
        endpoint.setOperation(ImportsOperation.valueOf(operation));
        if (requestOptions != null) {
            endpoint.getRequestOptions().takeOver(requestOptions);
        }
        return endpoint;
    }
}
