package io.github.camelhubspot.leads;

import java.util.List;
import java.util.Map;

import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Shows the consumers of {@code hubspot-leads:changes} in Camel's developer console. */
@DevConsole(name = "hubspot-leads", displayName = "HubSpot Leads", description = "Consumers of changes and their positions")
public final class HubSpotLeadsDevConsole extends AbstractDevConsole {

    public HubSpotLeadsDevConsole() {
        super("camel", "hubspot-leads", "HubSpot Leads", "Consumers of changes and their positions");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        List<HubSpotLeadsEndpoint> consumed = consumedEndpoints();
        StringBuilder text = new StringBuilder("Consumers of changes: " + consumed.size() + "\n");
        for (HubSpotLeadsEndpoint endpoint : consumed) {
            text.append("    ").append(endpoint.changes().options().name()).append(": ").append(kind(endpoint)).append(", in ")
                    .append(endpoint.changes().repository()).append('\n');
            endpoint.progress().reading().details().forEach((name, value) -> text.append("        ").append(name).append(": ")
                    .append(value).append('\n'));
        }
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonArray consumers = new JsonArray();
        for (HubSpotLeadsEndpoint endpoint : consumedEndpoints()) {
            JsonObject json = new JsonObject();
            json.put("name", endpoint.changes().options().name());
            json.put("leads", kind(endpoint));
            json.putAll(endpoint.progress().reading().details());
            consumers.add(json);
        }
        JsonObject result = new JsonObject();
        result.put("changes", consumers);
        return result;
    }

    private static String kind(HubSpotLeadsEndpoint endpoint) {
        return endpoint.changes().options().archived() ? "archived leads" : "created and changed leads";
    }

    private List<HubSpotLeadsEndpoint> consumedEndpoints() {
        return getCamelContext().getEndpoints().stream().filter(HubSpotLeadsEndpoint.class::isInstance)
                .map(HubSpotLeadsEndpoint.class::cast).filter(endpoint -> endpoint.changes() != null).toList();
    }
}
