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

/** The pool grows while all of its threads are blocked, and does not grow while it makes progress. */
@Timeout(120)
class GrowingPoolTest {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FakeTime time = new FakeTime();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(2, 8, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
            this::thread);
    private final Executor pool = GrowingPool.of(threads, threads, time.timer(), 8);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private volatile boolean canCreateThreads = true;

    @AfterEach
    void stop() {
        release.countDown();
        threads.shutdownNow();
    }

    private Thread thread(Runnable task) {
        if (!canCreateThreads) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        return new Thread(task);
    }

    private void block(int tasks) {
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
    void growsUntilATaskThatTheOthersWaitForCanRun() {
        block(7);
        pool.execute(release::countDown);
        await().atMost(PATIENCE).until(() -> begun.get() == 2);
        time.advance(CHECK_INTERVAL);
        await().atMost(PATIENCE).until(() -> begun.get() == 4);
        time.advance(CHECK_INTERVAL);
        await().atMost(PATIENCE).until(() -> release.getCount() == 0 && threads.getQueue().isEmpty()
                && threads.getActiveCount() == 0);
        time.advance(CHECK_INTERVAL);
        assertThat(threads.getCorePoolSize()).isEqualTo(2);
        assertThat(time.scheduled()).as("scheduled checks").isZero();
    }

    @Test
    void neverHasMoreThreadsThanAllowed() {
        block(40);
        for (int i = 0; i < 5; i++) {
            time.advance(CHECK_INTERVAL);
        }
        await().atMost(PATIENCE).until(() -> begun.get() == 8);
        assertThat(threads.getPoolSize()).isEqualTo(8);
    }

    @Test
    void doesNotGrowWhileTasksEnd() {
        CountDownLatch one = new CountDownLatch(1);
        pool.execute(() -> await().atMost(PATIENCE).until(() -> one.getCount() == 0));
        block(4);
        one.countDown();
        await().atMost(PATIENCE).until(() -> threads.getCompletedTaskCount() == 1);
        time.advance(CHECK_INTERVAL);
        assertThat(threads.getCorePoolSize()).isEqualTo(2);
        time.advance(CHECK_INTERVAL);
        assertThat(threads.getCorePoolSize()).isEqualTo(4);
    }

    @Test
    void schedulesNoCheckWhileTheQueueIsEmpty() {
        block(2);
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void keepsTheAdditionalThreadsWhileTasksStayBlocked() {
        block(3);
        time.advance(CHECK_INTERVAL);
        await().atMost(PATIENCE).until(() -> begun.get() == 3);
        time.advance(CHECK_INTERVAL.multipliedBy(10));
        CountDownLatch done = new CountDownLatch(1);
        pool.execute(done::countDown);
        await().atMost(PATIENCE).until(() -> done.getCount() == 0);
        assertThat(threads.getCorePoolSize()).isEqualTo(4);

        release.countDown();
        await().atMost(PATIENCE).until(() -> threads.getActiveCount() == 0);
        time.advance(CHECK_INTERVAL);
        assertThat(threads.getCorePoolSize()).isEqualTo(2);
        assertThat(time.scheduled()).as("scheduled checks").isZero();
    }

    @Test
    void triesAgainLaterWhenTheJvmCannotCreateAThread() {
        block(2);
        pool.execute(release::countDown);
        canCreateThreads = false;
        assertThatThrownBy(() -> time.advance(CHECK_INTERVAL)).isInstanceOf(OutOfMemoryError.class);
        assertThat(release.getCount()).isOne();
        canCreateThreads = true;
        time.advance(CHECK_INTERVAL);
        await().atMost(PATIENCE).until(() -> release.getCount() == 0);
    }

    @Test
    void runsQueuedTasksAfterTheTimerHasEnded() {
        block(2);
        time.timer().shutdown();
        CountDownLatch done = new CountDownLatch(1);
        pool.execute(done::countDown);
        assertThat(time.scheduled()).isZero();
        release.countDown();
        await().atMost(PATIENCE).until(() -> done.getCount() == 0);
    }

    @Test
    void doesNotChangePoolsOfAnotherType() {
        assertThat(GrowingPool.of(Runnable::run, ForkJoinPool.commonPool(), time.timer(), 8)).isNotInstanceOf(GrowingPool.class);
    }
}
