package io.github.camelhubspot.internal.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

/** Full pages with rows that have a later time than the one by which the index found them. */
class ChangeFeedNewerRowsTest {

    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration SETTLE = Duration.ofMinutes(1);
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final int ALL = Integer.MAX_VALUE;

    private final ChangingLeads leads = new ChangingLeads(START, new Random(7));

    /** Changes one lead per millisecond. */
    private void change(LongStream ids, Duration delay) {
        ids.forEach(id -> {
            leads.change(id, delay);
            leads.pass(Duration.ofMillis(1));
        });
    }

    private static List<Long> round(ChangeFeed feed) {
        List<Long> ids = new ArrayList<>();
        for (List<Change> page = feed.next(ALL); !page.isEmpty(); page = feed.next(ALL)) {
            page.forEach(change -> ids.add(change.position().leadId()));
            page.forEach(feed::done);
        }
        return ids;
    }

    @Test
    void leadsWithAnIndexDelayLongerThanTheOverlapHideNoOtherLeads() {
        change(LongStream.rangeClosed(1, 1_000), Duration.ZERO);
        leads.pass(Duration.ofDays(1));
        change(LongStream.rangeClosed(90, 110), Duration.ofHours(1)); // longer than settle window and overlap
        leads.change(500, Duration.ofHours(1));
        leads.pass(Duration.ofMinutes(30));
        ChangeFeed feed = new ChangeFeed(leads, ChangePosition.before(START), SETTLE, OVERLAP);
        assertThat(new TreeSet<>(round(feed))).containsAll(LongStream.rangeClosed(1, 1_000)
                .filter(id -> (id < 90 || id > 110) && id != 500).boxed().toList());
        assertThat(leads.calls()).isLessThan(15);
    }

    @Test
    void leadsThatChangeContinuouslyDoNotDelayASettledOne() {
        change(LongStream.rangeClosed(1, 300), Duration.ZERO);
        leads.change(1_000, Duration.ZERO);
        leads.pass(SETTLE);
        // all other leads have just changed again: a page without a settled change, although the index is up to date
        change(LongStream.rangeClosed(1, 300), Duration.ofSeconds(30));
        ChangeFeed feed = new ChangeFeed(leads, ChangePosition.before(START), SETTLE, OVERLAP);
        assertThat(round(feed)).containsExactly(1_000L);
    }

    @Test
    void readsAFullPageOfOneTimeById() {
        LongStream.rangeClosed(1, 500).forEach(id -> leads.change(id, Duration.ZERO));
        leads.pass(SETTLE);
        ChangeFeed feed = new ChangeFeed(leads, ChangePosition.before(Instant.EPOCH), SETTLE, OVERLAP);
        assertThat(round(feed)).containsExactlyElementsOf(LongStream.rangeClosed(1, 500).boxed().toList());
    }

    @Test
    void endsTheRound_whenAPageHasUnsettledChangesOnly() {
        leads.change(1_000, Duration.ZERO);
        leads.pass(SETTLE);
        change(LongStream.rangeClosed(1, 300), Duration.ZERO);
        ChangeFeed feed = new ChangeFeed(leads, ChangePosition.before(START), SETTLE, OVERLAP);
        assertThat(round(feed)).containsExactly(1_000L);
        assertThat(leads.calls()).isLessThan(10);
    }
}
