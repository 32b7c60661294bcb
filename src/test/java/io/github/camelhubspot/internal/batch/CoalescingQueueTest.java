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
import java.util.function.Function;
import java.util.stream.IntStream;

import io.github.camelhubspot.internal.batch.BatchOutcome.Origin;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.resilience.FakeTime;
import io.github.camelhubspot.model.BatchVerdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When coalesced calls are dispatched, in which batches, and that each gets its own result. */
@Timeout(60)
class CoalescingQueueTest {

    private static final Duration DELAY = Duration.ofMillis(50);

    /** The result for a caller. */
    private record Result(Verdict verdict, Origin origin) {
    }

    private final FakeTime time = new FakeTime();
    private final Instant begin = time.instant();
    /** Responses that HubSpot has not sent yet. */
    private final Queue<Runnable> responses = new ArrayDeque<>();
    private final FakeHubSpot hubSpot = new FakeHubSpot(responses::add);
    private CoalescingQueue queue = queue(CoalescingQueue.CAPACITY);

    private CoalescingQueue queue(int capacity) {
        return new CoalescingQueue(time.timer(), () -> ChronoUnit.NANOS.between(begin, time.instant()), capacity);
    }

    /** A call about a lead; {@code id} is {@code null} for a new one. */
    private record OneCall(String group, String id, int size, boolean reads,
                           Function<List<BatchInput>, CompletableFuture<ApiResponse>> hubSpot, Executor threads)
            implements CoalescedCall<Result> {

        @Override
        public Batching batching() {
            return new Batching(size, reads, () -> new BatchSender(hubSpot, threads, reads, null));
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
        return queue.add(write("g", id), DELAY);
    }

    private List<CompletableFuture<Result>> add(int count) {
        return IntStream.range(0, count).mapToObj(i -> add((String) null)).toList();
    }

    private void respond() {
        for (Runnable next = responses.poll(); next != null; next = responses.poll()) {
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
    void dispatchesAFullBatchAtOnceAndTheRestAfterTheDelay(int calls, int atOnce, int total) {
        List<CompletableFuture<Result>> results = add(calls);
        assertThat(hubSpot.calls).hasSize(atOnce);
        // the delay is added once more for each batch in flight
        time.advance(DELAY.multipliedBy(1 + atOnce).minusNanos(1));
        assertThat(hubSpot.calls).hasSize(atOnce);
        time.advance(Duration.ofNanos(1));
        assertThat(hubSpot.calls).hasSize(total);
        assertThat(results).noneMatch(CompletableFuture::isDone);
        respond();
        for (int i = 0; i < calls; i++) {
            assertThat(verdict(results.get(i)).id()).isEqualTo("r" + i);
        }
        assertThat(queue.pending()).isZero();
        assertThat(queue.groups()).isZero();
        assertThat(queue.sent()).isEqualTo(calls);
        assertThat(queue.batches()).isEqualTo(total);
        time.advance(Duration.ofSeconds(1));
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void failsCalls_whenTheExecutorIsShutDown() {
        OneCall call = new OneCall("g", "1", 100, false, hubSpot, task -> {
            throw new RejectedExecutionException("the executor is shut down");
        });
        CompletableFuture<Result> result = queue.add(call, DELAY);
        time.advance(DELAY);
        assertThat(verdict(result).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(hubSpot.calls).isEmpty();
        assertThat(queue.pending()).isZero();
    }

    @Test
    void theDelayBeginsWithTheFirstCallOfABatch() {
        add("1");
        time.advance(Duration.ofMillis(30));
        add("2");
        time.advance(Duration.ofMillis(20));
        assertThat(sizes()).containsExactly(2);
        respond();
        add("3");
        time.advance(DELAY);
        assertThat(sizes()).containsExactly(2, 1);
    }

    @Test
    void theCallWithTheShortestDelayDeterminesTheDispatch() {
        queue.add(write("g", "1"), Duration.ofSeconds(10));
        queue.add(write("g", "2"), Duration.ofMillis(1));
        time.advance(Duration.ofMillis(1));
        assertThat(sizes()).containsExactly(2);
    }

    @Test
    void callsOfDifferentGroupsDoNotShareABatch() {
        for (int i = 0; i < 60; i++) {
            queue.add(write("group " + i % 3, i % 3 + "/" + i), DELAY);
        }
        assertThat(queue.groups()).isEqualTo(3);
        time.advance(DELAY);
        assertThat(hubSpot.calls).hasSize(3).allSatisfy(call -> assertThat(call).hasSize(20)
                .extracting(input -> input.id().charAt(0)).containsOnly(call.get(0).id().charAt(0)));
        respond();
        assertThat(queue.groups()).isZero();
    }

    @Test
    void aBatchHasAtMostTheSizeOfItsGroup() {
        for (int i = 0; i < 120; i++) {
            queue.add(new OneCall("history", "" + i, 50, true, hubSpot, Runnable::run), DELAY);
        }
        respond();
        time.advance(DELAY);
        assertThat(sizes()).containsExactly(50, 50, 20);
    }

    @Test
    void aSecondWriteToALeadWaitsForTheFirst_andNoOtherCallDoes() {
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

        responses.remove().run();
        assertThat(verdict(first).index()).isZero();
        assertThat(verdict(other).index()).isEqualTo(3);
        assertThat(second).isNotDone();
        respond();
        assertThat(List.of(verdict(second).index(), verdict(third).index(), verdict(later).index())).containsExactly(1L, 2L, 4L);
        assertThat(hubSpot.calls).extracting(call -> call.get(0).index()).containsExactly(0L, 4L, 1L, 2L);
        assertThat(queue.groups()).isZero();
    }

    @Test
    void manyWritesToOneLeadDoNotDelayFullBatches() {
        for (int i = 0; i < 150; i++) {
            add("hot");
            add("" + i);
        }
        assertThat(sizes()).containsExactly(100);
        time.advance(DELAY.multipliedBy(2));
        assertThat(sizes()).containsExactly(100, 51);
        respond();
        assertThat(queue.pending()).isZero();
        assertThat(hubSpot.calls.stream().flatMap(List::stream).filter(input -> "hot".equals(input.id()))
                .map(BatchInput::index)).hasSize(150).isSorted();
    }

    @Test
    void aLeadThatIsReadTwiceIsSentOnceAndReturnedToBoth() {
        List<CompletableFuture<Result>> results = new ArrayList<>();
        Function<List<BatchInput>, CompletableFuture<ApiResponse>> onlyLeadSeven = inputs -> {
            hubSpot.calls.add(inputs);
            Map<String, Object> body = Map.of("results", List.of(Map.of("id", "7")));
            return CompletableFuture.completedFuture(new ApiResponse(200, "c", 1, body, body, null, null, null, null,
                    null));
        };
        for (String id : List.of("7", "8", "7", "8", "7")) {
            results.add(queue.add(new OneCall("g", id, 100, true, onlyLeadSeven, Runnable::run), DELAY));
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
    void aRejectedCallFailsAlone_whateverItsPositionInTheBatch(int status) {
        for (int rejected : new int[] { 0, 37, 99 }) {
            hubSpot.calls.clear();
            queue = queue(CoalescingQueue.CAPACITY);
            hubSpot.rejects(index -> index == rejected, status);
            List<CompletableFuture<Result>> results = add(100);
            respond();
            assertThat(hubSpot.calls.size()).isLessThanOrEqualTo(14);
            for (int i = 0; i < 100; i++) {
                Result result = results.get(i).join();
                assertThat(result.verdict().outcome()).isEqualTo(i == rejected ? Outcome.FAILED : Outcome.DONE);
                assertThat(result.origin().failure() != null).isEqualTo(i == rejected && status > 0);
                assertThat(result.origin().response() != null).isEqualTo(i != rejected || status == 0);
            }
        }
    }

    @Test
    void aBatchThatFailsAsAWholeFailsAllItsCallsAndNoOther() {
        hubSpot.rejects(index -> index < 100, 401);
        List<CompletableFuture<Result>> results = add(200);
        respond();
        assertThat(results.subList(0, 100)).allMatch(result -> result.join().origin().failure() != null);
        assertThat(results.subList(100, 200)).allMatch(result -> verdict(result).isDone());
    }

    @Test
    void aCallThatTheResponseDoesNotContainIsUnknown() {
        hubSpot.omits(index -> index == 3);
        List<CompletableFuture<Result>> results = add(5);
        time.advance(DELAY);
        respond();
        assertThat(verdict(results.get(3)).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(results.get(3).join().origin().response()).isNotNull();
        assertThat(verdict(results.get(4)).isDone()).isTrue();
    }

    @Test
    void doesNotSendACallThatIsCancelledBeforeItsBatchIsDispatched() {
        List<CompletableFuture<Result>> results = add(3);
        CompletableFuture<Result> hot = add("7");
        CompletableFuture<Result> second = add("7");
        results.get(1).cancel(true);
        hot.cancel(true);
        time.advance(DELAY);
        assertThat(hubSpot.calls).singleElement().satisfies(call -> assertThat(call).extracting(BatchInput::index)
                .containsExactly(0L, 2L, 4L));
        results.get(2).cancel(true); // too late: the call is in flight
        respond();
        assertThat(verdict(results.get(0)).isDone()).isTrue();
        assertThat(verdict(second).isDone()).isTrue();
        assertThat(hubSpot.done).contains(2L).doesNotContain(1L, 3L);
        assertThat(queue.pending()).isZero();
        assertThat(queue.sent()).isEqualTo(3);
    }

    @Test
    void sendsNothing_whenAllCallsAreCancelled() {
        add(5).forEach(result -> result.cancel(true));
        time.advance(DELAY);
        assertThat(hubSpot.calls).isEmpty();
        assertThat(queue.pending()).isZero();
        assertThat(queue.groups()).isZero();
    }

    @Test
    void theNextBatchWaitsLongerForEachBatchInFlight() {
        for (int inFlight = 0; inFlight < 10; inFlight++) {
            add(3);
            time.advance(DELAY.multipliedBy(inFlight + 1).minusNanos(1));
            assertThat(sizes()).hasSize(inFlight);
            time.advance(Duration.ofNanos(1));
            assertThat(sizes()).hasSize(inFlight + 1).containsOnly(3);
        }
        add(99);
        time.advance(DELAY.multipliedBy(10));
        assertThat(sizes()).hasSize(10);
        add(1); // completes the batch
        assertThat(sizes()).hasSize(11).last().isEqualTo(100);
        add(5);
        time.advance(DELAY.multipliedBy(2));
        for (int left = 10; left > 1; left--) {
            responses.remove().run();
            assertThat(sizes()).as("%s in flight", left).hasSize(11);
        }
        responses.remove().run();
        assertThat(sizes()).as("1 in flight").hasSize(12).last().isEqualTo(5);
        respond();
        assertThat(queue.pending()).isZero();
        assertThat(hubSpot.done).hasSize(135);
        time.advance(Duration.ofSeconds(1));
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void atMostFiftyMillisecondsAreAddedForEachBatchInFlight() {
        Duration delay = Duration.ofSeconds(10);
        queue.add(write("g", "1"), delay);
        time.advance(delay);
        queue.add(write("g", "2"), delay);
        time.advance(delay.plusMillis(50));
        assertThat(sizes()).containsExactly(1, 1);
    }

    @Test
    void aResultThatCannotBeConvertedFailsItsOwnCallOnly() {
        CompletableFuture<Result> unfit = queue.add(write("unfit", null), DELAY);
        CompletableFuture<Result> fit = add("1");
        time.advance(DELAY);
        respond();
        assertThatThrownBy(unfit::join).hasRootCauseMessage("does not fit 0");
        assertThat(verdict(fit).isDone()).isTrue();
        assertThat(queue.pending()).isZero();
    }

    @Test
    void drainSendsPendingCallsAndThenThoseThatWaitForThem() throws Exception {
        List<CompletableFuture<Result>> results = new ArrayList<>(add(3));
        results.add(add("7"));
        results.add(add("7"));
        assertThat(queue.drain(Duration.ZERO)).isFalse();
        assertThat(sizes()).containsExactly(4);
        respond();
        assertThat(sizes()).containsExactly(4, 1);
        assertThat(queue.drain(Duration.ZERO)).isTrue();
        assertThat(results).allMatch(result -> verdict(result).isDone());
        assertThat(add("8")).as("a call after drain").isNull();
    }

    @Test
    void drainWaitsUntilEachCallHasItsResult() throws Exception {
        List<CompletableFuture<Result>> results = add(3);
        CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.drain(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(Duration.ofSeconds(60)).until(() -> hubSpot.calls.size() == 1 && responses.peek() != null);
        assertThat(drained).isNotDone();
        respond();
        assertThat(drained.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(results).allMatch(CompletableFuture::isDone);
    }

    @Test
    void closeFailsPendingCallsOnly() {
        List<CompletableFuture<Result>> left = add(100);
        CompletableFuture<Result> hot = add("7");
        time.advance(DELAY.multipliedBy(2));
        CompletableFuture<Result> second = add("7");
        CompletableFuture<Result> waiting = add("8");
        queue.close();
        for (CompletableFuture<Result> result : List.of(second, waiting)) {
            assertThatThrownBy(result::join).hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not sent: the endpoint was stopped");
        }
        assertThat(queue.pending()).isEqualTo(101);
        respond();
        assertThat(left).allMatch(result -> verdict(result).isDone());
        assertThat(verdict(hot).isDone()).isTrue();
        assertThat(sizes()).containsExactly(100, 1);
        assertThat(queue.pending()).isZero();
        assertThat(queue.groups()).isZero();
    }

    @Test
    void ignoresTheDelaysAfterSkipDelays() {
        List<CompletableFuture<Result>> results = new ArrayList<>(add(3));
        queue.skipDelays();
        assertThat(sizes()).containsExactly(3);
        for (int i = 0; i < 7; i++) {
            results.add(queue.add(write("g", null), Duration.ofSeconds(10)));
        }
        assertThat(sizes()).as("one is in flight").containsExactly(3);
        time.advance(DELAY);
        assertThat(sizes()).containsExactly(3, 7);
        respond();
        results.add(queue.add(write("g", null), Duration.ofSeconds(10)));
        respond();
        assertThat(sizes()).containsExactly(3, 7, 1);
        assertThat(results).allMatch(result -> verdict(result).isDone());
    }

    @Test
    void dispatchesAtOnce_whenTheTimerIsShutDown() {
        time.timer().shutdown();
        CompletableFuture<Result> result = add("1");
        respond();
        assertThat(verdict(result).isDone()).isTrue();
        assertThat(add("2")).isNull();
    }

    @Test
    void aCallerBlockedByAFullQueueWaitsForAVerdict_notForTheContinuationOfAnotherCall() throws Exception {
        queue = queue(2);
        CountDownLatch stuck = new CountDownLatch(1);
        List<CompletableFuture<Result>> results = add(2);
        CompletableFuture<Void> continuation = results.get(0).thenAccept(
                result -> await().atMost(Duration.ofSeconds(60)).until(() -> stuck.getCount() == 0));
        CompletableFuture<CompletableFuture<Result>> third = CompletableFuture.supplyAsync(() -> add("3"));
        time.advance(DELAY);
        assertThat(third).isNotDone();
        CompletableFuture<Void> responding = CompletableFuture.runAsync(this::respond);
        CompletableFuture<Result> result = third.get(10, TimeUnit.SECONDS);
        assertThat(continuation).isNotDone();
        stuck.countDown();
        responding.get(10, TimeUnit.SECONDS);
        time.advance(DELAY);
        respond();
        assertThat(verdict(result).isDone()).isTrue();
    }

    @Test
    void drainReleasesCallersThatAFullQueueBlocks() throws Exception {
        queue = queue(1);
        add("1");
        CompletableFuture<CompletableFuture<Result>> second = CompletableFuture.supplyAsync(() -> add("2"));
        queue.drain(Duration.ZERO);
        assertThat(second.get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void doesNotSendACall_whenItsBlockedCallerIsInterrupted() throws Exception {
        queue = queue(1);
        add("1");
        CompletableFuture<CompletableFuture<Result>> second = new CompletableFuture<>();
        Thread caller = new Thread(() -> second.complete(add("2")));
        caller.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> caller.getState() == Thread.State.WAITING);
        caller.interrupt();
        assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS).join()).hasMessageContaining("not sent: interrupted");
        time.advance(DELAY);
        respond();
        assertThat(hubSpot.done).containsExactly(0L);
    }

    @ParameterizedTest
    @CsvSource({ "1, 2000", "2, 150", "3, 7" })
    void eachCallerGetsItsOwnResultUnderLoad(int seed, int capacity) throws Exception {
        int callers = 40;
        int each = 250;
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        ExecutorService http = Executors.newFixedThreadPool(8);
        try {
            FakeHubSpot loaded = new FakeHubSpot(http).rejects(index -> index % 97 == seed, seed == 1 ? 0 : 400);
            CoalescingQueue real = new CoalescingQueue(timer, System::nanoTime, capacity);
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                all.add(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < each; i++) {
                        String id = i % 5 == 0 ? "shared " + i % 25 : number + "/" + i;
                        // the fake fails if an id is in flight twice
                        Result result = real.add(new OneCall("g", id, 100, false, loaded, Runnable::run), Duration.ofMillis(1))
                                .join();
                        long index = result.verdict().index();
                        boolean rejected = index % 97 == seed;
                        if (result.verdict().isDone() == rejected || !rejected && !result.verdict().id().equals("r" + index)) {
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
