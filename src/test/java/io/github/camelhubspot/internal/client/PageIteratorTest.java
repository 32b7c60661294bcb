package io.github.camelhubspot.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.internal.operation.Calls;
import io.github.camelhubspot.internal.operation.Page;
import io.github.camelhubspot.leads.LeadsOperation;
import io.github.camelhubspot.leads.LeadsTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Iteration over the elements of all pages. */
class PageIteratorTest {

    private final List<CompletableFuture<Page>> fetched = new ArrayList<>();

    private static Page page(String after, Object... elements) {
        return new Page(List.of(elements), after == null ? null : Calls.of(LeadsOperation.list).after(after), 200, null);
    }

    private static PageIterator over(Page first, Function<String, CompletableFuture<Page>> fetch) {
        return new PageIterator(LeadsTable.of(LeadsOperation.list), first, next -> fetch.apply(next.cursor().text()));
    }

    private static PageIterator at(Page first, Function<String, Page> fetch) {
        return over(first, after -> CompletableFuture.completedFuture(fetch.apply(after)));
    }

    /** Returns an iterator whose further pages the test completes. */
    private PageIterator later(Page first) {
        return over(first, after -> {
            fetched.add(new CompletableFuture<>());
            return fetched.get(fetched.size() - 1);
        });
    }

    @Test
    void fetchesNothing_whenOnlyTheFirstElementIsRead() {
        PageIterator pages = later(page("1", "a", "b"));
        assertThat(pages.hasNext()).isTrue();
        assertThat(pages.next()).isEqualTo("a");
        assertThat(fetched).isEmpty();
    }

    @Test
    void fetchesOnePageAhead_whileThePageBeforeIsRead() {
        PageIterator pages = later(page("1", "a", "b", "c"));
        pages.next();
        assertThat(pages.next()).isEqualTo("b");
        assertThat(fetched).hasSize(1);
        assertThat(pages.next()).isEqualTo("c");
        fetched.get(0).complete(page("2", "d", "e"));
        assertThat(pages.next()).isEqualTo("d");
        assertThat(fetched).as("never more than one page ahead").hasSize(1);
        assertThat(pages.hasNext()).isTrue();
        assertThat(fetched).hasSize(2);
        fetched.get(1).complete(page(null, "f"));
        assertThat(pages.next()).isEqualTo("e");
        assertThat(pages.next()).isEqualTo("f");
        assertThat(pages.hasNext()).isFalse();
        assertThat(fetched).hasSize(2);
        assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void continuesAfterAnEmptyPage_whenItHasACursor() {
        List<Object> seen = new ArrayList<>();
        at(page("1"), after -> after.equals("3") ? page(null, "x") : page(String.valueOf(Integer.parseInt(after) + 1)))
                .forEachRemaining(seen::add);
        assertThat(seen).containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3, 5, 8, 13 })
    void failsOnACycleOfCursors_ofAnyLength(int length) {
        AtomicInteger count = new AtomicInteger();
        PageIterator pages = at(page("start", "x"), after -> page("c" + count.getAndIncrement() % length, "x"));
        assertThatThrownBy(() -> pages.forEachRemaining(element -> { })).isInstanceOf(HubSpotTransportException.class)
                .hasMessageContaining("a second time");
        assertThat(count).hasValueLessThan(10 * length + 10);
    }

    @Test
    void fetchesNothing_afterClose() {
        PageIterator pages = later(page("1", "a"));
        pages.close();
        assertThat(pages.hasNext()).isFalse();
        assertThat(fetched).isEmpty();
    }

    @Test
    void cancelsThePageAhead_whenItIsClosed() {
        PageIterator pages = later(page("1", "a", "b", "c"));
        pages.next();
        pages.next();
        pages.close();
        assertThat(fetched).singleElement().satisfies(page -> assertThat(page).isCancelled());
        assertThat(pages.hasNext()).isFalse();
    }

    @Test
    void endsTheWaitOfTheReader_whenItIsClosed() throws Exception {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        PageIterator pages = over(page("1"), after -> {
            waiting.complete(null);
            return new CompletableFuture<>();
        });
        CompletableFuture<Boolean> more = CompletableFuture.supplyAsync(pages::hasNext, task -> new Thread(task).start());
        waiting.get();
        pages.close();
        assertThat(more.get()).isFalse();
    }

    @Test
    void failsAfterAllElementsOfThePageBefore() {
        PageIterator pages = over(page("1", "a", "b"), after -> CompletableFuture.failedFuture(new IllegalStateException("down")));
        pages.next();
        assertThat(pages.hasNext()).isTrue();
        assertThat(pages.next()).isEqualTo("b");
        assertThat(pages.hasNext()).as("next() has yet to throw the failure").isTrue();
        assertThatThrownBy(pages::next).isInstanceOf(IllegalStateException.class).hasMessage("down");
    }

    @Test
    void fetchesOnlyTheFailedPageAgain() {
        List<String> cursors = new ArrayList<>();
        PageIterator pages = over(page("1", "a"), after -> {
            cursors.add(after);
            return cursors.size() == 2 ? CompletableFuture.failedFuture(new IllegalStateException("down"))
                    : CompletableFuture.completedFuture(page(after.equals("1") ? "2" : null, after));
        });
        assertThat(List.of(pages.next(), pages.next())).containsExactly("a", "1");
        assertThatThrownBy(pages::next).isInstanceOf(IllegalStateException.class);
        assertThat(pages.next()).isEqualTo("2");
        assertThat(pages.hasNext()).isFalse();
        assertThat(cursors).containsExactly("1", "2", "2");
    }

    @Test
    void readsAllPagesOfOneElement() {
        PageIterator pages = at(page("1", 0), after -> {
            int number = Integer.parseInt(after);
            return page(number == 50 ? null : String.valueOf(number + 1), number);
        });
        List<Object> seen = new ArrayList<>();
        pages.forEachRemaining(seen::add);
        assertThat(seen).isEqualTo(IntStream.rangeClosed(0, 50).boxed().toList());
    }
}
