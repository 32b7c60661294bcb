package io.github.camelhubspot.internal.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which changes are returned, in which order, and how often. */
class ChangeFeedTest {

    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration SETTLE = Duration.ofMinutes(1);
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final int ALL = Integer.MAX_VALUE;

    private final Random random = new Random(7);
    private final ChangingLeads leads = new ChangingLeads(START, random);

    private ChangeFeed feed() {
        return feed(ChangePosition.before(START));
    }

    private ChangeFeed feed(ChangePosition from) {
        return new ChangeFeed(leads, from, SETTLE, OVERLAP);
    }

    private static List<Change> round(ChangeFeed feed) {
        List<Change> all = new ArrayList<>();
        for (List<Change> page = feed.next(ALL); !page.isEmpty(); page = feed.next(ALL)) {
            all.addAll(page);
            page.forEach(feed::done);
        }
        return all;
    }

    private static List<Long> ids(List<Change> changes) {
        return changes.stream().map(change -> change.position().leadId()).toList();
    }

    private void changeAtOnce(LongStream ids) {
        ids.forEach(id -> leads.change(id, Duration.ZERO));
    }

    @Test
    void returnsAChangeWhenItIsAsOldAsTheSettleWindow() {
        leads.change(1, Duration.ZERO);
        ChangeFeed feed = feed();
        leads.pass(SETTLE.minusMillis(1));
        assertThat(round(feed)).isEmpty();
        leads.pass(Duration.ofMillis(1));
        assertThat(ids(round(feed))).containsExactly(1L);
        assertThat(feed.deliveredUpTo()).isEqualTo(new ChangePosition(START, 1));
        assertThat(round(feed)).isEmpty();
    }

    @Test
    void aRoundWithLessThanAPageOfChangesTakesOneCall() {
        ChangeFeed feed = feed();
        round(feed);
        assertThat(leads.calls()).isEqualTo(1);
        changeAtOnce(LongStream.rangeClosed(1, 199));
        leads.pass(SETTLE);
        assertThat(round(feed)).hasSize(199);
        assertThat(leads.calls()).isEqualTo(2);
    }

    @Test
    void returnsChangesInTheOrderOfTimeAndId() {
        leads.change(9, Duration.ZERO);
        leads.change(5, Duration.ZERO);
        leads.pass(Duration.ofMillis(1));
        leads.change(3, Duration.ofSeconds(20));
        leads.pass(Duration.ofMillis(1));
        leads.change(1, Duration.ZERO);
        leads.pass(SETTLE);
        assertThat(ids(round(feed()))).containsExactly(5L, 9L, 3L, 1L);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 199, 200, 201, 400, 401, 9_999, 10_000, 10_001, 25_000 })
    void returnsManyLeadsOfOneMillisecondOnceInTheOrderOfIds(int number) {
        leads.change(1_000_000, Duration.ZERO);
        leads.pass(Duration.ofMillis(1));
        changeAtOnce(LongStream.rangeClosed(1, number));
        leads.pass(Duration.ofMillis(1));
        leads.change(2_000_000, Duration.ZERO);
        leads.pass(SETTLE);
        List<Long> found = ids(round(feed()));
        assertThat(found).hasSize(number + 2).startsWith(1_000_000L, 1L).endsWith((long) number, 2_000_000L);
        assertThat(found.subList(1, number + 1)).isSorted().doesNotHaveDuplicates();
        assertThat(leads.calls()).isLessThanOrEqualTo(number / 200 + 5);
    }

    @Test
    void takesHardlyMoreCallsThanPages_forManyChanges() {
        for (long id = 1; id <= 20_000; id++) {
            leads.change(id, Duration.ZERO);
            leads.pass(Duration.ofMillis(1));
        }
        leads.pass(SETTLE);
        assertThat(round(feed())).hasSize(20_000);
        assertThat(leads.calls()).isLessThanOrEqualTo(20_000 / 199 + 2);
    }

    @Test
    void leadsThatAreEditedBetweenPagesHideNoOtherLeads() {
        for (long id = 1; id <= 2_000; id++) {
            leads.change(id, Duration.ZERO);
            leads.pass(Duration.ofMillis(1));
        }
        leads.pass(SETTLE);
        long[] next = { 1 };
        leads.afterPage(() -> {
            // leads that were read move to the end, so all later ones move up
            for (int i = 0; i < 150; i++) {
                leads.change(next[0]++, Duration.ZERO);
            }
        });
        ChangeFeed feed = feed();
        List<Long> first = ids(round(feed));
        leads.afterPage(() -> {
        });
        leads.pass(SETTLE);
        List<Long> all = new ArrayList<>(first);
        all.addAll(ids(round(feed)));
        assertThat(first).doesNotHaveDuplicates();
        assertThat(all).contains(LongStream.rangeClosed(1, 2_000).boxed().toArray(Long[]::new));
    }

    @Test
    void aRowWithALaterTimeThanTheIndexIsReturnedLaterAndHidesNoOtherLeads() {
        for (long id = 1; id <= 1_000; id++) {
            leads.change(id, Duration.ZERO);
            leads.pass(Duration.ofMillis(1));
        }
        leads.pass(SETTLE);
        for (long id = 1; id <= 1_000; id += 2) {
            leads.change(id, Duration.ofSeconds(30));
        }
        ChangeFeed feed = feed();
        List<Long> first = ids(round(feed));
        assertThat(first).allMatch(id -> id % 2 == 0).doesNotHaveDuplicates();
        leads.pass(SETTLE);
        List<Long> all = new ArrayList<>(first);
        all.addAll(ids(round(feed)));
        assertThat(all).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void returnsAChangeThatIsVisibleAfterTheSettleWindow_whenItIsNotOlderThanTheOverlap() {
        leads.change(1, Duration.ofMinutes(9));
        leads.pass(Duration.ofSeconds(1));
        leads.change(2, Duration.ZERO);
        leads.pass(Duration.ofMinutes(5));
        leads.change(3, Duration.ZERO);
        leads.pass(SETTLE);
        ChangeFeed feed = feed();
        assertThat(ids(round(feed))).containsExactly(2L, 3L);
        leads.pass(Duration.ofMinutes(5));
        ChangePosition before = feed.deliveredUpTo();
        assertThat(ids(round(feed))).containsExactly(1L);
        assertThat(feed.deliveredUpTo()).isEqualTo(before);
        assertThat(round(feed)).isEmpty();
    }

    @Test
    void doesNotReturnAChangeThatIsVisibleAfterTheOverlap() {
        leads.change(1, Duration.ofMinutes(30));
        leads.pass(Duration.ofMinutes(15));
        leads.change(2, Duration.ZERO);
        leads.pass(SETTLE);
        ChangeFeed feed = feed();
        assertThat(ids(round(feed))).containsExactly(2L);
        leads.pass(Duration.ofMinutes(30));
        assertThat(round(feed)).isEmpty();
    }

    @Test
    void theOverlapGetsShorter_whenThereAreMoreChangesThanAreRemembered() {
        leads.change(1_000_000, Duration.ofMinutes(2));
        changeAtOnce(LongStream.rangeClosed(1, 25_000));
        leads.pass(SETTLE);
        ChangeFeed feed = feed();
        assertThat(round(feed)).hasSize(25_000);
        int calls = leads.calls();
        leads.pass(SETTLE);
        assertThat(ids(round(feed))).as("its id is the last one of its millisecond").containsExactly(1_000_000L);
        assertThat(leads.calls() - calls).isLessThanOrEqualTo(ChangeFeed.REMEMBERED / 200 + 3);
    }

    @Test
    void thePositionMovesWhenAllChangesBeforeItAreDone() {
        changeAtOnce(LongStream.rangeClosed(1, 5));
        leads.pass(SETTLE);
        ChangeFeed feed = feed();
        List<Change> page = feed.next(ALL);
        assertThat(feed.deliveredUpTo()).isEqualTo(ChangePosition.before(START));
        feed.done(page.get(1));
        feed.done(page.get(4));
        assertThat(feed.deliveredUpTo()).isEqualTo(ChangePosition.before(START));
        feed.done(page.get(0));
        assertThat(feed.deliveredUpTo()).isEqualTo(page.get(1).position());
        assertThat(ids(feed.next(ALL))).as("changes that are not done are returned again").containsExactly(3L, 4L);
    }

    @Test
    void returnsALateChangeAgain_whenItIsNotDoneAlthoughThePositionIsAfterIt() {
        leads.change(1, Duration.ofMinutes(3));
        leads.pass(Duration.ofSeconds(1));
        changeAtOnce(LongStream.rangeClosed(2, 1_100));
        leads.pass(SETTLE);
        ChangeFeed feed = feed();
        assertThat(round(feed)).hasSize(1_099);
        leads.pass(Duration.ofMinutes(2));
        assertThat(ids(feed.next(ALL))).as("not returned, because too many changes followed it").isEmpty();

        leads.change(2_000_000, Duration.ofMinutes(3));
        leads.pass(Duration.ofSeconds(1));
        changeAtOnce(LongStream.rangeClosed(3_000_001, 3_000_190));
        leads.pass(SETTLE);
        assertThat(round(feed)).hasSize(190);
        changeAtOnce(LongStream.rangeClosed(4_000_001, 4_000_150));
        leads.pass(Duration.ofMinutes(3));
        List<Change> page = feed.next(ALL);
        assertThat(page.get(0).position().leadId()).isEqualTo(2_000_000);
        page.stream().skip(1).forEach(feed::done);
        assertThat(ids(feed.next(ALL))).containsExactly(2_000_000L);
    }

    @Test
    void returnsAtMostAsManyChangesAsRequestedAndTheRestLater() {
        changeAtOnce(LongStream.rangeClosed(1, 450));
        leads.pass(Duration.ofMillis(1));
        changeAtOnce(LongStream.rangeClosed(1_001, 1_130));
        leads.pass(SETTLE);
        ChangeFeed feed = feed();
        List<Long> all = new ArrayList<>();
        for (List<Change> some = feed.next(70); !some.isEmpty(); some = feed.next(70)) {
            assertThat(some).hasSizeLessThanOrEqualTo(70);
            some.forEach(feed::done);
            all.addAll(ids(some));
        }
        assertThat(all).hasSize(580).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void repeatsAFailedCallWithoutLosingChanges() {
        for (long id = 1; id <= 1_000; id++) {
            leads.change(id, Duration.ZERO);
            leads.pass(Duration.ofMillis(1));
        }
        leads.pass(SETTLE);
        int[] calls = { 0 };
        ChangeFeed feed = new ChangeFeed(query -> {
            if (++calls[0] % 2 == 0) {
                throw new IllegalStateException("no response");
            }
            return leads.fetch(query);
        }, ChangePosition.before(START), SETTLE, OVERLAP);
        List<Change> all = new ArrayList<>(feed.next(ALL));
        all.forEach(feed::done);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> feed.next(ALL)).hasMessage("no response");
            List<Change> page = feed.next(ALL);
            page.forEach(feed::done);
            all.addAll(page);
        }
        assertThat(ids(all)).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void aNewFeedContinuesAtThePositionOfTheOldOne() {
        changeAtOnce(LongStream.rangeClosed(1, 500));
        leads.pass(SETTLE);
        ChangeFeed feed = feed();
        List<Change> page = feed.next(ALL);
        page.forEach(feed::done);
        assertThat(ids(round(feed(feed.deliveredUpTo())))).hasSize(300).startsWith(201L).endsWith(500L);
    }

    @Test
    void aLeadIsReportedAsCreatedTheFirstTime() {
        leads.change(1, Duration.ZERO);
        leads.pass(SETTLE);
        ChangeFeed feed = feed(ChangePosition.before(START.minusMillis(1)));
        assertThat(round(feed)).extracting(Change::created).containsExactly(true);
        leads.change(1, Duration.ZERO);
        leads.change(2, Duration.ZERO);
        leads.pass(Duration.ofSeconds(30));
        leads.change(2, Duration.ZERO);
        leads.pass(SETTLE);
        assertThat(round(feed)).extracting(Change::leadId, Change::created)
                .containsExactly(Tuple.tuple("1", false), Tuple.tuple("2", true));
    }

    @Test
    void aLeadThatIsEditedContinuouslySinceItsCreationIsReportedAsCreated() {
        ChangeFeed feed = feed(ChangePosition.before(START.minusMillis(1)));
        for (int i = 0; i < 5; i++) {
            leads.change(1, Duration.ZERO);
            leads.pass(Duration.ofSeconds(1));
            leads.change(2 + i, Duration.ZERO);
            leads.pass(SETTLE.minusSeconds(10));
            assertThat(round(feed)).extracting(Change::leadId).doesNotContain("1");
        }
        leads.pass(SETTLE);
        assertThat(round(feed)).filteredOn(change -> change.leadId().equals("1")).extracting(Change::created)
                .containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4 })
    void returnsTheLastChangeOfEveryLeadOnce_whateverHappens(long seed) {
        Random chance = new Random(seed);
        ChangingLeads changing = new ChangingLeads(START, chance);
        Map<Long, Instant> returned = new HashMap<>();
        HashSet<ChangePosition> positions = new HashSet<>();
        Runnable some = () -> {
            for (int i = chance.nextInt(40); i > 0; i--) {
                changing.change(1 + chance.nextInt(3_000), Duration.ofMillis(chance.nextLong(SETTLE.toMillis() + 1)));
                changing.pass(Duration.ofMillis(chance.nextInt(3) * (long) chance.nextInt(100)));
            }
        };
        changing.afterPage(some);
        ChangeFeed feed = new ChangeFeed(changing, ChangePosition.before(START), SETTLE, OVERLAP);
        for (int poll = 0; poll < 200; poll++) {
            some.run();
            if (poll % 50 == 17) { // a burst
                LongStream.rangeClosed(1, 700).forEach(id -> changing.change(id,
                        Duration.ofMillis(chance.nextLong(SETTLE.toMillis() + 1))));
            }
            if (chance.nextInt(40) == 0) { // a restart
                feed = new ChangeFeed(changing, feed.deliveredUpTo(), SETTLE, OVERLAP);
            }
            if (poll == 190) {
                changing.afterPage(() -> {
                });
            }
            changing.pass(Duration.ofSeconds(chance.nextInt(poll > 190 ? 60 : 8)));
            int maximum = chance.nextBoolean() ? ALL : 1 + chance.nextInt(300);
            boolean failing = chance.nextInt(5) == 0;
            int pages = 20; // more leads may change meanwhile than are returned, so a round need not end
            for (List<Change> page = feed.next(maximum); !page.isEmpty() && pages > 0; page = feed.next(maximum), pages--) {
                int successful = failing ? chance.nextInt(page.size()) : page.size();
                for (Change change : page.subList(0, successful)) {
                    feed.done(change);
                    assertThat(positions.add(change.position())).as("returned once: %s", change.position()).isTrue();
                    Instant previous = returned.put(change.position().leadId(), change.modified());
                    if (previous != null) {
                        assertThat(previous).as("the previous change of lead %s", change.leadId()).isBefore(change.modified());
                    }
                }
                if (failing) {
                    break;
                }
            }
        }
        changing.pass(SETTLE.multipliedBy(2));
        for (Change change : round(feed)) {
            returned.put(change.position().leadId(), change.modified());
        }
        for (Change change : round(feed)) {
            returned.put(change.position().leadId(), change.modified());
        }
        assertThat(returned).isEqualTo(changing.current());
    }
}
