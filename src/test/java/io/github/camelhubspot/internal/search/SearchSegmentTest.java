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

/** Walks over more results than HubSpot returns for one search. */
class SearchSegmentTest {

    private static final long FIRST_ID = 45_000_000_000L;
    private static final long MOMENT = 1_790_000_000_000L;
    private static final int LIMIT = 200;
    private static final int MAX_RESULTS = 10_000;

    private static Map<String, Object> sortedBy(String property, boolean descending) {
        return Map.of("limit", LIMIT, "sorts", List.of(Map.of("propertyName", property, "direction",
                descending ? "DESCENDING" : "ASCENDING")));
    }

    /** Leads with these values and shuffled ids. */
    private static List<Lead> leads(LongStream values, long seed) {
        List<Lead> leads = new ArrayList<>();
        values.forEach(value -> leads.add(new Lead(FIRST_ID + leads.size(), value)));
        List<Long> ids = new ArrayList<>(leads.stream().map(Lead::id).toList());
        Collections.shuffle(ids, new Random(seed));
        return IntStream.range(0, leads.size()).mapToObj(i -> new Lead(ids.get(i), leads.get(i).value())).toList();
    }

    private static List<Long> walk(FakeSearch fake, Map<String, Object> search) {
        SearchOrder order = SearchOrder.of(search, Calls.input(LeadsOperation.search, null));
        SearchSegment segment = SearchSegment.first(order, (String) search.get("after"));
        List<Long> ids = new ArrayList<>();
        HashSet<String> cursors = new HashSet<>();
        while (segment != null) {
            assertThat(cursors.add(segment.text())).as("a new cursor: %s", segment.text()).isTrue();
            Map<String, Object> request = new LinkedHashMap<>(search);
            segment.into(request);
            FakeSearch.Response response = fake.search(request);
            SearchSegment.Step step = segment.step(response.leads(), response.total(), response.after(),
                    (Integer) search.get("limit"), true);
            step.leads().forEach(lead -> ids.add(Long.valueOf((String) ((Map<?, ?>) lead).get("id"))));
            segment = step.next();
        }
        return ids;
    }

    /** Walks over all leads, and asserts that each is returned once and in the order of the values. */
    private static List<Long> walkOverAll(List<Lead> leads, FakeSearch fake, Map<String, Object> search, boolean descending) {
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
    void inTheOrderOfIdsEveryPageBeginsAfterTheLastLead(int count) {
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
    void takesOneSearch_whenHubSpotReturnsAllResultsOfIt(int count, boolean descending) {
        List<Lead> leads = leads(LongStream.range(0, count).map(i -> MOMENT + i / 3_000), count);
        FakeSearch fake = new FakeSearch(leads, FakeSearch.MOMENT, false);
        walkOverAll(leads, fake, sortedBy(FakeSearch.MOMENT, descending), descending);
        assertThat(fake.calls()).isEqualTo(pages(count));
        assertThat(fake.searches()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({ "10001, false", "10001, true", "25000, false", "25000, true", "40199, false" })
    void readsLeadsWithOneValueById(int count, boolean descending) {
        List<Lead> leads = leads(LongStream.range(0, count).map(i -> MOMENT), count);
        FakeSearch fake = new FakeSearch(leads, FakeSearch.MOMENT, false);
        walkOverAll(leads, fake, sortedBy(FakeSearch.MOMENT, descending), descending);
        assertThat(fake.calls()).isLessThanOrEqualTo(count / LIMIT + 2 * (count / MAX_RESULTS + 1));
    }

    @ParameterizedTest
    @CsvSource({ "10001, false", "25000, false", "25000, true", "50000, false" })
    void readsDifferentValuesSegmentBySegment(int count, boolean descending) {
        List<Lead> leads = leads(LongStream.range(0, count).map(i -> MOMENT + 7 * i), count);
        FakeSearch fake = new FakeSearch(leads, FakeSearch.MOMENT, false);
        walkOverAll(leads, fake, sortedBy(FakeSearch.MOMENT, descending), descending);
        assertThat(fake.searches()).isLessThanOrEqualTo((count - 2) / 9_000 + 1);
        assertThat(fake.calls()).isLessThanOrEqualTo(count / LIMIT + 2 * (count / MAX_RESULTS + 1));
    }

    /** Runs of equal values, from single ones to more than HubSpot returns for one search. */
    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24 })
    void missesOrRepeatsNoLead_whateverTheDistributionOfTheValues(long seed) {
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
        walkOverAll(leads, fake, search, descending);
        assertThat(fake.calls()).isLessThanOrEqualTo(leads.size() / limit
                + (limit == LIMIT ? 2 : 2 + SeenLeads.LONG_RUN / limit) * fake.searches());
    }

    @ParameterizedTest
    @CsvSource({ "9799, 400", "9999, 2", "9199, 399", "8999, 401", "9999, 401", "8600, 399", "8601, 400" })
    void readsARunAcrossTheEndOfASegmentCompletely(int before, int run) {
        List<Lead> leads = leads(LongStream.range(0, 25_000)
                .map(i -> i < before ? i : i < before + run ? before : i), before);
        FakeSearch fake = new FakeSearch(leads, FakeSearch.NUMBER, false);
        walkOverAll(leads, fake, sortedBy(FakeSearch.NUMBER, false), false);
        assertThat(fake.calls()).isLessThanOrEqualTo(25_000 / LIMIT + 2 * fake.searches());
    }

    @ParameterizedTest
    @CsvSource({ "5000, 6000, false", "5000, 6000, true", "12000, 1, false", "12000, 1, true", "3, 12000, false",
        "3, 12000, true", "0, 12000, false", "12000, 12000, true" })
    void readsLeadsWithoutAValue(int valued, int missing, boolean missingFirst) {
        List<Lead> leads = new ArrayList<>(leads(LongStream.range(0, valued), valued));
        for (int i = 0; i < missing; i++) {
            leads.add(new Lead(FIRST_ID * 2 + i, null));
        }
        for (boolean descending : new boolean[] { false, true }) {
            FakeSearch fake = new FakeSearch(leads, FakeSearch.NUMBER, missingFirst);
            walkOverAll(leads, fake, sortedBy(FakeSearch.NUMBER, descending), descending);
            assertThat(fake.calls()).isLessThanOrEqualTo(leads.size() / LIMIT + 2 * fake.searches());
        }
    }

    @Test
    void takesHardlyMoreCallsThanPages_forThreeHundredThousandLeads() {
        int count = 300_000;
        List<Lead> leads = leads(LongStream.range(0, count).map(i -> MOMENT + i / 150), 1);
        FakeSearch fake = new FakeSearch(leads, FakeSearch.MOMENT, false);
        walkOverAll(leads, fake, sortedBy(FakeSearch.MOMENT, false), false);
        assertThat(fake.calls()).isLessThanOrEqualTo(count / LIMIT + 2 * (count / MAX_RESULTS));
    }

    @Test
    void addsTheFiltersOfTheSegmentToEveryGroup() {
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
    void beginsAtTheCursorOfTheSearch() {
        List<Lead> leads = leads(LongStream.range(0, 15_000), 3);
        Map<String, Object> search = new LinkedHashMap<>(sortedBy(FakeSearch.NUMBER, false));
        search.put("after", "9500");
        FakeSearch fake = new FakeSearch(leads, FakeSearch.NUMBER, false);
        assertThat(walk(fake, search)).hasSize(5_500).doesNotHaveDuplicates();
        assertThat(walk(fake, Map.of("limit", LIMIT, "after", "9800"))).hasSize(5_200).doesNotHaveDuplicates();
    }

    @Test
    void failsAtOnce_whenThereAreTooManyResultsAndNoFiltersCanBeAdded() {
        SearchOrder order = SearchOrder.of(sortedBy(FakeSearch.NUMBER, false), Calls.input(LeadsOperation.search, null));
        List<?> page = List.of(Map.of("id", "1", "properties", Map.of(FakeSearch.NUMBER, "1")));
        for (SearchSegment first : List.of(SearchSegment.first(order, null),
                SearchSegment.first(new SearchOrder("hs_object_id", false, false, false), null))) {
            assertThat(first.step(page, 10_000L, "200", LIMIT, false).next().after()).isEqualTo("200");
            assertThatThrownBy(() -> first.step(page, 10_001L, "200", LIMIT, false))
                    .isInstanceOf(SearchSegment.TooManyResultsException.class);
        }
    }

    @Test
    void followsTheCursorOfAnEmptyPage() {
        SearchSegment first = SearchSegment.first(new SearchOrder("hs_object_id", false, false, false), null);
        SearchSegment second = first.step(List.of(Map.of("id", "7"), Map.of("id", "3")), 4L, "2", LIMIT, true).next();
        assertThat(second.text()).contains("lastId=7").doesNotContain("after=");
        assertThat(second.step(List.of(), 4L, "5", LIMIT, true).next().after()).isEqualTo("5");
    }

    @Test
    void aLeadThatWasChangedMeanwhileCountsAsNew() {
        SearchOrder order = new SearchOrder(FakeSearch.NUMBER, false, true, false);
        SeenLeads seen = SeenLeads.NONE.plus(List.of(Map.of("id", "7", "properties", Map.of(FakeSearch.NUMBER, "1"))), order);
        assertThat(seen.contains(order, Map.of("id", "7", "properties", Map.of(FakeSearch.NUMBER, "1")))).isTrue();
        assertThat(seen.contains(order, Map.of("id", "7", "properties", Map.of(FakeSearch.NUMBER, "2")))).isFalse();
        assertThat(seen.contains(order, Map.of("id", "7", "properties", Map.of()))).isFalse();
    }

    @Test
    void remembersALimitedNumberOfLeads() {
        SearchOrder order = new SearchOrder(FakeSearch.NUMBER, false, true, false);
        SeenLeads seen = SeenLeads.NONE;
        for (int i = 0; i < 50; i++) {
            int from = i * LIMIT;
            seen = seen.plus(IntStream.range(from, from + LIMIT).mapToObj(id -> Map.of("id", String.valueOf(id), "properties",
                    Map.of(FakeSearch.NUMBER, "1"))).toList(), order);
        }
        assertThat(seen.recent()).hasSize(800).containsKeys("9200", "9999");
        assertThat(seen.run()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void failsWhenHubSpotIgnoresTheFilterOnTheId(boolean descending) {
        Map<String, Object> search = sortedBy(SearchOrder.ID, descending);
        FakeSearch fake = new FakeSearch(leads(LongStream.range(0, 1_000), 1), FakeSearch.NUMBER, false);
        SearchOrder order = SearchOrder.of(search, Calls.input(LeadsOperation.search, null));
        Map<String, Object> request = new LinkedHashMap<>(search);
        SearchSegment first = SearchSegment.first(order, null);
        first.into(request);
        FakeSearch.Response page = fake.search(request);
        SearchSegment second = first.step(page.leads(), page.total(), page.after(), LIMIT, true).next();
        assertThatThrownBy(() -> second.step(page.leads(), page.total(), page.after(), LIMIT, true))
                .isInstanceOf(SearchSegment.NoProgressException.class).hasMessageContaining("would never end");
        // an empty page with a cursor is possible
        assertThat(second.step(List.of(), page.total(), page.after(), LIMIT, true).next()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { SearchOrder.ID, FakeSearch.NUMBER })
    void returnsLeadsWithoutAnIdUnchanged(String property) {
        SearchOrder order = SearchOrder.of(sortedBy(property, false), Calls.input(LeadsOperation.search, null));
        List<?> unnamed = List.of(Map.of("properties", Map.of()), Map.of("properties", Map.of()));
        SearchSegment.Step first = SearchSegment.first(order, null).step(unnamed, 4L, "2", 2, true);
        assertThat(first.leads()).isEqualTo(unnamed);
        assertThat(first.next().step(unnamed, 4L, null, 2, true).leads()).isEqualTo(unnamed);
    }
}
