package io.github.camelhubspot.leads;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.SandboxProperty;

/** Archives random leads of a sandbox; the archived state is the only version of a lead. */
final class ArchiveWriter extends ChangeWriter {

    /** Longer than for changes, because each sweep reads all leads that were ever archived. */
    private static final int PAUSE_MILLIS = 120;

    private final HubSpotSandbox sandbox;
    private final VersionLedger ledger;
    private final Random random;
    private final List<String> live = new ArrayList<>();

    ArchiveWriter(HubSpotSandbox sandbox, VersionLedger ledger, long seed) {
        super(sandbox, PAUSE_MILLIS, "GET", "/crm/.*/leads", seed);
        this.sandbox = sandbox;
        this.ledger = ledger;
        random = new Random(seed);
        sandbox.leads().defineProperty("version", SandboxProperty.Type.NUMBER);
    }

    /** Archives half of them at once. */
    @Override
    void create(int leads) {
        for (int i = 0; i < leads; i++) {
            live.add(create());
        }
        write(leads / 2);
    }

    @Override
    synchronized void write(int leads) {
        Instant moment = sandbox.time().now();
        List<String> ids = new ArrayList<>(leads);
        for (int i = 0; i < leads; i++) {
            String id = live.isEmpty() ? create() : live.remove(random.nextInt(live.size()));
            ledger.write(id, moment);
            ids.add(id);
        }
        sandbox.leads().archiveAll(ids, moment);
    }

    private String create() {
        return sandbox.leads().create(Map.of("hs_lead_name", "Lead", "version", "0"));
    }
}
