package io.github.camelhubspot.internal.component.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelhubspot.internal.resilience.FakeTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that wait for each other get company, and those that only have much to do do not. */
@Timeout(120)
class GrowingPoolTest {

    private static final Duration LONG = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FakeTime time = new FakeTime();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(2, 8, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
            this::thread);
    private final Executor pool = GrowingPool.of(threads, threads, time.timer(), 8);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private volatile boolean threadsToBeHad = true;

    @AfterEach
    void stop() {
        release.countDown();
        threads.shutdownNow();
    }

    private Thread thread(Runnable task) {
        if (!threadsToBeHad) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        return new Thread(task);
    }

    private void stuck(int tasks) {
        for (int i = 0; i < tasks; i++) {
            pool.execute(() -> {
                begun.incrementAndGet();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    @Test
    void whatWaitsForWhatWaitsBehindItGetsThere() {
        stuck(7);
        pool.execute(release::countDown);
        await().atMost(PATIENCE).until(() -> begun.get() == 2);
        time.advance(LONG);
        await().atMost(PATIENCE).until(() -> begun.get() == 4);
        time.advance(LONG);
        await().atMost(PATIENCE).until(() -> release.getCount() == 0 && threads.getQueue().isEmpty() && threads.getActiveCount() == 0);
        time.advance(LONG);
        assertThat(threads.getCorePoolSize()).isEqualTo(2);
        assertThat(time.scheduled()).as("nobody looks any more").isZero();
    }

    @Test
    void thereAreNeverMoreThreadsThanAllowed() {
        stuck(40);
        for (int i = 0; i < 5; i++) {
            time.advance(LONG);
        }
        await().atMost(PATIENCE).until(() -> begun.get() == 8);
        assertThat(threads.getPoolSize()).isEqualTo(8);
    }

    @Test
    void whereSomethingEndsThereAreNoMoreThreads() {
        CountDownLatch one = new CountDownLatch(1);
        pool.execute(() -> await().atMost(PATIENCE).until(() -> one.getCount() == 0));
        stuck(4);
        one.countDown();
        await().atMost(PATIENCE).until(() -> threads.getCompletedTaskCount() == 1);
        time.advance(LONG);
        assertThat(threads.getCorePoolSize()).isEqualTo(2);
        time.advance(LONG);
        assertThat(threads.getCorePoolSize()).isEqualTo(4);
    }

    @Test
    void nothingIsWatchedWhileThereAreThreadsEnough() {
        stuck(2);
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void whatComesWhileOthersStayStuckDoesNotWait() {
        stuck(3);
        time.advance(LONG);
        await().atMost(PATIENCE).until(() -> begun.get() == 3);
        time.advance(LONG.multipliedBy(10));
        CountDownLatch done = new CountDownLatch(1);
        pool.execute(done::countDown);
        await().atMost(PATIENCE).until(() -> done.getCount() == 0);
        assertThat(threads.getCorePoolSize()).isEqualTo(4);

        release.countDown();
        await().atMost(PATIENCE).until(() -> threads.getActiveCount() == 0);
        time.advance(LONG);
        assertThat(threads.getCorePoolSize()).isEqualTo(2);
        assertThat(time.scheduled()).as("nobody looks any more").isZero();
    }

    @Test
    void whenThereIsNoThreadToBeHadItIsAskedForAgainLater() {
        stuck(2);
        pool.execute(release::countDown);
        threadsToBeHad = false;
        assertThatThrownBy(() -> time.advance(LONG)).isInstanceOf(OutOfMemoryError.class);
        assertThat(release.getCount()).isOne();
        threadsToBeHad = true;
        time.advance(LONG);
        await().atMost(PATIENCE).until(() -> release.getCount() == 0);
    }

    @Test
    void whenTheTimerHasEndedWhatWaitsStillGetsItsTurn() {
        stuck(2);
        time.timer().shutdown();
        CountDownLatch done = new CountDownLatch(1);
        pool.execute(done::countDown);
        assertThat(time.scheduled()).isZero();
        release.countDown();
        await().atMost(PATIENCE).until(() -> done.getCount() == 0);
    }

    @Test
    void threadsOfAnotherKindAreUsedAsTheyAre() {
        assertThat(GrowingPool.of(Runnable::run, ForkJoinPool.commonPool(), time.timer(), 8)).isNotInstanceOf(GrowingPool.class);
    }
}
