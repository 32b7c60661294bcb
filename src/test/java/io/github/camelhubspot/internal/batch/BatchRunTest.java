package io.github.camelhubspot.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.lead.BatchInput;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.model.BatchVerdict.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of any length: each input gets one verdict, in order, with as few calls as necessary. */
class BatchRunTest {

    private static final int SIZE = 100;
    private static ExecutorService threads;

    @BeforeAll
    static void startThreads() {
        threads = Executors.newFixedThreadPool(8);
    }

    @AfterAll
    static void stopThreads() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static BatchInput input(Object id, long index) {
        return new BatchInput(index, Map.of("id", id, "objectWriteTraceId", "t" + index), null);
    }

    private static Iterator<Object> numbers(long count) {
        return LongStream.range(0, count).<Object>mapToObj(String::valueOf).iterator();
    }

    private static BufferedBatchRun run(FakeHubSpot hubSpot, Iterator<?> ids, int concurrency) throws Exception {
        return run(splitter(ids), hubSpot, concurrency);
    }

    private static BatchSplitter splitter(Iterator<?> ids) {
        return new BatchSplitter(ids, BatchRunTest::input, SIZE, false);
    }

    private static BatchSender sender(Function<List<BatchInput>, CompletableFuture<ApiResponse>> call) {
        return new BatchSender(call, threads, false, null);
    }

    private static BufferedBatchRun run(BatchSplitter splitter, Function<List<BatchInput>, CompletableFuture<ApiResponse>> call,
            int concurrency) throws Exception {
        return new BufferedBatchRun(splitter, sender(call), concurrency).start().get(60, TimeUnit.SECONDS);
    }

    private static VerdictIterator stream(FakeHubSpot hubSpot, Iterator<?> ids, int concurrency,
            BiFunction<Long, Map<String, ?>, RuntimeException> end) {
        return new VerdictIterator(splitter(ids), sender(hubSpot), concurrency, () -> { }, verdict -> verdict, end);
    }

    private static void assertVerdicts(List<Verdict> verdicts, long count, BitSet failing) {
        assertThat(verdicts).hasSize((int) count).doesNotContainNull();
        for (int i = 0; i < count; i++) {
            Verdict verdict = verdicts.get(i);
            if (verdict.index() != i || verdict.isDone() == failing.get(i)) {
                throw new AssertionError("input " + i + " has " + verdict);
            }
        }
    }

    private static BitSet some(int count, double share, Random random) {
        BitSet failing = new BitSet(count);
        IntStream.range(0, count).filter(i -> random.nextDouble() < share).forEach(failing::set);
        return failing;
    }

    @ParameterizedTest
    @CsvSource({ "1, 0, 0", "2, 0.001, 400", "3, 0.01, 409", "4, 0.03, 400", "5, 0.1, 400", "6, 0.1, 0", "7, 0.02, 0" })
    @Timeout(30)
    void givesEachOfAHundredThousandInputsOneVerdict(long seed, double share, int rejectionStatus) throws Exception {
        int count = 100_000;
        BitSet failing = some(count, share, new Random(seed));
        FakeHubSpot hubSpot = new FakeHubSpot(Runnable::run).rejects(index -> failing.get((int) index), rejectionStatus);

        BufferedBatchRun run = run(hubSpot, numbers(count), 4);

        assertVerdicts(run.result().verdicts(), count, failing);
        assertThat(hubSpot.done).hasSize(count - failing.cardinality());
        assertThat(hubSpot.maxInFlight.get()).isBetween(1, 4);
        Map<Long, Integer> calls = new HashMap<>();
        hubSpot.calls.forEach(call -> calls.merge(call.get(0).index() / SIZE, 1, Integer::sum));
        assertThat(calls).hasSize(count / SIZE);
        calls.forEach((batch, number) -> {
            int from = batch.intValue() * SIZE;
            int rejected = rejectionStatus == 0 ? 0 : failing.get(from, from + SIZE).cardinality();
            assertThat(number.doubleValue()).isLessThanOrEqualTo(1 + 2 * rejected * Math.log(SIZE) / Math.log(2));
        });
    }

    @Test
    void oneRejectedInputTakesAtMostTwoCallsPerHalving_whateverItsPosition() throws Exception {
        for (int position = 0; position < SIZE; position++) {
            long failing = position;
            FakeHubSpot hubSpot = new FakeHubSpot(Runnable::run).rejects(index -> index == failing, 400);
            BufferedBatchRun run = run(hubSpot, numbers(SIZE), 1);
            assertThat(run.result().undone()).isEqualTo(1);
            assertThat(run.result().verdicts().get(position).message()).contains("rejected");
            assertThat((double) hubSpot.calls.size()).as("rejected input at %s", position)
                    .isLessThanOrEqualTo(1 + 2 * Math.log(SIZE) / Math.log(2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 5 })
    void keepsAtMostTheConfiguredNumberOfCallsInFlight(int concurrency) throws Exception {
        FakeHubSpot hubSpot = new FakeHubSpot(threads);
        assertVerdicts(run(hubSpot, numbers(5_050), concurrency).result().verdicts(), 5_050, new BitSet());
        assertThat(hubSpot.maxInFlight.get()).isBetween(1, concurrency);
        assertThat(hubSpot.calls).hasSize(51);
    }

    @Test
    void matchesAResponseInAnyOrderByTraceId() throws Exception {
        Random random = new Random(11);
        BitSet failing = some(1_000, 0.2, random);
        FakeHubSpot hubSpot = new FakeHubSpot(Runnable::run).rejects(index -> failing.get((int) index), 0).shuffles(random);
        BufferedBatchRun run = run(hubSpot, numbers(1_000), 3);
        assertVerdicts(run.result().verdicts(), 1_000, failing);
        assertThat(run.result().verdicts()).allSatisfy(verdict -> assertThat(verdict.isDone() ? verdict.id() : verdict.message())
                .isEqualTo((verdict.isDone() ? "r" : "bad ") + verdict.index()));
        assertThat((List<?>) run.result().asMap().get("results")).extracting(lead -> ((Map<?, ?>) lead).get("id"))
                .isEqualTo(IntStream.range(0, 1_000).filter(i -> !failing.get(i)).mapToObj(i -> "r" + i).toList());
    }

    @Test
    void inputsWithTheSameIdNeitherShareABatchNorOvertakeEachOther() throws Exception {
        Random random = new Random(5);
        List<String> ids = random.ints(20_000, 0, 700).mapToObj(String::valueOf).toList();
        FakeHubSpot hubSpot = new FakeHubSpot(threads); // throws if an id is in flight twice
        BufferedBatchRun run = run(hubSpot, ids.iterator(), 4);
        assertVerdicts(run.result().verdicts(), ids.size(), new BitSet());
        Map<String, Long> last = new HashMap<>();
        hubSpot.calls.forEach(call -> call.forEach(input -> {
            Long before = last.put(input.id(), input.index());
            assertThat(before == null ? -1 : before).isLessThan(input.index());
        }));
    }

    @Test
    void fillsBatchesAlthoughIdsAreRepeated() throws Exception {
        List<String> pairs = IntStream.range(0, 2_000).mapToObj(i -> String.valueOf(i / 2)).toList();
        FakeHubSpot hubSpot = new FakeHubSpot(Runnable::run);
        assertVerdicts(run(hubSpot, pairs.iterator(), 2).result().verdicts(), 2_000, new BitSet());
        assertThat(hubSpot.calls.size()).isLessThanOrEqualTo(24);
    }

    @Test
    void writesToOneLeadAreSentInOrder() throws Exception {
        FakeHubSpot hubSpot = new FakeHubSpot(threads);
        assertVerdicts(run(hubSpot, Collections.nCopies(250, "1").iterator(), 3).result().verdicts(), 250, new BitSet());
        assertThat(hubSpot.calls).hasSize(250).allSatisfy(call -> assertThat(call).hasSize(1));
    }

    @Test
    void aRepeatedIdOfAReadIsSentOnceAndReturnedTwice() throws Exception {
        List<List<BatchInput>> calls = new ArrayList<>();
        Function<List<BatchInput>, CompletableFuture<ApiResponse>> call = inputs -> {
            calls.add(inputs);
            Map<String, Object> body = Map.of("results", inputs.stream().filter(input -> !input.id().equals("7"))
                    .map(input -> Map.of("id", input.id())).toList());
            return CompletableFuture.completedFuture(new ApiResponse(200, null, 1, body, body, null, null, null, null, null));
        };
        List<String> ids = List.of("1", "7", "1", "2", "7");
        BatchSplitter splitter = new BatchSplitter(ids.iterator(), (id, index) -> new BatchInput(index, Map.of("id", id), null),
                SIZE, true);
        BufferedBatchRun run = new BufferedBatchRun(splitter, new BatchSender(call, threads, true, null), 2).start()
                .get(10, TimeUnit.SECONDS);
        assertThat(calls).singleElement().satisfies(only -> assertThat(only).extracting(BatchInput::id)
                .containsExactly("1", "7", "2"));
        assertThat(run.result().verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.DONE, Outcome.FAILED,
                Outcome.DONE, Outcome.DONE, Outcome.FAILED);
        assertThat(run.result().errors()).singleElement().satisfies(error -> assertThat(error.get("category"))
                .isEqualTo("OBJECT_NOT_FOUND"));
    }

    @Test
    void anUpdateThatTheResponseDoesNotContainIsUnknown() throws Exception {
        FakeHubSpot hubSpot = new FakeHubSpot(Runnable::run).omits(index -> index == 130);
        BufferedBatchRun run = run(hubSpot, numbers(250), 2);
        assertThat(run.result().verdicts().get(130).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(run.result().undone()).isEqualTo(1);
        assertThat(run.result().errors()).singleElement().satisfies(error -> assertThat(error)
                .hasEntrySatisfying("category", category -> assertThat(category).isEqualTo("OUTCOME_UNKNOWN"))
                .hasEntrySatisfying("context", context -> assertThat(context).isEqualTo(
                        Map.of("ids", List.of("130"), "objectWriteTraceId", List.of("t130")))));
    }

    @ParameterizedTest
    @ValueSource(ints = { 190, 200, 210, 250, 1_050 })
    @Timeout(60)
    void sendsNothing_whenAllInputsAreInvalid_andGivesEachAVerdict(int count) throws Exception {
        HubSpotValidationException refusal = new HubSpotValidationException(HubSpotError.local("test", "bad", 0), null);
        BatchSplitter splitter = new BatchSplitter(numbers(count), (id, index) -> new BatchInput(index, Map.of(), refusal), SIZE,
                false);
        FakeHubSpot hubSpot = new FakeHubSpot(Runnable::run);
        BufferedBatchRun run = run(splitter, hubSpot, 2);
        BitSet failing = new BitSet();
        failing.set(0, count);
        assertVerdicts(run.result().verdicts(), count, failing);
        assertThat(hubSpot.calls).isEmpty();
        assertThat(run.failure()).isNull();
    }

    @Test
    void goesOnAfterABatchThatFailedTemporarily() throws Exception {
        FakeHubSpot inner = new FakeHubSpot(Runnable::run);
        BufferedBatchRun run = run(splitter(numbers(300)), inputs -> {
            if (inputs.get(0).index() == 100) {
                throw FakeHubSpot.failure(423);
            }
            return inner.apply(inputs);
        }, 1);
        assertThat(run.failure()).isNull();
        BitSet failing = new BitSet();
        failing.set(100, 200);
        assertVerdicts(run.result().verdicts(), 300, failing);
        assertThat(run.result().errors()).hasSize(1);
    }

    @Test
    void stopsSendingAfterAFailureThatEveryFurtherCallWouldRepeat() throws Exception {
        FakeHubSpot inner = new FakeHubSpot(Runnable::run);
        AtomicLong calls = new AtomicLong();
        BufferedBatchRun run = run(splitter(numbers(1_000)), inputs -> {
            if (calls.incrementAndGet() > 3) {
                throw FakeHubSpot.failure(401);
            }
            return inner.apply(inputs);
        }, 1);
        assertThat(calls.get()).isEqualTo(4);
        assertThat(run.failure()).isNull();
        BitSet failing = new BitSet();
        failing.set(300, 1_000);
        assertVerdicts(run.result().verdicts(), 1_000, failing);
        assertThat(run.result().verdicts().get(400).message()).startsWith("not sent");
        assertThat(run.result().verdicts().get(300).message()).doesNotContain("not sent");
    }

    @Test
    void failsAsAWhole_whenOneFailureKeepsAllInputsFromBeingDone() throws Exception {
        AtomicLong calls = new AtomicLong();
        AtomicLong read = new AtomicLong();
        Iterator<Object> ids = Stream.<Object>generate(() -> String.valueOf(read.getAndIncrement())).limit(100_000).iterator();
        BufferedBatchRun run = run(splitter(ids), inputs -> {
            calls.incrementAndGet();
            throw FakeHubSpot.failure(401);
        }, 2);
        assertThat(run.failure()).isInstanceOf(HubSpotAuthenticationException.class);
        assertThat(calls.get()).isBetween(1L, 2L);
        assertThat(read.get()).isLessThan(1_000);
    }

    @Test
    @Timeout(20)
    void aStreamKeepsAtMostTwoBatchesInMemory() {
        AtomicLong read = new AtomicLong();
        Iterator<Object> ids = Stream.<Object>generate(() -> String.valueOf(read.getAndIncrement())).limit(100_000).iterator();
        BitSet failing = some(100_000, 0.01, new Random(3));
        FakeHubSpot hubSpot = new FakeHubSpot(threads).rejects(index -> failing.get((int) index), 400);
        VerdictIterator verdicts = stream(hubSpot, ids, 2, (undone, first) -> null);
        long next = 0;
        while (verdicts.hasNext()) {
            Verdict verdict = (Verdict) verdicts.next();
            assertThat(verdict.index()).isEqualTo(next++);
            assertThat(verdict.isDone()).isNotEqualTo(failing.get((int) verdict.index()));
            // the iterator of a stream reads one element ahead
            assertThat(read.get() - next).isLessThanOrEqualTo(2 * SIZE + 1);
        }
        assertThat(next).isEqualTo(100_000);
        assertThat(hubSpot.maxInFlight.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void aStreamReadsNothingBeforeTheFirstVerdictIsRequestedAndNothingAfterClose() {
        AtomicLong read = new AtomicLong();
        Iterator<Object> ids = Stream.<Object>generate(() -> String.valueOf(read.getAndIncrement())).iterator();
        AtomicBoolean closed = new AtomicBoolean();
        FakeHubSpot hubSpot = new FakeHubSpot(Runnable::run);
        VerdictIterator verdicts = new VerdictIterator(splitter(ids), new BatchSender(hubSpot, Runnable::run, false, null), 2,
                () -> closed.set(true), verdict -> verdict, (undone, first) -> null);
        assertThat(read.get()).isZero();
        assertThat(((Verdict) verdicts.next()).isDone()).isTrue();
        long before = read.get();
        verdicts.close();
        assertThat(closed).isTrue();
        assertThat(verdicts.hasNext()).isFalse();
        assertThat(read.get()).isEqualTo(before).isLessThanOrEqualTo(2 * SIZE + 1);
        assertThatThrownBy(verdicts::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aStreamEndsWithItsFailure() {
        VerdictIterator unauthorized = stream(new FakeHubSpot(Runnable::run).rejects(index -> true, 401), numbers(500), 2,
                (undone, first) -> null);
        assertThatThrownBy(unauthorized::hasNext).isInstanceOf(HubSpotAuthenticationException.class);
        VerdictIterator partial = stream(new FakeHubSpot(Runnable::run).rejects(index -> index == 3, 0), numbers(10), 2,
                (undone, first) -> new IllegalStateException(undone + " undone: " + first.get("message")));
        for (int i = 0; i < 10; i++) {
            partial.next();
        }
        assertThatThrownBy(partial::hasNext).hasMessage("1 undone: bad 3");
        Iterator<Object> broken = Stream.<Object>iterate("0", id -> {
            if (id.equals("150")) {
                throw new IllegalStateException("broken");
            }
            return String.valueOf(Integer.parseInt((String) id) + 1);
        }).iterator();
        VerdictIterator cut = stream(new FakeHubSpot(Runnable::run), broken, 2, (undone, first) -> null);
        for (int i = 0; i < 151; i++) {
            assertThat(((Verdict) cut.next()).isDone()).isTrue();
        }
        assertThatThrownBy(cut::hasNext).hasMessage("broken");
        assertThat(cut.hasNext()).isFalse();
    }

    @Test
    void sendsTheInputsBeforeTheOneThatCannotBeRead() throws Exception {
        Iterator<Object> broken = new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Object next() {
                if (next == 250) {
                    throw new IllegalStateException("broken");
                }
                return String.valueOf(next++);
            }
        };
        BufferedBatchRun run = run(new FakeHubSpot(Runnable::run), broken, 2);
        assertThat(run.readFailure()).hasMessage("broken");
        assertVerdicts(run.result().verdicts(), 250, new BitSet());
    }

    @Test
    void aSlowCallDelaysOnlyItsOwnBatch() throws Exception {
        CompletableFuture<ApiResponse> slow = new CompletableFuture<>();
        FakeHubSpot inner = new FakeHubSpot(Runnable::run);
        CompletableFuture<BufferedBatchRun> finished = new BufferedBatchRun(splitter(numbers(1_000)),
                sender(inputs -> inputs.get(0).index() == 0 ? slow : inner.apply(inputs)), 2).start();
        await().atMost(Duration.ofSeconds(10)).until(() -> inner.calls.size() == 9);
        assertThat(finished).isNotDone();
        slow.completeExceptionally(FakeHubSpot.failure(503));
        BufferedBatchRun run = finished.get(10, TimeUnit.SECONDS);
        assertThat(run.result().verdicts().subList(0, SIZE)).allMatch(verdict -> verdict.outcome() == Outcome.UNKNOWN);
        assertThat(run.result().undone()).isEqualTo(SIZE);
    }
}
