package io.github.camelhubspot.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.camelhubspot.internal.batch.BatchOutcome.Origin;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.internal.resilience.FakeTime;
import io.github.camelhubspot.model.BatchVerdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that are gathered: when they leave, with whom, and that each gets what is its own. */
@Timeout(60)
class CoalescingQueueTest {

    private static final Duration DELAY = Duration.ofMillis(50);

    /** What a caller gets here. */
    private record Result(Verdict verdict, Origin origin) {
    }

    private final FakeTime time = new FakeTime();
    private final Instant begin = time.instant();
    /** Answers that HubSpot has not given yet. */
    private final Queue<Runnable> answers = new ArrayDeque<>();
    private final FakeHubSpot hubSpot = new FakeHubSpot(answers::add);
    private CoalescingQueue gathering = gathering(CoalescingQueue.ROOM);

    private CoalescingQueue gathering(int room) {
        return new CoalescingQueue(time.timer(), () -> ChronoUnit.NANOS.between(begin, time.instant()), room);
    }

    /** A call about a lead; with {@code id} null about a new one. */
    private record OneCall(String group, String id, int size, boolean reads, BatchCall hubSpot, Executor threads)
            implements CoalescedCall<Result> {

        @Override
        public Way way() {
            return new Way(size, reads, () -> new BatchSender(hubSpot, reads, null), threads);
        }

        @Override
        public BatchInput input(long number) {
            Map<String, Object> content = new HashMap<>();
            if (id != null) {
                content.put("id", id);
            }
            if (!reads) {
                content.put("objectWriteTraceId", "t" + number);
            }
            return new BatchInput(number, content, null);
        }

        @Override
        public void settle(Verdict verdict, Origin origin, CompletableFuture<Result> result) {
            if ("unfit".equals(group)) {
                throw new IllegalArgumentException("does not fit " + verdict.index());
            }
            result.complete(new Result(verdict, origin));
        }

        @Override
        public RuntimeException notSent(String reason) {
            return new IllegalStateException("not sent: " + reason);
        }
    }

    private OneCall write(String group, String id) {
        return new OneCall(group, id, 100, false, hubSpot, Runnable::run);
    }

    private CompletableFuture<Result> add(String id) {
        return gathering.add(write("g", id), DELAY);
    }

    private List<CompletableFuture<Result>> add(int count) {
        return IntStream.range(0, count).mapToObj(i -> add((String) null)).toList();
    }

    private void answer() {
        for (Runnable next = answers.poll(); next != null; next = answers.poll()) {
            next.run();
        }
    }

    private List<Integer> sizes() {
        return hubSpot.calls.stream().map(List::size).toList();
    }

    private static Verdict verdict(CompletableFuture<Result> result) {
        assertThat(result).isCompleted();
        return result.join().verdict();
    }

    @ParameterizedTest
    @CsvSource({ "1, 0, 1", "99, 0, 1", "100, 1, 1", "101, 1, 2", "199, 1, 2", "200, 2, 2", "1000, 10, 10" })
    void aFullBatchLeavesAtOnceAndTheRestAfterTheDelay(int calls, int atOnce, int inAll) {
        List<CompletableFuture<Result>> results = add(calls);
        assertThat(hubSpot.calls).hasSize(atOnce);
        // it waits once more for each that is under way
        time.advance(DELAY.multipliedBy(1 + atOnce).minusNanos(1));
        assertThat(hubSpot.calls).hasSize(atOnce);
        time.advance(Duration.ofNanos(1));
        assertThat(hubSpot.calls).hasSize(inAll);
        assertThat(results).noneMatch(CompletableFuture::isDone);
        answer();
        for (int i = 0; i < calls; i++) {
            assertThat(verdict(results.get(i)).id()).isEqualTo("r" + i);
        }
        assertThat(gathering.pending()).isZero();
        assertThat(gathering.groups()).isZero();
        assertThat(gathering.sent()).isEqualTo(calls);
        assertThat(gathering.batches()).isEqualTo(inAll);
        time.advance(Duration.ofSeconds(1));
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void callsWhoseThreadsHaveEndedAreToldThatTheyWereNotSent() {
        OneCall call = new OneCall("g", "1", 100, false, hubSpot, task -> {
            throw new RejectedExecutionException("no threads any more");
        });
        CompletableFuture<Result> result = gathering.add(call, DELAY);
        time.advance(DELAY);
        assertThat(verdict(result).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(hubSpot.calls).isEmpty();
        assertThat(gathering.pending()).isZero();
    }

    @Test
    void theDelayIsThatOfTheFirstCallOfABatch() {
        add("1");
        time.advance(Duration.ofMillis(30));
        add("2");
        time.advance(Duration.ofMillis(20));
        assertThat(sizes()).containsExactly(2);
        answer();
        add("3");
        time.advance(DELAY);
        assertThat(sizes()).containsExactly(2, 1);
    }

    @Test
    void whoHasLessTimeTakesTheOthersWithIt() {
        gathering.add(write("g", "1"), Duration.ofSeconds(10));
        gathering.add(write("g", "2"), Duration.ofMillis(1));
        time.advance(Duration.ofMillis(1));
        assertThat(sizes()).containsExactly(2);
    }

    @Test
    void callsOfDifferentGroupsShareNothing() {
        for (int i = 0; i < 60; i++) {
            gathering.add(write("group " + i % 3, i % 3 + "/" + i), DELAY);
        }
        assertThat(gathering.groups()).isEqualTo(3);
        time.advance(DELAY);
        assertThat(hubSpot.calls).hasSize(3).allSatisfy(call -> assertThat(call).hasSize(20)
                .extracting(input -> input.id().charAt(0)).containsOnly(call.get(0).id().charAt(0)));
        answer();
        assertThat(gathering.groups()).isZero();
    }

    @Test
    void aBatchIsNoLargerThanItsGroupAllows() {
        for (int i = 0; i < 120; i++) {
            gathering.add(new OneCall("history", "" + i, 50, true, hubSpot, Runnable::run), DELAY);
        }
        answer();
        time.advance(DELAY);
        assertThat(sizes()).containsExactly(50, 50, 20);
    }

    @Test
    void aSecondWriteToALeadWaitsForTheFirstAndNobodyElseDoes() {
        CompletableFuture<Result> first = add("7");
        CompletableFuture<Result> second = add("7");
        CompletableFuture<Result> third = add("7");
        CompletableFuture<Result> other = add("8");
        time.advance(DELAY);
        assertThat(hubSpot.calls).singleElement().satisfies(call -> assertThat(call).extracting(BatchInput::id)
                .containsExactly("7", "8"));
        CompletableFuture<Result> later = add("9");
        time.advance(DELAY.multipliedBy(2));
        assertThat(sizes()).containsExactly(2, 1);

        answers.remove().run();
        assertThat(verdict(first).index()).isZero();
        assertThat(verdict(other).index()).isEqualTo(3);
        assertThat(second).isNotDone();
        answer();
        assertThat(List.of(verdict(second).index(), verdict(third).index(), verdict(later).index())).containsExactly(1L, 2L, 4L);
        assertThat(hubSpot.calls).extracting(call -> call.get(0).index()).containsExactly(0L, 4L, 1L, 2L);
        assertThat(gathering.groups()).isZero();
    }

    @Test
    void manyWritesToOneLeadDoNotKeepFullBatchesFromLeaving() {
        for (int i = 0; i < 150; i++) {
            add("hot");
            add("" + i);
        }
        assertThat(sizes()).containsExactly(100);
        time.advance(DELAY.multipliedBy(2));
        assertThat(sizes()).containsExactly(100, 51);
        answer();
        assertThat(gathering.pending()).isZero();
        assertThat(hubSpot.calls.stream().flatMap(List::stream).filter(input -> "hot".equals(input.id()))
                .map(BatchInput::index)).hasSize(150).isSorted();
    }

    @Test
    void aLeadThatIsReadTwiceIsAskedForOnceAndToldToBoth() {
        List<CompletableFuture<Result>> results = new ArrayList<>();
        BatchCall knows = inputs -> {
            hubSpot.calls.add(inputs);
            Map<String, Object> body = Map.of("results", List.of(Map.of("id", "7")));
            return CompletableFuture.completedFuture(new io.github.camelhubspot.internal.operation.ApiResponse(200, "c", 1, body, body, null, null, null, null, null));
        };
        for (String id : List.of("7", "8", "7", "8", "7")) {
            results.add(gathering.add(new OneCall("g", id, 100, true, knows, Runnable::run), DELAY));
        }
        results.get(0).cancel(false);
        time.advance(DELAY);
        assertThat(hubSpot.calls).singleElement().satisfies(call -> assertThat(call).extracting(BatchInput::id)
                .containsExactly("8", "7"));
        assertThat(results.subList(1, 5)).extracting(result -> verdict(result).outcome()).containsExactly(Outcome.FAILED,
                Outcome.DONE, Outcome.FAILED, Outcome.DONE);
        assertThat(results.subList(1, 5)).extracting(result -> verdict(result).index()).containsExactly(1L, 2L, 3L, 4L);
    }

    @ParameterizedTest
    @CsvSource({ "400", "409", "0" })
    void aBadCallFailsAloneWhereverItStands(int status) {
        for (int bad : new int[] { 0, 37, 99 }) {
            hubSpot.calls.clear();
            gathering = gathering(CoalescingQueue.ROOM);
            hubSpot.refuses(index -> index == bad, status);
            List<CompletableFuture<Result>> results = add(100);
            answer();
            assertThat(hubSpot.calls.size()).isLessThanOrEqualTo(14);
            for (int i = 0; i < 100; i++) {
                Result result = results.get(i).join();
                assertThat(result.verdict().outcome()).isEqualTo(i == bad ? Outcome.FAILED : Outcome.DONE);
                assertThat(result.origin().failure() != null).isEqualTo(i == bad && status > 0);
                assertThat(result.origin().answer() != null).isEqualTo(i != bad || status == 0);
            }
        }
    }

    @Test
    void aBatchThatFailsAsAWholeFailsForAllOfItAndForNoOther() {
        hubSpot.refuses(index -> index < 100, 401);
        List<CompletableFuture<Result>> results = add(200);
        answer();
        assertThat(results.subList(0, 100)).allMatch(result -> result.join().origin().failure() != null);
        assertThat(results.subList(100, 200)).allMatch(result -> verdict(result).isDone());
    }

    @Test
    void whatTheAnswerDoesNotMentionIsUnknown() {
        hubSpot.forgets(index -> index == 3);
        List<CompletableFuture<Result>> results = add(5);
        time.advance(DELAY);
        answer();
        assertThat(verdict(results.get(3)).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(results.get(3).join().origin().answer()).isNotNull();
        assertThat(verdict(results.get(4)).isDone()).isTrue();
    }

    @Test
    void whoGivesUpBeforeTheBatchLeavesIsNotSent() {
        List<CompletableFuture<Result>> results = add(3);
        CompletableFuture<Result> hot = add("7");
        CompletableFuture<Result> behind = add("7");
        results.get(1).cancel(true);
        hot.cancel(true);
        time.advance(DELAY);
        assertThat(hubSpot.calls).singleElement().satisfies(call -> assertThat(call).extracting(BatchInput::index)
                .containsExactly(0L, 2L, 4L));
        results.get(2).cancel(true); // too late: it is done, and harms nobody
        answer();
        assertThat(verdict(results.get(0)).isDone()).isTrue();
        assertThat(verdict(behind).isDone()).isTrue();
        assertThat(hubSpot.done).contains(2L).doesNotContain(1L, 3L);
        assertThat(gathering.pending()).isZero();
        assertThat(gathering.sent()).isEqualTo(3);
    }

    @Test
    void whereAllHaveGivenUpNothingIsSent() {
        add(5).forEach(result -> result.cancel(true));
        time.advance(DELAY);
        assertThat(hubSpot.calls).isEmpty();
        assertThat(gathering.pending()).isZero();
        assertThat(gathering.groups()).isZero();
    }

    @Test
    void theMoreBatchesAreUnderWayTheLongerTheNextOneGrows() {
        for (int underWay = 0; underWay < 10; underWay++) {
            add(3);
            time.advance(DELAY.multipliedBy(underWay + 1).minusNanos(1));
            assertThat(sizes()).hasSize(underWay);
            time.advance(Duration.ofNanos(1));
            assertThat(sizes()).hasSize(underWay + 1).containsOnly(3);
        }
        add(99);
        time.advance(DELAY.multipliedBy(10));
        assertThat(sizes()).hasSize(10);
        add(1); // full now
        assertThat(sizes()).hasSize(11).last().isEqualTo(100);
        add(5);
        time.advance(DELAY.multipliedBy(2));
        for (int left = 10; left > 1; left--) {
            answers.remove().run();
            assertThat(sizes()).as("%s under way", left).hasSize(11);
        }
        answers.remove().run();
        assertThat(sizes()).as("1 under way").hasSize(12).last().isEqualTo(5);
        answer();
        assertThat(gathering.pending()).isZero();
        assertThat(hubSpot.done).hasSize(135);
        time.advance(Duration.ofSeconds(1));
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void aLongDelayIsNotAddedForEachBatchUnderWay() {
        Duration delay = Duration.ofSeconds(10);
        gathering.add(write("g", "1"), delay);
        time.advance(delay);
        gathering.add(write("g", "2"), delay);
        time.advance(delay.plusMillis(50));
        assertThat(sizes()).containsExactly(1, 1);
    }

    @Test
    void aResultThatCannotBeGivenFailsForItsOwnCallerOnly() {
        CompletableFuture<Result> unfit = gathering.add(write("unfit", null), DELAY);
        CompletableFuture<Result> fit = add("1");
        time.advance(DELAY);
        answer();
        assertThatThrownBy(unfit::join).hasRootCauseMessage("does not fit 0");
        assertThat(verdict(fit).isDone()).isTrue();
        assertThat(gathering.pending()).isZero();
    }

    @Test
    void drainingSendsWhatWaitsAndWhatWaitsForThat() throws Exception {
        List<CompletableFuture<Result>> results = new ArrayList<>(add(3));
        results.add(add("7"));
        results.add(add("7"));
        assertThat(gathering.drain(Duration.ZERO)).isFalse();
        assertThat(sizes()).containsExactly(4);
        answer();
        assertThat(sizes()).containsExactly(4, 1);
        assertThat(gathering.drain(Duration.ZERO)).isTrue();
        assertThat(results).allMatch(result -> verdict(result).isDone());
        assertThat(add("8")).as("a call that comes now").isNull();
    }

    @Test
    void drainingWaitsUntilEachHasItsResult() throws Exception {
        List<CompletableFuture<Result>> results = add(3);
        CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(() -> {
            try {
                return gathering.drain(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(Duration.ofSeconds(60)).until(() -> hubSpot.calls.size() == 1 && answers.peek() != null);
        assertThat(drained).isNotDone();
        answer();
        assertThat(drained.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(results).allMatch(CompletableFuture::isDone);
    }

    @Test
    void whatHasNotLeftWhenItClosesFailsAndWhatHasLeftIsAnswered() {
        List<CompletableFuture<Result>> left = add(100);
        CompletableFuture<Result> hot = add("7");
        time.advance(DELAY.multipliedBy(2));
        CompletableFuture<Result> behind = add("7");
        CompletableFuture<Result> waiting = add("8");
        gathering.close();
        for (CompletableFuture<Result> result : List.of(behind, waiting)) {
            assertThatThrownBy(result::join).hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not sent: the endpoint was stopped");
        }
        assertThat(gathering.pending()).isEqualTo(101);
        answer();
        assertThat(left).allMatch(result -> verdict(result).isDone());
        assertThat(verdict(hot).isDone()).isTrue();
        assertThat(sizes()).containsExactly(100, 1);
        assertThat(gathering.pending()).isZero();
        assertThat(gathering.groups()).isZero();
    }

    @Test
    void inAHurryNobodyWaitsForOthersToCome() {
        List<CompletableFuture<Result>> results = new ArrayList<>(add(3));
        gathering.hurry();
        assertThat(sizes()).containsExactly(3);
        for (int i = 0; i < 7; i++) {
            results.add(gathering.add(write("g", null), Duration.ofSeconds(10)));
        }
        assertThat(sizes()).as("one is under way").containsExactly(3);
        time.advance(DELAY);
        assertThat(sizes()).containsExactly(3, 7);
        answer();
        results.add(gathering.add(write("g", null), Duration.ofSeconds(10)));
        answer();
        assertThat(sizes()).containsExactly(3, 7, 1);
        assertThat(results).allMatch(result -> verdict(result).isDone());
    }

    @Test
    void withoutATimerNothingWaits() {
        time.timer().shutdown();
        CompletableFuture<Result> result = add("1");
        answer();
        assertThat(verdict(result).isDone()).isTrue();
        assertThat(add("2")).isNull();
    }

    @Test
    void whoFindsNoRoomWaitsForAVerdictAndNotForWhatIsDoneWithIt() throws Exception {
        gathering = gathering(2);
        CountDownLatch stuck = new CountDownLatch(1);
        List<CompletableFuture<Result>> results = add(2);
        CompletableFuture<Void> continuation = results.get(0).thenAccept(
                result -> await().atMost(Duration.ofSeconds(60)).until(() -> stuck.getCount() == 0));
        CompletableFuture<CompletableFuture<Result>> third = CompletableFuture.supplyAsync(() -> add("3"));
        time.advance(DELAY);
        assertThat(third).isNotDone();
        CompletableFuture<Void> answering = CompletableFuture.runAsync(this::answer);
        CompletableFuture<Result> result = third.get(10, TimeUnit.SECONDS);
        assertThat(continuation).isNotDone();
        stuck.countDown();
        answering.get(10, TimeUnit.SECONDS);
        time.advance(DELAY);
        answer();
        assertThat(verdict(result).isDone()).isTrue();
    }

    @Test
    void whoWaitsForRoomIsLetGoWhenItEnds() throws Exception {
        gathering = gathering(1);
        add("1");
        CompletableFuture<CompletableFuture<Result>> second = CompletableFuture.supplyAsync(() -> add("2"));
        gathering.drain(Duration.ZERO);
        assertThat(second.get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void whoIsInterruptedWhileItWaitsForRoomIsNotSent() throws Exception {
        gathering = gathering(1);
        add("1");
        CompletableFuture<CompletableFuture<Result>> second = new CompletableFuture<>();
        Thread caller = new Thread(() -> second.complete(add("2")));
        caller.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> caller.getState() == Thread.State.WAITING);
        caller.interrupt();
        assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS).join()).hasMessageContaining("not sent: interrupted");
        time.advance(DELAY);
        answer();
        assertThat(hubSpot.done).containsExactly(0L);
    }

    @ParameterizedTest
    @CsvSource({ "1, 2000", "2, 150", "3, 7" })
    void underPressureEachCallerGetsItsOwn(int seed, int room) throws Exception {
        int callers = 40;
        int each = 250;
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        ExecutorService http = Executors.newFixedThreadPool(8);
        try {
            FakeHubSpot busy = new FakeHubSpot(http).refuses(index -> index % 97 == seed, seed == 1 ? 0 : 400);
            CoalescingQueue real = new CoalescingQueue(timer, System::nanoTime, room);
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                all.add(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < each; i++) {
                        String id = i % 5 == 0 ? "shared " + i % 25 : number + "/" + i;
                        // what is under way twice is an error of the fake
                        Result result = real.add(new OneCall("g", id, 100, false, busy, Runnable::run), Duration.ofMillis(1)).join();
                        long index = result.verdict().index();
                        boolean refused = index % 97 == seed;
                        if (result.verdict().isDone() == refused || !refused && !result.verdict().id().equals("r" + index)) {
                            throw new AssertionError(result.toString());
                        }
                    }
                }, threads));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(50, TimeUnit.SECONDS);
            assertThat(real.sent()).isEqualTo(callers * each);
            assertThat(real.batches()).isLessThan(callers * each / 2);
            assertThat(real.drain(Duration.ofSeconds(10))).isTrue();
            assertThat(real.groups()).isZero();
        } finally {
            timer.shutdownNow();
            threads.shutdownNow();
            http.shutdownNow();
        }
    }
}
