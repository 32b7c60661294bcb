package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads all pages of searches with results below, at and above HubSpot's limit, which the sandbox has. */
class LeadDeepSearchSizesTest extends LeadsTestSupport {

    private static final String SEARCH = "hubspot-leads:search?allPages=true";
    private static final int PAGE = 200;
    private static final int WINDOW = 10_000;

    /** Creates leads, a given number of them in each millisecond. */
    private List<Long> leads(int count, int inOneMoment) {
        sandbox().time().set(Instant.parse("2026-05-01T00:00:00Z"));
        List<Long> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (i > 0 && i % inOneMoment == 0) {
                sandbox().time().advance(Duration.ofMillis(1));
            }
            ids.add(Long.valueOf(lead("lead")));
        }
        sandbox().requests().clear();
        return ids;
    }

    private static Map<String, Object> sortedBy(String property, String direction) {
        return Map.of("sorts", List.of(Map.of("propertyName", property, "direction", direction)));
    }

    private List<Long> found(Object search, LongConsumer afterEach) {
        List<Long> found = new ArrayList<>();
        Iterator<?> leads = (Iterator<?>) sendWell(SEARCH, search).getMessage().getBody();
        while (leads.hasNext()) {
            found.add(Long.valueOf((String) ((Map<?, ?>) leads.next()).get("id")));
            afterEach.accept(found.size());
        }
        return found;
    }

    private List<Long> found(Object search) {
        return found(search, count -> { });
    }

    private static List<Long> sorted(List<Long> ids) {
        ids.sort(null);
        return ids;
    }

    private int calls() {
        int calls = sandbox().requests().count();
        sandbox().requests().clear();
        return calls;
    }

    private static int pages(int count) {
        return Math.max(1, (count + PAGE - 1) / PAGE);
    }

    private static int mostCalls(int count) {
        return count / PAGE + 2 * (count / WINDOW + 1);
    }

    @ParameterizedTest
    @CsvSource({ "0, ASCENDING", "1, DESCENDING", "9999, ASCENDING", "10000, DESCENDING", "10001, ASCENDING", "25000, DESCENDING" })
    void everyLeadOfOneMillisecondIsFoundOnce(int count, String direction) {
        List<Long> ids = leads(count, Integer.MAX_VALUE);
        assertThat(found(null)).isEqualTo(ids);
        assertThat(calls()).isEqualTo(pages(count));
        assertThat(sorted(found(sortedBy("createdate", direction)))).isEqualTo(ids);
        assertThat(calls()).isLessThanOrEqualTo(mostCalls(count));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void leadsThatAreIndexedDuringASearchHideNoOthers(boolean sorted) {
        List<Long> ids = leads(10_001, 97);
        sandbox().leads().indexDelay(Duration.ofSeconds(5));
        sandbox().time().advance(Duration.ofMillis(1));
        List<Long> late = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            late.add(Long.valueOf(lead("late")));
        }
        assertThat(found(sorted ? sortedBy("createdate", "ASCENDING") : null)).isEqualTo(ids);
        List<Long> both = found(sorted ? sortedBy("createdate", "ASCENDING") : null, read -> {
            if (read == 1_000) {
                sandbox().time().advance(Duration.ofSeconds(6));
            }
        });
        ids.addAll(late);
        assertThat(both).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource({ "2147483647, ", "2147483647, ASCENDING", "97, DESCENDING" })
    @Tag("campaign")
    void threeHundredThousandAreFoundOnce(int inOneMoment, String direction) {
        int count = 300_000;
        List<Long> ids = leads(count, inOneMoment);
        long start = System.nanoTime();
        List<Long> found = found(direction == null ? null : sortedBy("createdate", direction));
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        int calls = calls();
        System.out.printf("%,d leads, %,d in a millisecond, %s: %,d calls, %d s%n", count, Math.min(count, inOneMoment),
                direction == null ? "by id" : direction, calls, seconds);
        assertThat(sorted(found).equals(ids)).as("all of %,d, each once: %,d", count, found.size()).isTrue();
        assertThat(calls).isLessThanOrEqualTo(direction == null ? pages(count) : mostCalls(count));
    }
}
