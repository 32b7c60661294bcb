package io.github.camelhubspot.examples;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.github.camelhubspot.leads.HubSpotLeadsEndpoint;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import org.apache.camel.Endpoint;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.support.ScheduledPollEndpoint;

/** Settings with which the examples run on a sandbox. */
final class SandboxSettings {

    private static final int FIRST_CONTACT = 1001;
    private static final int CONTACTS = 40;
    private static final long MOST_BETWEEN_POLLS = 100;
    private static final long COALESCE_DELAY = 500;

    private SandboxSettings() {
    }

    /** Returns the settings of camel-main for the connection to a sandbox. */
    static Map<String, String> connectingTo(HubSpotSandbox sandbox) {
        Map<String, String> settings = new HashMap<>();
        for (String component : new String[] { "hubspot-leads", "hubspot-import" }) {
            settings.put("camel.component." + component + ".service-url", sandbox.url());
            settings.put("camel.component." + component + ".access-token", sandbox.accessToken());
        }
        settings.put("examples.importPoll", "300ms");
        settings.put("examples.repairPoll", "100");
        settings.put("examples.retryDelay", "50");
        settings.put("examples.settleWindow", "100");
        return settings;
    }

    /**
     * Starts timers and polls without delay and polls often. Increases the coalescing delay, so that a busy machine does not need
     * more batches.
     */
    static Endpoint atSandboxPace(String uri, Endpoint endpoint) {
        if (endpoint instanceof TimerEndpoint timer) {
            timer.setDelay(0);
        }
        if (endpoint instanceof ScheduledPollEndpoint polling) {
            polling.setInitialDelay(0);
            polling.setDelay(Math.min(polling.getDelay(), MOST_BETWEEN_POLLS));
            polling.setBackoffMultiplier(0);
        }
        if (endpoint instanceof HubSpotLeadsEndpoint leads) {
            leads.getRequestOptions().setCoalesceDelay(COALESCE_DELAY);
        }
        return endpoint;
    }

    /** Returns the settings of camel-main for the files of the examples. */
    static Map<String, String> folders(Path in, Path out) {
        return Map.of("examples.in", in.toString(), "examples.out", out.toString(), "examples.positions",
                out.resolveSibling("positions").toString());
    }

    /** Creates the contacts of the example leads. */
    static void seedContacts(HubSpotSandbox sandbox) {
        for (int id = FIRST_CONTACT; id < FIRST_CONTACT + CONTACTS; id++) {
            sandbox.contacts().create(Integer.toString(id), Map.of("email", "buyer" + id + "@example.com"));
        }
    }
}
