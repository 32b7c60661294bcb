package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JVMs that watch imports are killed, as {@code kill -9} does, at each point of the watch loop. What they delivered is compared
 * with the sandbox's log: nothing is lost, and only exchanges whose end had not been written down yet are repeated.
 */
@Tag("integration")
class WatchKillTest {

    /** In the order in which a delivery passes them. */
    private static final List<String> POINTS = List.of("listed", "before-claim", "after-claim", "claim-held",
            "exchange-begun", "exchange-under-way", "before-record", "after-record", "before-current", "after-current",
            "before-removal-of-current", "after-removal-of-current", "before-removal-of-claim", "after-removal-of-claim");
    /** Here the route has got the exchange, but the repository does not know of its end. */
    private static final List<String> UNRECORDED = List.of("exchange-under-way", "before-record");

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0} JVMs")
    @ValueSource(ints = { 1, 2 })
    void loseNothingAndRepeatOnlyWhatWasUnderWay(int jvms) throws Exception {
        // a few points: the long run has them all
        kill(jvms, List.of("after-claim", "exchange-under-way", "after-record"), 1);
    }

    @Tag("campaign")
    @ParameterizedTest(name = "{0} JVMs, 20 times at each point")
    @ValueSource(ints = { 1, 2 })
    void loseNothingAndRepeatOnlyWhatWasUnderWayInALongRun(int jvms) throws Exception {
        kill(jvms, POINTS, Integer.getInteger("campaign.kills", 20));
    }

    private void kill(int jvms, List<String> points, int times) throws IOException, InterruptedException {
        try (HubSpotSandbox sandbox = HubSpotSandbox.builder().start();
                WatchKillDriver driver = new WatchKillDriver(sandbox, jvms, directory)) {
            for (int i = 0; i < times; i++) {
                for (String point : points) {
                    driver.killAt(point);
                }
            }
            driver.end();
            System.out.println(driver.figures());
            assertThat(driver.kills()).hasSize(points.size() * times);
            for (var transition : sandbox.imports().transitions()) {
                String key = transition.importId() + "|" + transition.state();
                long unrecorded = driver.kills().stream().filter(kill -> kill.transition().equals(key)
                        && UNRECORDED.contains(kill.point())).count();
                assertThat(driver.deliveries().stream().filter(key::equals).count()).as("deliveries of %s", key)
                        .isEqualTo(1 + unrecorded);
            }
        }
    }
}
