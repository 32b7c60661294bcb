package io.github.camelhubspot.internal.component;

import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.component.connection.HubSpotConnections;
import io.github.camelhubspot.internal.component.observe.ObservedAccount;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Shows the HubSpot accounts in Camel's developer console. */
@DevConsole(name = "hubspot", displayName = "HubSpot", description = "Calls, quotas and state of the HubSpot accounts")
public final class HubSpotDevConsole extends AbstractDevConsole {

    public HubSpotDevConsole() {
        super("camel", "hubspot", "HubSpot", "Calls, quotas and state of the HubSpot accounts");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        List<ObservedAccount> accounts = accounts();
        StringBuilder text = new StringBuilder("Accounts: " + accounts.size() + "\n");
        for (ObservedAccount account : accounts) {
            text.append("    ").append(account.name()).append('\n');
            account.details().forEach((name, value) -> text.append("        ").append(name).append(": ").append(value)
                    .append('\n'));
        }
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonArray accounts = new JsonArray();
        for (ObservedAccount account : accounts()) {
            JsonObject json = new JsonObject();
            json.put("account", account.name());
            json.putAll(account.details());
            accounts.add(json);
        }
        JsonObject result = new JsonObject();
        result.put("accounts", accounts);
        return result;
    }

    private List<ObservedAccount> accounts() {
        HubSpotConnections connections = getCamelContext().hasService(HubSpotConnections.class);
        return connections == null ? List.of() : connections.accounts();
    }
}
