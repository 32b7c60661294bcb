package io.github.camelhubspot.support;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.spi.ScheduledPollConsumerScheduler;
import org.apache.camel.support.service.ServiceSupport;

/** A scheduler that runs the tasks of its consumers when a test calls it. */
public final class ByHand extends ServiceSupport implements ScheduledPollConsumerScheduler {

    private final List<Runnable> tasks = new CopyOnWriteArrayList<>();
    private CamelContext camelContext;

    /** Runs each task a number of times, one after the other. */
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            tasks.forEach(Runnable::run);
        }
    }

    /** Runs each task once on each of a number of threads. */
    public void runOnThreads(int threads) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Object> done : executor.invokeAll(tasks.stream().<Callable<Object>> map(Executors::callable).toList())) {
                done.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Override
    public void onInit(Consumer consumer) {
        // not needed
    }

    @Override
    public void scheduleTask(Runnable runnable) {
        tasks.add(runnable);
    }

    @Override
    public void unscheduleTask() {
        tasks.clear();
    }

    @Override
    public void startScheduler() {
        // the test runs the tasks
    }

    @Override
    public boolean isSchedulerStarted() {
        return isStarted();
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }
}
