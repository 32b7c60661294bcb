package io.github.camelhubspot.internal.component.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits the number of tasks that run at once on a pool without a limit. */
@Timeout(120)
class BoundedExecutorTest {

    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setUncaughtExceptionHandler((where, failure) -> uncaught.add(failure));
        return thread;
    });
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger maxRunning = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void stop() {
        release.countDown();
        threads.shutdownNow();
    }

    private void task() {
        maxRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.decrementAndGet();
        done.incrementAndGet();
    }

    @Test
    void runsAllTasksAndNeverMoreAtOnceThanAllowed() {
        BoundedExecutor executor = new BoundedExecutor(threads, 3, 1_000);
        for (int i = 0; i < 500; i++) {
            executor.execute(this::task);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> running.get() == 3);
        release.countDown();
        await().atMost(Duration.ofSeconds(60)).until(() -> done.get() == 500);
        assertThat(maxRunning).hasValue(3);
    }

    @Test
    void callerRunsItsTaskWhenTheQueueIsFull() {
        BoundedExecutor executor = new BoundedExecutor(threads, 1, 2);
        for (int i = 0; i < 3; i++) {
            executor.execute(this::task);
        }
        List<Thread> ran = new ArrayList<>();
        executor.execute(() -> ran.add(Thread.currentThread()));
        assertThat(ran).containsExactly(Thread.currentThread());
        release.countDown();
        await().atMost(Duration.ofSeconds(60)).until(() -> done.get() == 3);
    }

    @Test
    void runsTheNextTasksAfterATaskThrewAnError() {
        BoundedExecutor executor = new BoundedExecutor(threads, 1, 10);
        release.countDown();
        executor.execute(() -> {
            throw new StackOverflowError("for a test");
        });
        executor.execute(this::task);
        await().atMost(Duration.ofSeconds(60)).until(() -> done.get() == 1);
        assertThat(uncaught).singleElement().isInstanceOf(StackOverflowError.class);
    }

    @Test
    void callerRunsAllTasksWhenThePoolRejectsThem() {
        BoundedExecutor executor = new BoundedExecutor(task -> {
            throw new RejectedExecutionException("ended");
        }, 1, 10);
        release.countDown();
        for (int i = 0; i < 3; i++) {
            executor.execute(this::task);
        }
        assertThat(done).hasValue(3);
    }
}
