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
 * Kills JVMs that watch imports, as {@code kill -9} does, at each point of the watch loop, and compares the deliveries with the
 * log of the sandbox: nothing is lost, and only exchanges whose end had not been recorded are repeated.
 */
@Tag("integration")
class WatchKillTest {

    /** In the order in which a delivery passes them. */
    private static final List<String> POINTS = List.of("listed", "before-claim", "after-claim", "claim-held",
            "exchange-begun", "exchange-under-way", "before-record", "after-record", "before-current", "after-current",
            "before-removal-of-current", "after-removal-of-current", "before-removal-of-claim", "after-removal-of-claim");
    /** Points at which the route has received the exchange, but the repository has not recorded its end. */
    private static final List<String> UNRECORDED = List.of("exchange-under-way", "before-record");

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0} JVMs")
    @ValueSource(ints = { 1, 2 })
    void loseNothingAndRepeatOnlyWhatWasUnderWay(int jvms) throws Exception {
        // a few points; the campaign covers all
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
            assertThat(driver.deliveries().faults()).isEmpty();
            for (var transition : sandbox.imports().transitions()) {
                String key = transition.importId() + "|" + transition.state();
                int unrecorded = (int) driver.kills().stream().filter(kill -> kill.transition().equals(key)
                        && UNRECORDED.contains(kill.point())).count();
                assertThat(driver.deliveries().deliveriesOf(key)).as("deliveries of %s", key)
                        .isEqualTo(1 + unrecorded);
            }
        }
    }
}
