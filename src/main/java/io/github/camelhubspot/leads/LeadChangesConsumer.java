package io.github.camelhubspot.leads;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelhubspot.internal.changes.Change;
import io.github.camelhubspot.internal.changes.ChangeWalk;
import io.github.camelhubspot.internal.changes.LeadAssociationsOfPage;
import io.github.camelhubspot.internal.component.HubSpotConsumer;
import io.github.camelhubspot.internal.component.observe.ChangesObservation;
import io.github.camelhubspot.internal.leads.position.StoredPosition;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers leads that were created, changed or archived. The position passes a change only when its exchange has completed, and
 * the next page is delivered only after the position is saved.
 *
 * <p>Start, stop and polls do not run at the same time, so the fields need no lock. With a {@code concurrency} above 1, only
 * {@link #process} runs on several threads. Public for JMX only.
 */
@ManagedResource(description = "Managed consumer of lead changes")
public final class LeadChangesConsumer extends HubSpotConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(LeadChangesConsumer.class);
    /** Maximum number of leads in a page of HubSpot's search. */
    private static final int PAGE = 200;
    /** Extra time that the health check allows for waits under the rate limit and for retries. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final HubSpotLeadsEndpoint endpoint;
    private final ChangesProgress progress;

    private ChangesOptions options;
    private StoredPosition position;
    private DeliveredChanges delivered;
    /** {@code null} until this consumer has the position. */
    private ChangeWalk walk;
    private ChangeMessages messages;
    private LeadAssociationsOfPage associations;
    private ExecutorService workers;
    private ChangesObservation observation;

    LeadChangesConsumer(HubSpotLeadsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.progress = endpoint.progress();
    }

    @Override
    protected int pollHubSpot() throws Exception {
        if (walk == null && !open()) {
            return 0;
        }
        int exchanges = 0;
        boolean failed = false;
        while (!failed && exchanges < options.maxPerPoll() && mayDeliver()) {
            position.save(walk.position()); // in case the last attempt to save it failed
            List<Change> page = walk.next(options.batch() ? PAGE : Math.min(PAGE, options.maxPerPoll() - exchanges));
            progress.polled(walk);
            forceConsumerAsReady(); // the route is ready, even if the first delivery takes long
            if (page.isEmpty()) {
                break;
            }
            List<Change> pending = delivered.skip(page, walk::done);
            if (associations != null && !pending.isEmpty()) {
                associations.addTo(pending.stream().map(Change::lead).toList());
            }
            PageResult result = delivering(() -> deliver(pending));
            exchanges += result.exchanges();
            failed = result.failed();
            delivered.throwIfNotRecorded();
        }
        // a failed poll must not count as idle, which would put off the next attempt; but a greedy consumer would poll at once
        return failed && isGreedy() ? 0 : exchanges;
    }

    @Override
    protected void doStart() throws Exception {
        // not in the constructor: the endpoint may not be initialised yet when its consumer is created
        LeadChanges changes = endpoint.changes();
        options = changes.options();
        delivered = new DeliveredChanges(endpoint.getRequestOptions().getIdempotentRepository(), options.name());
        messages = new ChangeMessages(endpoint, options.batch());
        associations = changes.associations(cancellation());
        position = changes.position();
        walk = null;
        try {
            if (!open()) {
                LOG.warn("The former consumer of position {} has an exchange in flight: nothing is delivered until it completes,"
                        + " so that no lead is in two exchanges at once", options.name());
            }
            observation = new ChangesObservation(endpoint.getCamelContext(), options.name(), progress::reading,
                    InstantSource.system());
            if (options.concurrency() > 1) {
                workers = endpoint.getCamelContext().getExecutorServiceManager().newFixedThreadPool(this,
                        "HubSpotLeadChanges", options.concurrency());
            }
            setMaxMessagesPerPoll(options.maxPerPoll());
            super.doStart();
        } catch (Exception e) {
            endObservation();
            release();
            throw e;
        }
    }

    @Override
    protected void doStop() throws Exception {
        try {
            super.doStop();
        } finally {
            position.abandon();
            endObservation();
        }
    }

    private void endObservation() {
        if (observation != null) {
            observation.close();
            observation = null;
        }
    }

    @Override
    protected void release() {
        if (position != null) {
            position.release(); // first, because another consumer may wait for it
        }
        if (workers != null) {
            endpoint.getCamelContext().getExecutorServiceManager().shutdown(workers);
            workers = null;
        }
    }

    @Override
    protected void doBuild() throws Exception {
        if (getHealthCheck() == null) {
            setHealthCheck(new ChangesHealthCheck(this, InstantSource.system()));
        }
        super.doBuild();
    }

    /** Returns the state that operators see. */
    ChangesProgress progress() {
        return progress;
    }

    /** Returns how old the last good poll may be; {@code null} if polls do not follow the delay of the endpoint. */
    Duration maxPollAge() {
        if (isSuspendingOrSuspended() || getRepeatCount() > 0 || !"none".equals(endpoint.getScheduler())) {
            return null;
        }
        long delay = getTimeUnit().toMillis(getDelay()) * Math.max(1, getBackoffMultiplier());
        return Duration.ofMillis(3 * delay).plus(GRACE);
    }

    /**
     * Takes and loads the position.
     *
     * @return {@code false} if a stopped consumer still has it because an exchange of it is in flight
     */
    private boolean open() {
        String stored = null;
        try {
            if (!position.take()) {
                return false;
            }
            stored = position.load();
            ChangeWalk opened = endpoint.changes().walk(stored, cancellation());
            position.save(opened.position());
            progress.moved(opened);
            walk = opened;
            return true;
        } catch (IllegalArgumentException e) {
            position.release();
            throw stored == null ? e : position.unreadable(e);
        } catch (RuntimeException e) {
            position.release();
            throw e;
        }
    }

    /**
     * The result of delivering a page.
     *
     * @param exchanges number of exchanges, failed ones included
     */
    private record PageResult(int exchanges, boolean failed) {
    }

    private PageResult deliver(List<Change> changes) throws InterruptedException {
        List<List<Change>> portions = changes.isEmpty() ? List.of()
                : options.batch() ? List.of(changes) : changes.stream().map(List::of).toList();
        PageResult result = workers != null ? deliverConcurrently(portions) : deliverOneByOne(portions);
        progress.moved(walk);
        position.save(walk.position());
        return result;
    }

    /** @param portions the changes of each exchange */
    private PageResult deliverOneByOne(List<List<Change>> portions) {
        AtomicInteger done = new AtomicInteger();
        Queue<Object> batch = new ArrayDeque<>(portions.size());
        portions.forEach(portion -> batch.add(delivery(portion, () -> {
            portion.forEach(walk::done);
            done.incrementAndGet();
        })));
        int exchanges = processBatch(batch);
        return new PageResult(exchanges, done.get() < exchanges);
    }

    /**
     * Delivers a page with {@code concurrency} tasks, each of which makes one exchange after the other. No lead is in two
     * exchanges at once, because a page has a lead once and the next page follows when this one is complete. The number of tasks
     * is the limit, because a pool of virtual threads has no size.
     */
    private PageResult deliverConcurrently(List<List<Change>> portions) throws InterruptedException {
        int size = portions.size();
        AtomicInteger exchanges = new AtomicInteger();
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        AtomicInteger next = new AtomicInteger();
        Callable<Void> task = () -> {
            for (int i = next.getAndIncrement(); i < size && mayDeliver(); i = next.getAndIncrement()) {
                int index = i;
                exchanges.incrementAndGet();
                process(delivery(portions.get(i), () -> done.add(index)), i, size);
            }
            return null;
        };
        List<Future<Void>> tasks = workers.invokeAll(Collections.nCopies(Math.min(options.concurrency(), size), task));
        done.stream().sorted().forEach(index -> portions.get(index).forEach(walk::done));
        throwError(tasks);
        return new PageResult(exchanges.get(), done.size() < exchanges.get());
    }

    /** Throws the error of a task. An exception of the route has failed its exchange only, and does not get here. */
    private static void throwError(List<Future<Void>> tasks) throws InterruptedException {
        for (Future<Void> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private Delivery delivery(List<Change> portion, Runnable done) {
        return new Delivery(exchange -> messages.fill(exchange.getMessage(), portion, walk), ChangeMessages.describe(portion),
                () -> {
                    delivered.add(portion);
                    progress.delivered();
                    done.run();
                });
    }

    @ManagedAttribute(description = "Position as it is stored")
    public String getPosition() {
        return progress.reading().position();
    }

    @ManagedAttribute(description = "Maximum age, in milliseconds, of a change that is not yet delivered; -1 before the"
            + " first response")
    public long getLag() {
        return progress.reading().lag();
    }

    @ManagedAttribute(description = "When HubSpot last responded or an exchange last completed")
    public Date getLastGoodPoll() {
        Instant last = progress.reading().lastGoodPoll();
        return last == null ? null : Date.from(last);
    }

    @ManagedAttribute(description = "Completed exchanges")
    public long getDelivered() {
        return progress.reading().delivered();
    }

    @ManagedAttribute(description = "Calls in the last hour, retries not counted")
    public int getCallsLastHour() {
        return progress.reading().callsLastHour();
    }
}
