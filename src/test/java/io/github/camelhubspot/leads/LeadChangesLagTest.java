package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

import io.github.camelhubspot.support.ByHand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries while HubSpot's search index lags by more and by less than settle window and overlap allow. */
class LeadChangesLagTest extends ChangesTestSupport {

    private static final String TEN_MINUTES = "hubspot-leads:changes?scheduler=#byHand&properties=hs_lead_name&since=beginning"
            + "&settleWindow=1m&overlap=10m";

    @TempDir
    Path directory;

    private final ByHand scheduler = new ByHand();

    @BeforeEach
    void bind() {
        context.getRegistry().bind("byHand", scheduler);
    }

    private void poll() {
        scheduler.run(2);
    }

    private String create(String name, Duration visibleAfter) {
        sandbox().leads().indexDelay(visibleAfter);
        return sandbox().leads().create(Map.of("hs_lead_name", name));
    }

    /** Advances the clock and creates a lead every minute. */
    private void createFor(int minutes) {
        for (int i = 0; i < minutes; i++) {
            later(Duration.ofMinutes(1));
            create("in time", Duration.ZERO);
            poll();
        }
    }

    private void settleAll() {
        settle();
        poll();
    }

    private List<String> late() {
        return events.stream().filter(event -> !event.endsWith("in time"))
                .map(event -> event.replaceFirst("\\w+ ", "")).toList();
    }

    @Test
    void aChangeThatIsVisibleLaterThanWindowAndOverlapIsLost() throws Exception {
        consume(TEN_MINUTES);
        createFor(2);
        List<String> delays = List.of("PT0S", "PT30S", "PT1M30S", "PT5M", "PT10M30S", "PT14M", "PT30M");
        delays.forEach(delay -> create(delay, Duration.parse(delay)));
        createFor(35);
        settleAll();

        assertThat(late()).as("late changes within settle window or overlap, each once")
                .containsExactly("PT0S", "PT30S", "PT1M30S", "PT5M", "PT10M30S");
        List<String> lost = new ArrayList<>(delays);
        lost.removeAll(late());
        assertThat(lost).as("changes that were visible later than settle window, overlap and the time between changes together")
                .containsExactly("PT14M", "PT30M");
        assertThat(events).filteredOn(event -> event.endsWith("in time")).hasSize(37);
    }

    @Test
    void noChangeIsTooLateWhileNoLaterChangeIsDelivered() throws Exception {
        create("first", Duration.ZERO);
        create("days late", Duration.ofDays(2));
        later(Duration.ofMinutes(-1));
        consume(TEN_MINUTES);
        later(Duration.ofMinutes(5));
        poll();
        assertThat(events).containsExactly("CREATED first");
        later(Duration.ofDays(2));
        poll();
        assertThat(events).containsExactly("CREATED first", "CREATED days late");
    }

    @Test
    void aLateChangeBeforeTheStoredPositionIsLost() throws Exception {
        consume(TEN_MINUTES + "&stateDirectory=" + directory);
        create("late", Duration.ofMinutes(5));
        createFor(3);
        context.getRouteController().stopRoute("changes");
        context.getRouteController().startRoute("changes");
        createFor(6);
        settleAll();
        assertThat(late()).isEmpty();
        assertThat(events).hasSize(9);
    }

    @Test
    void aRowWithALaterTimeDoesNotHideTheRowsAfterIt() throws Exception {
        List<String> ids = IntStream.range(0, 450).mapToObj(i -> {
            later(Duration.ofMillis(1));
            return create("lead " + i, Duration.ZERO);
        }).toList();
        sandbox().leads().showCurrentValuesInSearches(true).indexDelay(Duration.ofMinutes(10));
        later(Duration.ofDays(1));
        rename(ids.get(50), "changed again");
        later(Duration.ofMinutes(5)); // settled, but the index still finds the lead by its former time
        consume(TEN_MINUTES);
        poll();
        assertThat(new TreeSet<>(events)).hasSizeGreaterThanOrEqualTo(449);
        later(Duration.ofMinutes(10));
        poll();
        assertThat(new TreeSet<>(events)).hasSize(450);
        assertThat(events).hasSize(450);
    }
}
