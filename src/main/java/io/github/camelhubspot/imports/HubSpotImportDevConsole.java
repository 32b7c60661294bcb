package io.github.camelhubspot.imports;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.camelhubspot.internal.imports.state.AwaitedImport;
import io.github.camelhubspot.internal.imports.watch.WatchOptions;
import io.github.camelhubspot.internal.imports.watch.WatchPosition;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Shows the imports that {@code hubspot-import:} awaits and watches in Camel's developer console. */
@DevConsole(name = "hubspot-import", displayName = "HubSpot Import",
            description = "Imports that exchanges wait for, and positions of watches")
public final class HubSpotImportDevConsole extends AbstractDevConsole {

    /** Limits the output: a watch of all imports may begin with thousands of pending states. */
    private static final int MAX_PENDING = 100;

    public HubSpotImportDevConsole() {
        super("camel", "hubspot-import", "HubSpot Import", "Imports that exchanges wait for, and positions of watches");
    }

    @Override
    protected String doCallText(Map<String, Object> parameters) {
        List<AwaitedImport.View> awaited = awaited();
        StringBuilder text = new StringBuilder("Awaited imports: " + awaited.size() + "\n");
        awaited.forEach(one -> text.append("    ").append(one.text()).append('\n'));
        List<HubSpotImportEndpoint> watches = watches();
        text.append("Watches: ").append(watches.size()).append('\n');
        for (HubSpotImportEndpoint watch : watches) {
            WatchOptions options = watch.watchOptions();
            WatchPosition.View position = watch.watchPosition().view();
            text.append("    ").append(options.name()).append(": ")
                    .append(options.importId() == null ? "all imports" : "import " + options.importId())
                    .append(options.states() == null ? "" : " in " + String.join(", ", options.states()))
                    .append(position.persistent() ? ", in a repository" : ", in memory")
                    .append(position.begun() ? "" : ", not polled yet")
                    .append("; seen: ").append(position.imports())
                    .append(", to be delivered: ").append(position.pending().size()).append('\n');
            shown(position).forEach(entry -> text.append("        ").append(entry.getKey()).append(": ")
                    .append(entry.getValue()).append('\n'));
        }
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> parameters) {
        Instant now = Instant.now();
        JsonArray awaited = new JsonArray();
        for (AwaitedImport.View one : awaited()) {
            JsonObject json = json(one.importId(), one.state());
            json.put("exchanges", one.exchanges());
            json.put("since", now.minus(one.longestWait()).truncatedTo(ChronoUnit.SECONDS).toString());
            awaited.add(json);
        }
        JsonArray watches = new JsonArray();
        watches().forEach(watch -> watches.add(json(watch.watchOptions(), watch.watchPosition().view())));
        JsonObject result = new JsonObject();
        result.put("awaited", awaited);
        result.put("watches", watches);
        return result;
    }

    private static JsonObject json(WatchOptions options, WatchPosition.View position) {
        JsonObject json = new JsonObject();
        json.put("name", options.name());
        if (options.importId() != null) {
            json.put("importId", options.importId());
        }
        if (options.states() != null) {
            json.put("states", new JsonArray(options.states()));
        }
        json.put("repository", position.persistent());
        json.put("begun", position.begun());
        json.put("seen", position.imports());
        json.put("pending", position.pending().size());
        JsonArray imports = new JsonArray();
        shown(position).forEach(entry -> imports.add(json(entry.getKey(), entry.getValue())));
        json.put("imports", imports);
        return json;
    }

    private static JsonObject json(String importId, String state) {
        JsonObject json = new JsonObject();
        json.put("importId", importId);
        json.put("state", state);
        return json;
    }

    private static Stream<Map.Entry<String, String>> shown(WatchPosition.View position) {
        return position.pending().entrySet().stream().limit(MAX_PENDING);
    }

    /** Endpoints of one account share an awaiter, which must be listed once. */
    private List<AwaitedImport.View> awaited() {
        return endpoints().map(HubSpotImportEndpoint::awaiter).distinct().flatMap(one -> one.views().stream()).toList();
    }

    private List<HubSpotImportEndpoint> watches() {
        return endpoints().filter(endpoint -> endpoint.watchOptions() != null).toList();
    }

    private Stream<HubSpotImportEndpoint> endpoints() {
        return getCamelContext().getEndpoints().stream().filter(HubSpotImportEndpoint.class::isInstance)
                .map(HubSpotImportEndpoint.class::cast).filter(endpoint -> endpoint.awaiter() != null);
    }
}
