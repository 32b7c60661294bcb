package io.github.camelhubspot.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.client.AnswerType;
import io.github.camelhubspot.client.Futures;
import io.github.camelhubspot.client.Parameters;
import io.github.camelhubspot.component.ResultHeaders;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * Delivers an exchange for each change of state of imports, in the order in which HubSpot changed them. A change counts as
 * delivered when its exchange is done without an exception; until then it is delivered again at each poll.
 */
final class ImportWatchConsumer extends ScheduledPollConsumer implements ShutdownAware {

    private final HubSpotImportEndpoint endpoint;

    private WatchOptions options;
    private WatchPosition position;
    private WatchView view;
    /** Written by the thread that polls. */
    private volatile boolean delivering;

    ImportWatchConsumer(HubSpotImportEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected int poll() throws Exception {
        // a list that another consumer has read serves this one too, so there is one list per delay, however many watch; but
        // only once: a poll before the delay has passed, by a greedy consumer or a cron expression, needs a new list
        Duration maxAge = Duration.ofMillis(getTimeUnit().toMillis(getDelay()));
        Collection<ObservedImport> found = view.look(maxAge, position.isSettled(options.importId()));
        if (!isPollAllowed()) {
            return 0; // the list may be incomplete, and is not to become the baseline
        }
        List<ObservedImport> changed = new ArrayList<>();
        for (ObservedImport observed : position.changed(found)) {
            if (observed.updatedAt().isBefore(options.since())) {
                position.ignore(observed);
            } else {
                changed.add(observed);
            }
        }
        if (!position.begin(changed, options.baseline())) {
            return 0;
        }
        changed.sort(Comparator.comparing(ObservedImport::updatedAt));
        int delivered = 0;
        for (ObservedImport observed : changed) {
            if (!isPollAllowed()) {
                break;
            }
            if (position.isSettled(observed.id())) {
                continue; // by the baseline
            }
            if (!options.wants(observed)) {
                position.skip(observed);
            } else if (deliver(observed)) {
                delivered++;
            }
        }
        return delivered;
    }

    @Override
    protected void doStart() throws Exception {
        // not before: a consumer is made while its endpoint has yet to be started
        options = endpoint.watchOptions();
        position = endpoint.watchPosition();
        view = new WatchView(endpoint.lookup(), options.importId());
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (view != null) {
            view.close();
        }
    }

    /**
     * A delivery that is not recorded yet counts as pending: its exchange is no longer in flight, but a stop of the repository
     * would lose the record.
     */
    @Override
    public int getPendingExchangesSize() {
        return delivering ? 1 : 0;
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // a poll ends after the delivery under way
    }

    /** @return whether it is done; what has to be delivered again must not make a greedy consumer poll at once */
    private boolean deliver(ObservedImport observed) {
        delivering = true;
        try (WatchPosition.Turn turn = position.turn(observed)) {
            if (turn == null || !process(observed, turn.previousState())) {
                return false;
            }
            turn.delivered();
            return true;
        } finally {
            delivering = false;
        }
    }

    private boolean process(ObservedImport observed, String previousState) {
        Exchange exchange = createExchange(false);
        try {
            fill(exchange.getMessage(), observed);
            if (previousState != null) {
                exchange.getMessage().setHeader(HubSpotConstants.PREVIOUS_STATE, previousState);
            }
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        try {
            if (exchange.getException() == null) {
                return true;
            }
            getExceptionHandler().handleException("Import " + observed.id() + " in state " + observed.state()
                    + " could not be processed and will be delivered again", exchange, exchange.getException());
            return false;
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private void fill(Message message, ObservedImport observed) {
        message.setBody(endpoint.client().inOutputType(observed.content(), AnswerType.IMPORT, endpoint.outputType()));
        ResultHeaders.set(message, observed.facts());
        if (options.fetchErrors() && observed.isFinal()) {
            message.setHeader(HubSpotConstants.ERRORS, errors(observed));
        }
    }

    /** An iterator: an import may have more errors than fit into memory. */
    private Object errors(ObservedImport observed) {
        if (Long.valueOf(0).equals(observed.facts().numErrors())) {
            return Collections.emptyIterator();
        }
        return Futures.join(endpoint.client().call(ImportsOperation.errors.operation(),
                endpoint.options().with(Parameters.IMPORT_ID, observed.id()).with(Parameters.ALL_PAGES, true), null,
                endpoint.outputType(), true)).body();
    }
}
