package io.github.camelhubspot.leads;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code changes} behind {@code master:}: the leader continues at the stored position. */
@Timeout(180)
class LeadChangesClusterTest extends ChangesTestSupport {

    @TempDir
    Path directory;

    private final List<CamelContext> contexts = new ArrayList<>();

    @AfterEach
    void stop() {
        contexts.forEach(CamelContext::stop);
    }

    private CamelContext node() throws Exception {
        CamelContext node = new DefaultCamelContext();
        contexts.add(node);
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(directory.resolve("locks").toString());
        cluster.setAcquireLockDelay(50);
        cluster.setAcquireLockDelayUnit(TimeUnit.MILLISECONDS);
        cluster.setAcquireLockInterval(50);
        cluster.setAcquireLockIntervalUnit(TimeUnit.MILLISECONDS);
        node.addService(cluster);
        node.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(configuration());
        node.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("master:leads:" + CHANGES + "&since=beginning&stateDirectory=" + directory.resolve("positions"))
                        .process(LeadChangesClusterTest.this::keep);
            }
        });
        node.start();
        return node;
    }

    @Test
    void theNextLeaderContinuesWhereTheFormerOneStopped() throws Exception {
        String id = lead("A");
        settle();
        CamelContext first = node();
        awaitEvents("CREATED A");
        node();
        awaitPolls();
        first.stop();
        rename(id, "A2");
        settle();
        awaitEvents("CREATED A", "UPDATED A2");
    }
}
