package io.github.camelhubspot.support;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.spi.ScheduledPollConsumerScheduler;
import org.apache.camel.support.service.ServiceSupport;

/** A scheduler that runs its task when a test says so. */
public final class ByHand extends ServiceSupport implements ScheduledPollConsumerScheduler {

    private CamelContext camelContext;
    private Runnable task;

    /** Runs the task so many times, one after the other. */
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            task.run();
        }
    }

    @Override
    public void onInit(Consumer consumer) {
        // nothing of it is needed
    }

    @Override
    public void scheduleTask(Runnable runnable) {
        task = runnable;
    }

    @Override
    public void unscheduleTask() {
        task = null;
    }

    @Override
    public void startScheduler() {
        // a test does
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
