package io.github.camelhubspot.imports;

import java.io.IOException;
import java.nio.file.Path;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.DeliveryLedger;
import io.github.camelhubspot.support.KillRig;
import io.github.camelhubspot.support.SharedDatabase;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;

/** A kill rig of JVMs that watch imports as one watch, with the database and the deliveries, which outlive them. */
final class WatchJvms implements AutoCloseable {

    private static final String OPTIONS = "watchName=kill&delay=50&claimTimeout=1000";

    private final SharedDatabase database = new SharedDatabase();
    private final JdbcMessageIdRepository repository = database.repository("watch");
    private final DeliveryLedger deliveries = new DeliveryLedger();
    private final KillRig rig;

    /** @param listener gets all reports but those of deliveries; the only fact is an import, or an import and a state */
    WatchJvms(HubSpotSandbox sandbox, Path directory, KillRig.Listener listener) throws IOException {
        rig = new KillRig(directory, WatchKillMain.class, new KillRig.Listener() {
            @Override
            public boolean isDeadly(KillRig.Report report) {
                if (report.point().equals("delivered")) {
                    deliveries.deliver(report.jvm(), report.facts().get(0));
                    return false;
                }
                return listener.isDeadly(report);
            }

            @Override
            public void killed(KillRig.Report report) {
                listener.killed(report);
            }
        }, sandbox.url(), database.url(), OPTIONS);
    }

    KillRig rig() {
        return rig;
    }

    /** Returns the deliveries; a key is an import and a state. */
    DeliveryLedger deliveries() {
        return deliveries;
    }

    /** @param key without the name of the watch */
    boolean isWritten(String key) {
        return repository.contains("kill|" + key);
    }

    @Override
    public void close() throws IOException {
        rig.close();
        database.close();
    }
}
