package io.github.camelhubspot.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.client.resilience.RateSignal;
import io.github.camelhubspot.leads.LeadsOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walking over pages. */
class PageIteratorTest {

    private static Reply page(String after, Object... elements) {
        return new Reply(200, null, null, null, new Facts(null, null, after, null, null, null), List.of(elements), null, null, RateSignal.NONE);
    }

    private static PageIterator over(Reply first, java.util.function.Function<String, Reply> fetch) {
        return new PageIterator(LeadsOperation.list.operation(), first, fetch);
    }

    @Test
    void fetchesAPageOnlyWhenTheOneBeforeIsUsedUp() {
        AtomicInteger fetched = new AtomicInteger();
        PageIterator pages = over(page("1", "a", "b"), after -> {
            fetched.incrementAndGet();
            return page(null, "c");
        });
        assertThat(pages.next()).isEqualTo("a");
        assertThat(pages.next()).isEqualTo("b");
        assertThat(fetched).hasValue(0);
        assertThat(pages.next()).isEqualTo("c");
        assertThat(pages.hasNext()).isFalse();
        assertThat(fetched).hasValue(1);
        assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anEmptyPageWithACursorIsNotTheEnd() {
        List<Object> seen = new ArrayList<>();
        over(page("1"), after -> after.equals("3") ? page(null, "x") : page(String.valueOf(Integer.parseInt(after) + 1)))
                .forEachRemaining(seen::add);
        assertThat(seen).containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3, 5, 8, 13 })
    void aCycleOfCursorsIsAnErrorHoweverLong(int length) {
        AtomicInteger count = new AtomicInteger();
        PageIterator pages = over(page("start", "x"), after -> page("c" + count.getAndIncrement() % length, "x"));
        assertThatThrownBy(() -> pages.forEachRemaining(element -> { })).isInstanceOf(HubSpotTransportException.class)
                .hasMessageContaining("a second time");
        assertThat(count).hasValueLessThan(10 * length + 10);
    }

    @Test
    void afterCloseNothingIsFetched() {
        PageIterator pages = over(page("1", "a"), after -> {
            throw new AssertionError("fetched");
        });
        pages.close();
        assertThat(pages.hasNext()).isFalse();
    }

    @Test
    void aFailedFetchMayBeTriedAgain() {
        AtomicInteger calls = new AtomicInteger();
        PageIterator pages = over(page("1"), after -> {
            if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("down");
            }
            return page(null, "a");
        });
        assertThatThrownBy(pages::hasNext).isInstanceOf(IllegalStateException.class);
        assertThat(pages.next()).isEqualTo("a");
    }
}
