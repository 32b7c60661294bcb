package io.github.camelhubspot.leads;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.SandboxProperty;

/**
 * Writes new versions of leads of a sandbox. Each change becomes visible to searches at a random time within the settle window,
 * and searches return values newer than their index.
 */
final class VersionWriter extends ChangeWriter {

    private static final int PAUSE_MILLIS = 20;

    private final HubSpotSandbox sandbox;
    private final VersionLedger ledger;
    private final Duration settleWindow;
    private final Random random;
    private final Random delayRandom;
    private final List<String> ids = new ArrayList<>();
    /** Modification time of the current change. */
    private Instant moment;

    VersionWriter(HubSpotSandbox sandbox, VersionLedger ledger, Duration settleWindow, long seed) {
        super(sandbox, PAUSE_MILLIS, "POST", "/crm/.*/leads/search", seed);
        this.sandbox = sandbox;
        this.ledger = ledger;
        this.settleWindow = settleWindow;
        random = new Random(seed);
        delayRandom = new Random(seed + 2);
        sandbox.leads().defineProperty("version", SandboxProperty.Type.NUMBER);
        sandbox.leads().showCurrentValuesInSearches(true).shuffleTies(true);
    }

    /** Searches see the first versions at once. */
    @Override
    void create(int leads) {
        for (int i = 0; i < leads; i++) {
            ids.add(sandbox.leads().create(Map.of("hs_lead_name", "Lead " + i, "version", "0")));
        }
        sandbox.leads().all().forEach(lead -> ledger.write(lead.id(), lead.updatedAt()));
    }

    @Override
    void start() {
        sandbox.leads().indexDelay(this::delay);
        super.start();
    }

    @Override
    synchronized void write(int leads) {
        Map<String, Map<String, String>> changes = new HashMap<>();
        moment = sandbox.time().now();
        int first = leads == ids.size() ? 0 : random.nextInt(ids.size());
        for (int i = 0; i < leads; i++) {
            String id = ids.get((first + i) % ids.size());
            changes.put(id, Map.of("version", String.valueOf(ledger.write(id, moment))));
        }
        sandbox.leads().updateAll(changes, moment);
    }

    /** Counts from the modification time, so that a change is visible within the settle window even if writing it took long. */
    private Duration delay() {
        Instant visible = moment.plusMillis(delayRandom.nextInt((int) settleWindow.toMillis() + 1));
        Duration delay = Duration.between(sandbox.time().now(), visible);
        return delay.isNegative() ? Duration.ZERO : delay;
    }
}
