package io.github.camelhubspot.internal.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps over the archived leads. */
class ArchivedSweepTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<Change> archived = new ArrayList<>();
    private final List<String> cursors = new ArrayList<>();
    private Instant now = NOW;

    /** Returns two leads per page; the cursor is the index of the first one. */
    private ArchivedSource.Page page(String after) {
        cursors.add(after);
        if ("expired".equals(after)) {
            throw new HubSpotValidationException(HubSpotError.local("hubspot-leads:list", "no such cursor", 1), null);
        }
        int from = after == null ? 0 : Integer.parseInt(after);
        int to = Math.min(from + 2, archived.size());
        return new ArchivedSource.Page(archived.subList(Math.min(from, to), to), to < archived.size() ? "" + to : null, now);
    }

    private void archive(long id, Instant at) {
        archived.add(new Change(new ChangePosition(at, id), Map.of("id", "" + id), false));
    }

    private ArchivedSweep sweep(SweepPosition start) {
        return new ArchivedSweep(this::page, start, MINUTE);
    }

    private static List<Long> ids(List<Change> changes) {
        return changes.stream().map(change -> change.position().leadId()).toList();
    }

    @Test
    void returnsPageAfterPageAndThenAnEmptyList() {
        for (int id = 1; id <= 5; id++) {
            archive(id, NOW.minusSeconds(600 - id));
        }
        ArchivedSweep sweep = sweep(SweepPosition.since(Instant.EPOCH));
        for (List<Long> expected : List.of(List.of(1L, 2L), List.of(3L, 4L), List.of(5L))) {
            List<Change> page = sweep.next(200);
            assertThat(ids(page)).isEqualTo(expected);
            page.forEach(sweep::done);
        }
        assertThat(sweep.sweepPosition()).isEqualTo(SweepPosition.since(NOW.minus(MINUTE)));
        assertThat(sweep.next(200)).isEmpty();
        assertThat(sweep.next(200)).as("the next sweep").isEmpty();
        assertThat(cursors).containsExactly(null, "2", "4", null, "2", "4");
    }

    @Test
    void returnsALeadWhenItIsOlderThanTheSettleWindow() {
        archive(1, NOW.minusSeconds(30));
        ArchivedSweep sweep = sweep(SweepPosition.since(NOW.minusSeconds(600)));
        assertThat(sweep.next(200)).isEmpty();
        now = NOW.plusSeconds(31);
        assertThat(ids(sweep.next(200))).containsExactly(1L);
    }

    @Test
    void omitsLeadsThatWereArchivedBeforeTheStart() {
        archive(1, NOW.minusSeconds(600));
        archive(2, NOW.minusSeconds(599));
        assertThat(ids(sweep(SweepPosition.since(NOW.minusSeconds(600))).next(200))).containsExactly(2L);
    }

    @Test
    void movesByPagesAndReturnsLeadsThatAreNotDoneAgain() {
        for (int id = 1; id <= 4; id++) {
            archive(id, NOW.minusSeconds(600));
        }
        ArchivedSweep sweep = sweep(SweepPosition.since(Instant.EPOCH));
        assertThat(ids(sweep.next(1))).containsExactly(1L);
        List<Change> page = sweep.next(200);
        assertThat(ids(page)).containsExactly(1L, 2L);
        sweep.done(page.get(1));
        assertThat(sweep.sweepPosition().after()).isNull();
        assertThat(ids(sweep.next(200))).containsExactly(1L);
        sweep.done(page.get(0));
        assertThat(sweep.sweepPosition()).isEqualTo(new SweepPosition(Instant.EPOCH, NOW.minus(MINUTE), "2"));
        assertThat(ids(sweep(SweepPosition.parse(sweep.position())).next(200))).containsExactly(3L, 4L);
        assertThat(cursors).containsExactly(null, "2");
    }

    @Test
    void restartsTheSweep_whenItsStoredCursorHasExpired() {
        archive(1, NOW.minusSeconds(600));
        ArchivedSweep sweep = sweep(new SweepPosition(Instant.EPOCH, NOW.minusSeconds(300), "expired"));
        assertThat(ids(sweep.next(200))).containsExactly(1L);
        assertThat(cursors).containsExactly("expired", null);
        assertThat(sweep.sweepPosition().to()).isEqualTo(NOW.minusSeconds(300));
    }

    @ParameterizedTest
    @ValueSource(strings = { "x", "{\"version\":1}", "{\"version\":1,\"archived\":{\"from\":1}}",
            "{\"version\":1,\"archived\":{\"from\":\"soon\"}}",
            "{\"version\":1,\"modified\":\"2026-11-22T08:00:00Z\",\"leadId\":\"1\"}" })
    void rejectsATextThatIsNotAPosition(String text) {
        assertThatThrownBy(() -> SweepPosition.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a position");
    }
}
