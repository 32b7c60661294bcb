package io.github.camelhubspot.leads;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.client.AnswerType;
import io.github.camelhubspot.client.changes.Change;
import io.github.camelhubspot.client.changes.LeadAssociationsOfPage;
import io.github.camelhubspot.component.observe.ChangesObservation;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * Delivers leads that were created, changed or archived. A change counts as delivered when its exchange is done without an
 * exception; until then the position stays before it, and it comes again at each poll.
 */
final class LeadChangesConsumer extends ScheduledPollConsumer {

    /** As much as HubSpot gives at once. */
    private static final int PAGE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** For calls that wait for their turn, or are tried again. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final HubSpotLeadsEndpoint endpoint;
    private final ChangesProgress progress;
    private final ReentrantLock polling = new ReentrantLock();

    private ChangesOptions options;
    private StoredPosition position;
    private DeliveredChanges delivered;
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
    protected int poll() throws Exception {
        polling.lock();
        try {
            return isPollAllowed() ? deliverPages() : 0;
        } catch (CancellationException e) {
            return 0;
        } finally {
            polling.unlock();
        }
    }

    private int deliverPages() throws Exception {
        int exchanges = 0;
        boolean failed = false;
        while (!failed && exchanges < options.mostPerPoll() && isPollAllowed()) {
            List<Change> page = walk.next(options.batch() ? PAGE : Math.min(PAGE, options.mostPerPoll() - exchanges));
            progress.answered(walk);
            if (page.isEmpty()) {
                break;
            }
            List<Change> wanted = delivered.without(page, walk::done);
            if (associations != null && !wanted.isEmpty()) {
                associations.addTo(wanted.stream().map(Change::lead).toList());
            }
            Outcome outcome = deliver(wanted);
            exchanges += outcome.exchanges();
            failed = outcome.failed();
            progress.moved(walk);
            position.save(walk.position());
            delivered.throwIfUnknown();
        }
        // a failure is no idleness, which would put off the next attempt; but a greedy consumer would make it at once
        return failed && isGreedy() ? 0 : exchanges;
    }

    @Override
    protected void doStart() throws Exception {
        // not before: a consumer is made while its endpoint has yet to be started
        LeadChanges changes = endpoint.changes();
        options = changes.options();
        delivered = new DeliveredChanges(endpoint.getRequestOptions().getIdempotentRepository(), options.name());
        associations = changes.associations();
        position = changes.position();
        try {
            walk = open(position.load());
            position.save(walk.position());
            progress.moved(walk);
            observation = new ChangesObservation(endpoint.getCamelContext(), options.name(), progress::reading,
                    InstantSource.system());
            if (options.concurrency() > 1) {
                workers = getEndpoint().getCamelContext().getExecutorServiceManager().newFixedThreadPool(this,
                        "HubSpotLeadChanges", options.concurrency());
            }
            super.doStart();
        } catch (Exception e) {
            letGo();
            throw e;
        }
    }

    @Override
    protected void doStop() throws Exception {
        // a poll ends with the exchange that is under way, which Camel would interrupt
        boolean ended = polling.tryLock() || polling.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            super.doStop();
        } finally {
            letGo();
            if (ended) {
                polling.unlock();
            }
        }
    }

    private void letGo() {
        if (observation != null) {
            observation.close();
            observation = null;
        }
        if (workers != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdown(workers);
            workers = null;
        }
        if (position != null) {
            position.release();
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

    private ChangeWalk open(String stored) {
        try {
            return endpoint.changes().walk(stored, this::isPollAllowed);
        } catch (IllegalArgumentException e) {
            throw stored == null ? e : position.unreadable(e);
        }
    }

    /** @param exchanges how many were made, done or not */
    private record Outcome(int exchanges, boolean failed) {
    }

    private Outcome deliver(List<Change> changes) throws InterruptedException {
        if (changes.isEmpty()) {
            return new Outcome(0, false);
        }
        if (options.batch()) {
            return deliver(List.of(changes), false);
        }
        return deliver(changes.stream().map(List::of).toList(), workers != null);
    }

    /** @param portions what each exchange brings */
    private Outcome deliver(List<List<Change>> portions, boolean atOnce) throws InterruptedException {
        if (atOnce) {
            return deliverAtOnce(portions);
        }
        int exchanges = 0;
        for (List<Change> portion : portions) {
            if (!isPollAllowed()) {
                break;
            }
            exchanges++;
            if (!process(portion)) {
                return new Outcome(exchanges, true);
            }
            settle(portion);
        }
        return new Outcome(exchanges, false);
    }

    /** A page has a lead once, and the next page comes when all of this one is done: so no lead is in two exchanges. */
    private Outcome deliverAtOnce(List<List<Change>> portions) throws InterruptedException {
        List<Callable<Boolean>> tasks = new ArrayList<>(portions.size());
        portions.forEach(portion -> tasks.add(() -> isPollAllowed() ? process(portion) : null));
        List<Future<Boolean>> results = workers.invokeAll(tasks);
        int exchanges = 0;
        boolean failed = false;
        for (int i = 0; i < portions.size(); i++) {
            Boolean done = result(results.get(i));
            if (done == null) {
                continue; // not begun
            }
            exchanges++;
            if (done) {
                settle(portions.get(i));
            } else {
                failed = true;
            }
        }
        return new Outcome(exchanges, failed);
    }

    private static Boolean result(Future<Boolean> future) throws InterruptedException {
        try {
            return future.get();
        } catch (CancellationException | ExecutionException e) {
            return false;
        }
    }

    private void settle(List<Change> portion) {
        portion.forEach(walk::done);
    }

    /** @return whether it is done */
    private boolean process(List<Change> portion) {
        Exchange exchange = createExchange(false);
        try {
            fill(exchange.getMessage(), portion);
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        try {
            if (exchange.getException() == null && exchange.isRollbackOnly()) {
                exchange.setException(new RollbackExchangeException(exchange));
            }
            if (exchange.getException() == null) {
                delivered.add(portion);
                progress.delivered();
                return true;
            }
            getExceptionHandler().handleException(what(portion) + " could not be processed and will be delivered again",
                    exchange, exchange.getException());
            return false;
        } finally {
            releaseExchange(exchange, false);
        }
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
            bodies.add(endpoint.client().inOutputType(change.lead(), AnswerType.LEAD, endpoint.outputType()));
        }
        Change last = portion.get(portion.size() - 1);
        message.setBody(!options.batch() ? bodies.get(0) : endpoint.outputType() == OutputType.JSON ? jsonArray(bodies) : bodies);
        if (options.batch()) {
            message.setHeader(HubSpotConstants.CHANGE_COUNT, bodies.size());
        }
        message.setHeader(HubSpotConstants.RECORD_ID, last.leadId());
        message.setHeader(HubSpotConstants.CHANGE_TYPE, walk.type(last));
        message.setHeader(HubSpotConstants.MODIFIED_AT, last.modified().toString());
        message.setHeader(HubSpotConstants.POSITION, walk.positionBehind(last));
        message.setHeader(HubSpotConstants.LAG, progress.since(last.modified()));
        message.setHeader(Exchange.MESSAGE_TIMESTAMP, last.modified().toEpochMilli());
    }
}
