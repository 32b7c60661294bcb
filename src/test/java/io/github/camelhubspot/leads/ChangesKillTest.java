package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.SharedDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills JVMs that consume changes, as {@code kill -9} does, while leads change at random times, become visible at random times
 * within the settle window, and HubSpot fails from time to time. Compares the deliveries with what was written: nothing is lost,
 * and a kill causes no more repeats than the {@linkplain ChangesKillMode#mostRepeats mode} allows.
 */
@Tag("integration")
class ChangesKillTest {

    @TempDir
    Path directory;

    /** A few kills in some modes; the campaign has more kills and all modes. */
    @ParameterizedTest(name = "{0}, {1} kills")
    @CsvSource({ "POSITION,3", "REPOSITORY,3", "TRANSACTION,5", "BATCH,2", "CONCURRENT_REPOSITORY,2", "ARCHIVED,2" })
    void loseNothingAndRepeatNoMoreThanIsSaid(ChangesKillMode mode, int kills) throws Exception {
        kill(mode, kills, 600, 150, System.nanoTime());
    }

    @Tag("campaign")
    @ParameterizedTest(name = "{0}, 120 kills, thousands of leads in one millisecond")
    @MethodSource("modesOfTheLongRun")
    void loseNothingAndRepeatNoMoreThanIsSaidInALongRun(ChangesKillMode mode) throws Exception {
        // each sweep reads all archived leads
        int leads = mode.isArchived() ? 5_000 : 25_000;
        kill(mode, Integer.getInteger("campaign.kills", 120), leads, mode.isArchived() ? 300 : 1_500,
                Long.getLong("campaign.seed", System.nanoTime()));
    }

    static List<ChangesKillMode> modesOfTheLongRun() {
        String names = System.getProperty("campaign.modes");
        return names == null ? List.of(ChangesKillMode.values())
                : Stream.of(names.split(",")).map(ChangesKillMode::valueOf).toList();
    }

    private void kill(ChangesKillMode mode, int kills, int leads, int mostDeliveries, long seed) throws Exception {
        try (HubSpotSandbox sandbox = HubSpotSandbox.start();
                SharedDatabase database = mode.needsDatabase() ? new SharedDatabase() : null;
                ChangesKillDriver driver = new ChangesKillDriver(mode, sandbox, directory, database, leads, seed)) {
            try {
                for (int i = 0; i < kills; i++) {
                    if (i == kills / 3) {
                        driver.burst(leads);
                    }
                    driver.killAfter(mostDeliveries);
                }
                driver.end();
                assertThat(driver.kills()).isEqualTo(kills);
                assertThat(driver.deliveries().faults()).isEmpty();
                assertThat(driver.deliveries().repeats())
                        .allSatisfy((jvm, repeats) -> assertThat(repeats).isLessThanOrEqualTo(mode.mostRepeats()));
            } finally {
                System.out.println(mode + ": " + driver.figures() + ", seed " + seed);
            }
        }
    }
}
