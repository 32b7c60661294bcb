package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.SharedDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JVMs that consume changes are killed, as {@code kill -9} does, while leads change at random times, become visible at random
 * times within the settle window, and HubSpot fails now and then. What was delivered is compared with what was written.
 */
class ChangesKillTest {

    private static final int PAGE = 200;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "idempotent repository: {0}")
    @ValueSource(booleans = { false, true })
    void loseNothingAndRepeatAPageAtMost(boolean repository) throws Exception {
        kill(repository, 5, 1_000, 300, System.nanoTime());
    }

    @Tag("campaign")
    @ParameterizedTest(name = "idempotent repository: {0}, 120 kills, 25,000 leads in one millisecond")
    @ValueSource(booleans = { false, true })
    void loseNothingAndRepeatAPageAtMostInALongRun(boolean repository) throws Exception {
        kill(repository, Integer.getInteger("campaign.kills", 120), 25_000, 1_500,
                Long.getLong("campaign.seed", System.nanoTime()));
    }

    private void kill(boolean repository, int kills, int leads, int mostDeliveries, long seed) throws Exception {
        try (HubSpotSandbox sandbox = HubSpotSandbox.start();
                SharedDatabase database = repository ? new SharedDatabase() : null;
                ChangesKillDriver driver = new ChangesKillDriver(sandbox, directory, database, leads, seed)) {
            try {
                for (int i = 0; i < kills; i++) {
                    if (i == kills / 3) {
                        driver.burst(leads);
                    }
                    driver.killAfter(mostDeliveries);
                }
                driver.end();
                assertThat(driver.kills()).isEqualTo(kills);
                assertThat(driver.ledger().faults()).isEmpty();
                assertThat(driver.ledger().repeats())
                        .allSatisfy((jvm, repeats) -> assertThat(repeats).isLessThanOrEqualTo(repository ? 1 : PAGE));
            } finally {
                System.out.println(driver.figures() + ", seed " + seed);
            }
        }
    }
}
