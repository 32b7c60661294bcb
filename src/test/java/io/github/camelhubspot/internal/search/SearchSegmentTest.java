package io.github.camelhubspot.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.github.camelhubspot.internal.operation.Calls;
import io.github.camelhubspot.internal.search.FakeSearch.Lead;
import io.github.camelhubspot.leads.LeadsOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks over more than HubSpot gives for one search. */
class SearchSegmentTest {

    private static final long FIRST_ID = 45_000_000_000L;
    private static final long MOMENT = 1_790_000_000_000L;
    private static final int LIMIT = 200;
    private static final int CAP = 10_000;

    private static Map<String, Object> sortedBy(String property, boolean descending) {
        return Map.of("limit", LIMIT, "sorts", List.of(Map.of("propertyName", property, "direction",
                descending ? "DESCENDING" : "ASCENDING")));
    }

    /** Leads with these values, in no order of ids. */
    private static List<Lead> leads(LongStream values, long seed) {
        List<Lead> leads = new ArrayList<>();
        values.forEach(value -> leads.add(new Lead(FIRST_ID + leads.size(), value)));
        List<Long> ids = new ArrayList<>(leads.stream().map(Lead::id).toList());
        Collections.shuffle(ids, new Random(seed));
        return IntStream.range(0, leads.size()).mapToObj(i -> new Lead(ids.get(i), leads.get(i).value())).toList();
    }

    private static List<Long> walk(FakeSearch fake, Map<String, Object> search) {
        SearchOrder order = SearchOrder.of(search, Calls.input(LeadsOperation.search, null));
        SearchSegment window = SearchSegment.first(order, (String) search.get("after"));
        List<Long> ids = new ArrayList<>();
        HashSet<String> cursors = new HashSet<>();
        while (window != null) {
            assertThat(cursors.add(window.text())).as("a new cursor: %s", window.text()).isTrue();
            Map<String, Object> request = new LinkedHashMap<>(search);
            window.into(request);
            FakeSearch.Answer answer = fake.search(request);
            SearchSegment.Step step = window.step(answer.leads(), answer.total(), answer.after(), (Integer) search.get("limit"), true);
            step.leads().forEach(lead -> ids.add(Long.valueOf((String) ((Map<?, ?>) lead).get("id"))));
            window = step.next();
        }
        return ids;
    }

    /** @return the walk's ids, which are all, each once, and in order of the values */
    private static List<Long> complete(List<Lead> leads, FakeSearch fake, Map<String, Object> search, boolean descending) {
        List<Long> ids = walk(fake, search);
        assertThat(ids).hasSameSizeAs(leads);
        Map<Long, Long> values = new HashMap<>();
        leads.forEach(lead -> values.put(lead.id(), lead.value()));
        assertThat(values.keySet()).isEqualTo(new HashSet<>(ids));
        Comparator<Long> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        List<Long> walked = ids.stream().map(values::get).filter(Objects::nonNull).toList();
        assertThat(walked).isSortedAccordingTo(order);
        return ids;
    }

    private static int pages(int leads) {
        return Math.max(1, (leads + LIMIT - 1) / LIMIT);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 199, 200, 201, 9_999, 10_000, 10_001, 25_000, 60_000 })
    void byIdEveryPageIsWhatComesAfterTheLastLead(int count) {
        List<Lead> leads = leads(LongStream.range(0, count).map(i -> MOMENT), count);
        FakeSearch fake = new FakeSearch(leads, FakeSearch.MOMENT, false);
        List<Long> ids = walk(fake, Map.of("limit", LIMIT));
        assertThat(ids).isEqualTo(LongStream.range(FIRST_ID, FIRST_ID + count).boxed().toList());
        assertThat(fake.calls()).isEqualTo(pages(count));
        FakeSearch other = new FakeSearch(leads, FakeSearch.MOMENT, false);
        List<Long> down = walk(other, sortedBy("hs_object_id", true));
        assertThat(down).hasSize(count).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
        assertThat(other.calls()).isEqualTo(pages(count));
    }

    @ParameterizedTest
    @CsvSource({ "0, false", "1, true", "200, false", "9999, false", "9999, true", "10000, false", "10000, true" })
    void whatHubSpotGivesForOneSearchIsReadAsOneSearch(int count, boolean descending) {
        List<Lead> leads = leads(LongStream.range(0, count).map(i -> MOMENT + i / 3_000), count);
        FakeSearch fake = new FakeSearch(leads, FakeSearch.MOMENT, false);
        complete(leads, fake, sortedBy(FakeSearch.MOMENT, descending), descending);
        assertThat(fake.calls()).isEqualTo(pages(count));
        assertThat(fake.searches()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({ "10001, false", "10001, true", "25000, false", "25000, true", "40199, false" })
    void leadsOfOneMillisecondAreReadById(int count, boolean descending) {
        List<Lead> leads = leads(LongStream.range(0, count).map(i -> MOMENT), count);
        FakeSearch fake = new FakeSearch(leads, FakeSearch.MOMENT, false);
        complete(leads, fake, sortedBy(FakeSearch.MOMENT, descending), descending);
        assertThat(fake.calls()).isLessThanOrEqualTo(count / LIMIT + 2 * (count / CAP + 1));
    }

    @ParameterizedTest
    @CsvSource({ "10001, false", "25000, false", "25000, true", "50000, false" })
    void differentValuesAreReadWindowByWindow(int count, boolean descending) {
        List<Lead> leads = leads(LongStream.range(0, count).map(i -> MOMENT + 7 * i), count);
        FakeSearch fake = new FakeSearch(leads, FakeSearch.MOMENT, false);
        complete(leads, fake, sortedBy(FakeSearch.MOMENT, descending), descending);
        assertThat(fake.searches()).isLessThanOrEqualTo((count - 2) / 9_000 + 1);
        assertThat(fake.calls()).isLessThanOrEqualTo(count / LIMIT + 2 * (count / CAP + 1));
    }

    /** Runs of equal values of a length that is typical for the seed, from single ones to more than HubSpot gives. */
    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24 })
    void noLeadIsMissedOrRepeatedHoweverTheValuesAreSpread(long seed) {
        Random random = new Random(seed);
        int count = 9_000 + random.nextInt(30_000);
        int typical = 1 << random.nextInt(15);
        int limit = List.of(200, 200, 100, 37).get(random.nextInt(4));
        int missing = random.nextInt(3) == 0 ? random.nextInt(12_000) : random.nextInt(3);
        List<Long> values = new ArrayList<>();
        long value = random.nextInt(1_000);
        while (values.size() < count) {
            int run = 1 + random.nextInt(2 * typical);
            for (int i = 0; i < run && values.size() < count; i++) {
                values.add(value);
            }
            value += 1 + random.nextInt(50);
        }
        List<Lead> leads = new ArrayList<>(leads(values.stream().mapToLong(Long::longValue), seed));
        for (int i = 0; i < missing; i++) {
            leads.add(new Lead(FIRST_ID * 2 + i, null));
        }
        boolean descending = random.nextBoolean();
        FakeSearch fake = new FakeSearch(leads, FakeSearch.NUMBER, random.nextBoolean());
        Map<String, Object> search = new LinkedHashMap<>(sortedBy(FakeSearch.NUMBER, descending));
        search.put("limit", limit);
        complete(leads, fake, search, descending);
        assertThat(fake.calls()).isLessThanOrEqualTo(leads.size() / limit
                + (limit == LIMIT ? 2 : 2 + SeenLeads.LONG_RUN / limit) * fake.searches());
    }

    @ParameterizedTest
    @CsvSource({ "9799, 400", "9999, 2", "9199, 399", "8999, 401", "9999, 401", "8600, 399", "8601, 400" })
    void aRunAcrossTheEndOfAWindowIsComplete(int before, int run) {
        List<Lead> leads = leads(LongStream.range(0, 25_000)
                .map(i -> i < before ? i : i < before + run ? before : i), before);
        FakeSearch fake = new FakeSearch(leads, FakeSearch.NUMBER, false);
        complete(leads, fake, sortedBy(FakeSearch.NUMBER, false), false);
        assertThat(fake.calls()).isLessThanOrEqualTo(25_000 / LIMIT + 2 * fake.searches());
    }

    @ParameterizedTest
    @CsvSource({ "5000, 6000, false", "5000, 6000, true", "12000, 1, false", "12000, 1, true", "3, 12000, false",
        "3, 12000, true", "0, 12000, false", "12000, 12000, true" })
    void leadsWithoutAValueAreNotForgotten(int valued, int missing, boolean missingFirst) {
        List<Lead> leads = new ArrayList<>(leads(LongStream.range(0, valued), valued));
        for (int i = 0; i < missing; i++) {
            leads.add(new Lead(FIRST_ID * 2 + i, null));
        }
        for (boolean descending : new boolean[] { false, true }) {
            FakeSearch fake = new FakeSearch(leads, FakeSearch.NUMBER, missingFirst);
            complete(leads, fake, sortedBy(FakeSearch.NUMBER, descending), descending);
            assertThat(fake.calls()).isLessThanOrEqualTo(leads.size() / LIMIT + 2 * fake.searches());
        }
    }

    @Test
    void threeHundredThousandLeadsTakeAsManyCallsAsTheyHavePages() {
        int count = 300_000;
        List<Lead> leads = leads(LongStream.range(0, count).map(i -> MOMENT + i / 150), 1);
        FakeSearch fake = new FakeSearch(leads, FakeSearch.MOMENT, false);
        complete(leads, fake, sortedBy(FakeSearch.MOMENT, false), false);
        assertThat(fake.calls()).isLessThanOrEqualTo(count / LIMIT + 2 * (count / CAP));
    }

    @Test
    void everyGroupGetsTheFiltersOfTheWindow() {
        Map<String, Object> own = Map.of("propertyName", FakeSearch.NUMBER, "operator", "LT", "value", "11000");
        Map<String, Object> other = Map.of("propertyName", FakeSearch.NUMBER, "operator", "GTE", "value", "14000");
        Map<String, Object> search = Map.of("limit", LIMIT, "filterGroups", List.of(Map.of("filters", List.of(own)),
                Map.of("filters", List.of(other))));
        List<Lead> leads = leads(LongStream.range(0, 26_000), 3);
        List<Long> wanted = leads.stream().filter(lead -> lead.value() < 11_000 || lead.value() >= 14_000).map(Lead::id)
                .sorted().toList();
        assertThat(walk(new FakeSearch(leads, FakeSearch.NUMBER, false), search)).isEqualTo(wanted);
        Map<String, Object> sorted = new LinkedHashMap<>(search);
        sorted.putAll(sortedBy(FakeSearch.NUMBER, true));
        assertThat(walk(new FakeSearch(leads, FakeSearch.NUMBER, false), sorted)).hasSameSizeAs(wanted)
                .satisfies(ids -> assertThat(new HashSet<>(ids)).isEqualTo(new HashSet<>(wanted)));
    }

    @Test
    void aWalkBeginsWhereTheSearchSays() {
        List<Lead> leads = leads(LongStream.range(0, 15_000), 3);
        Map<String, Object> search = new LinkedHashMap<>(sortedBy(FakeSearch.NUMBER, false));
        search.put("after", "9500");
        FakeSearch fake = new FakeSearch(leads, FakeSearch.NUMBER, false);
        assertThat(walk(fake, search)).hasSize(5_500).doesNotHaveDuplicates();
        assertThat(walk(fake, Map.of("limit", LIMIT, "after", "9800"))).hasSize(5_200).doesNotHaveDuplicates();
    }

    @Test
    void whereFiltersCannotBeAddedTheWalkEndsAtOnceIfThereIsTooMuch() {
        SearchOrder order = SearchOrder.of(sortedBy(FakeSearch.NUMBER, false), Calls.input(LeadsOperation.search, null));
        List<?> page = List.of(Map.of("id", "1", "properties", Map.of(FakeSearch.NUMBER, "1")));
        for (SearchSegment first : List.of(SearchSegment.first(order, null),
                SearchSegment.first(new SearchOrder("hs_object_id", false, false, false), null))) {
            assertThat(first.step(page, 10_000L, "200", LIMIT, false).next().after()).isEqualTo("200");
            assertThatThrownBy(() -> first.step(page, 10_001L, "200", LIMIT, false))
                    .isInstanceOf(SearchSegment.NoRoomException.class);
        }
    }

    @Test
    void anEmptyPageWithACursorIsFollowed() {
        SearchSegment first = SearchSegment.first(new SearchOrder("hs_object_id", false, false, false), null);
        SearchSegment second = first.step(List.of(Map.of("id", "7"), Map.of("id", "3")), 4L, "2", LIMIT, true).next();
        assertThat(second.text()).contains("beyond id 7").doesNotContain("after");
        assertThat(second.step(List.of(), 4L, "5", LIMIT, true).next().after()).isEqualTo("5");
    }

    @Test
    void aLeadThatWasChangedMeanwhileIsNotTakenForTheOneBefore() {
        SearchOrder order = new SearchOrder(FakeSearch.NUMBER, false, true, false);
        SeenLeads seen = SeenLeads.NONE.and(List.of(Map.of("id", "7", "properties", Map.of(FakeSearch.NUMBER, "1"))), order);
        assertThat(seen.contains(order, Map.of("id", "7", "properties", Map.of(FakeSearch.NUMBER, "1")))).isTrue();
        assertThat(seen.contains(order, Map.of("id", "7", "properties", Map.of(FakeSearch.NUMBER, "2")))).isFalse();
        assertThat(seen.contains(order, Map.of("id", "7", "properties", Map.of()))).isFalse();
    }

    @Test
    void whatIsRememberedDoesNotGrow() {
        SearchOrder order = new SearchOrder(FakeSearch.NUMBER, false, true, false);
        SeenLeads seen = SeenLeads.NONE;
        for (int i = 0; i < 50; i++) {
            int from = i * LIMIT;
            seen = seen.and(IntStream.range(from, from + LIMIT).mapToObj(id -> Map.of("id", String.valueOf(id), "properties",
                    Map.of(FakeSearch.NUMBER, "1"))).toList(), order);
        }
        assertThat(seen.recent()).hasSize(800).containsKeys("9200", "9999");
        assertThat(seen.run()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aServerThatIgnoresTheFilterOnTheIdEndsTheWalk(boolean descending) {
        Map<String, Object> search = sortedBy(SearchOrder.ID, descending);
        FakeSearch fake = new FakeSearch(leads(LongStream.range(0, 1_000), 1), FakeSearch.NUMBER, false);
        SearchOrder order = SearchOrder.of(search, Calls.input(LeadsOperation.search, null));
        Map<String, Object> request = new LinkedHashMap<>(search);
        SearchSegment first = SearchSegment.first(order, null);
        first.into(request);
        FakeSearch.Answer page = fake.search(request);
        SearchSegment second = first.step(page.leads(), page.total(), page.after(), LIMIT, true).next();
        assertThatThrownBy(() -> second.step(page.leads(), page.total(), page.after(), LIMIT, true))
                .isInstanceOf(SearchSegment.NoProgressException.class).hasMessageContaining("would never end");
        // an empty page with a cursor may still come
        assertThat(second.step(List.of(), page.total(), page.after(), LIMIT, true).next()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { SearchOrder.ID, FakeSearch.NUMBER })
    void leadsWithoutAnIdAreHandedOutAsTheyCome(String property) {
        SearchOrder order = SearchOrder.of(sortedBy(property, false), Calls.input(LeadsOperation.search, null));
        List<?> unnamed = List.of(Map.of("properties", Map.of()), Map.of("properties", Map.of()));
        SearchSegment.Step first = SearchSegment.first(order, null).step(unnamed, 4L, "2", 2, true);
        assertThat(first.leads()).isEqualTo(unnamed);
        assertThat(first.next().step(unnamed, 4L, null, 2, true).leads()).isEqualTo(unnamed);
    }
}
