package io.github.camelhubspot.leads;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.changes.Change;
import io.github.camelhubspot.internal.changes.ChangeWalk;
import io.github.camelhubspot.internal.changes.LeadAssociationsOfPage;
import io.github.camelhubspot.internal.component.HubSpotConsumer;
import io.github.camelhubspot.internal.component.observe.ChangesObservation;
import io.github.camelhubspot.internal.leads.position.StoredPosition;
import io.github.camelhubspot.internal.operation.ResponseType;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers leads that were created, changed or archived. The position stays before a change until its exchange is done, and no
 * further page is delivered before the position is saved.
 *
 * <p>Public for JMX only.
 */
@ManagedResource(description = "Managed consumer of lead changes")
public final class LeadChangesConsumer extends HubSpotConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(LeadChangesConsumer.class);
    /** As much as HubSpot gives at once. */
    private static final int PAGE = 200;
    /** For calls that wait for their turn, or are tried again. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final HubSpotLeadsEndpoint endpoint;
    private final ChangesProgress progress;

    private ChangesOptions options;
    private StoredPosition position;
    private DeliveredChanges delivered;
    /** {@code null} until the position is this consumer's. */
    private ChangeWalk walk;
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
        while (!failed && exchanges < options.mostPerPoll() && mayDeliver()) {
            position.save(walk.position()); // again, if that failed before
            List<Change> page = walk.next(options.batch() ? PAGE : Math.min(PAGE, options.mostPerPoll() - exchanges));
            progress.answered(walk);
            forceConsumerAsReady(); // a long delivery does not mean that the route is not ready
            if (page.isEmpty()) {
                break;
            }
            List<Change> wanted = delivered.without(page, walk::done);
            if (associations != null && !wanted.isEmpty()) {
                associations.addTo(wanted.stream().map(Change::lead).toList());
            }
            Outcome outcome = delivering(() -> deliver(wanted));
            exchanges += outcome.exchanges();
            failed = outcome.failed();
            delivered.throwIfUnknown();
        }
        // a failed poll must not count as idle, which would put off the next attempt; but a greedy consumer would poll at once
        return failed && isGreedy() ? 0 : exchanges;
    }

    @Override
    protected void doStart() throws Exception {
        // not before: a consumer is made while its endpoint has yet to be started
        LeadChanges changes = endpoint.changes();
        options = changes.options();
        delivered = new DeliveredChanges(endpoint.getRequestOptions().getIdempotentRepository(), options.name());
        associations = changes.associations(cancellation());
        position = changes.position();
        walk = null;
        try {
            if (!open()) {
                LOG.warn("An exchange of the consumer that used position {} before is still under way: nothing is delivered"
                        + " until it ends, so that no lead is in two exchanges at once", options.name());
            }
            observation = new ChangesObservation(endpoint.getCamelContext(), options.name(), progress::reading,
                    InstantSource.system());
            if (options.concurrency() > 1) {
                workers = endpoint.getCamelContext().getExecutorServiceManager().newFixedThreadPool(this,
                        "HubSpotLeadChanges", options.concurrency());
            }
            setMaxMessagesPerPoll(options.mostPerPoll());
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
            position.release(); // first: another consumer may wait for it
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

    /** What operators see of it. */
    ChangesProgress progress() {
        return progress;
    }

    /** How long ago the last good poll may be; {@code null} if that cannot be told. */
    Duration patience() {
        if (isSuspendingOrSuspended() || getRepeatCount() > 0 || !"none".equals(endpoint.getScheduler())) {
            return null;
        }
        long delay = getTimeUnit().toMillis(getDelay()) * Math.max(1, getBackoffMultiplier());
        return Duration.ofMillis(3 * delay).plus(GRACE);
    }

    /** @return whether the position is this consumer's, and not still that of one that is stopped */
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

    /** @param exchanges how many were made, done or not */
    private record Outcome(int exchanges, boolean failed) {
    }

    private Outcome deliver(List<Change> changes) throws InterruptedException {
        List<List<Change>> portions = changes.isEmpty() ? List.of()
                : options.batch() ? List.of(changes) : changes.stream().map(List::of).toList();
        Outcome outcome = workers != null ? deliverAtOnce(portions) : deliverOneByOne(portions);
        progress.moved(walk);
        position.save(walk.position());
        return outcome;
    }

    /** @param portions what each exchange brings */
    private Outcome deliverOneByOne(List<List<Change>> portions) {
        AtomicInteger done = new AtomicInteger();
        Queue<Object> batch = new ArrayDeque<>(portions.size());
        portions.forEach(portion -> batch.add(delivery(portion, () -> {
            portion.forEach(walk::done);
            done.incrementAndGet();
        })));
        int exchanges = processBatch(batch);
        return new Outcome(exchanges, done.get() < exchanges);
    }

    /**
     * A page has a lead once, and the next page comes when all of this one is done: so no lead is in two exchanges. There are as
     * many tasks as there may be exchanges at once, each of which makes one after the other, because the size of a pool is no
     * bound: a pool of virtual threads has none.
     */
    private Outcome deliverAtOnce(List<List<Change>> portions) throws InterruptedException {
        int size = portions.size();
        AtomicReferenceArray<Boolean> done = new AtomicReferenceArray<>(size);
        AtomicInteger next = new AtomicInteger();
        Callable<Void> task = () -> {
            for (int i = next.getAndIncrement(); i < size && mayDeliver(); i = next.getAndIncrement()) {
                int place = i;
                done.set(i, false);
                process(delivery(portions.get(i), () -> done.set(place, true)), i, size);
            }
            return null;
        };
        List<Future<Void>> tasks = workers.invokeAll(Collections.nCopies(Math.min(options.concurrency(), size), task));
        int exchanges = 0;
        boolean failed = false;
        for (int i = 0; i < size; i++) {
            if (done.get(i) != null) {
                exchanges++;
                if (done.get(i)) {
                    portions.get(i).forEach(walk::done);
                } else {
                    failed = true;
                }
            }
        }
        throwError(tasks);
        return new Outcome(exchanges, failed);
    }

    /** An exception fails its exchange only; an error must be seen. */
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
        return new Delivery(exchange -> fill(exchange.getMessage(), portion), what(portion), () -> {
            delivered.add(portion);
            progress.delivered();
            done.run();
        });
    }

    private static String what(List<Change> portion) {
        Change first = portion.get(0);
        return portion.size() == 1 ? "Lead " + first.leadId() + " as changed at " + first.modified()
                : portion.size() + " leads, the first one " + first.leadId() + " as changed at " + first.modified() + ",";
    }

    private static String jsonArray(List<Object> texts) {
        return texts.stream().map(Object::toString).collect(Collectors.joining(",", "[", "]"));
    }

    private void fill(Message message, List<Change> portion) {
        List<Object> bodies = new ArrayList<>(portion.size());
        for (Change change : portion) {
            bodies.add(endpoint.client().inOutputType(change.lead(), ResponseType.LEAD, endpoint.outputType()));
        }
        Change last = portion.get(portion.size() - 1);
        message.setBody(!options.batch() ? bodies.get(0) : endpoint.outputType() == OutputType.JSON ? jsonArray(bodies) : bodies);
        if (options.batch()) {
            message.setHeader(HubSpotConstants.CHANGE_COUNT, bodies.size());
        }
        message.setHeader(HubSpotConstants.RECORD_ID, last.leadId());
        message.setHeader(HubSpotConstants.CHANGE_TYPE, walk.type(last));
        message.setHeader(HubSpotConstants.MODIFIED_AT, last.modified().toString());
        message.setHeader(HubSpotConstants.POSITION, walk.positionAfter(last));
        message.setHeader(HubSpotConstants.LAG, progress.since(last.modified()));
        message.setHeader(Exchange.MESSAGE_TIMESTAMP, last.modified().toEpochMilli());
    }

    @ManagedAttribute(description = "How far the consumer is, as a repository keeps it")
    public String getPosition() {
        return progress.reading().position();
    }

    @ManagedAttribute(description = "How many milliseconds ago a change may have been made that is not delivered; -1 if not"
            + " known")
    public long getLag() {
        return progress.reading().lag();
    }

    @ManagedAttribute(description = "When HubSpot last answered, or an exchange was last done")
    public Date getLastGoodPoll() {
        Instant last = progress.reading().lastGoodPoll();
        return last == null ? null : Date.from(last);
    }

    @ManagedAttribute(description = "Exchanges that are done")
    public long getDelivered() {
        return progress.reading().delivered();
    }

    @ManagedAttribute(description = "Calls in the last hour")
    public int getCallsLastHour() {
        return progress.reading().callsLastHour();
    }
}
