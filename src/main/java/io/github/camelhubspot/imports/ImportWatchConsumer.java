package io.github.camelhubspot.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.client.AnswerType;
import io.github.camelhubspot.client.Arguments;
import io.github.camelhubspot.client.Parameters;
import io.github.camelhubspot.component.ResultHeaders;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * Delivers an exchange for each change of state of imports, in the order in which HubSpot changed them. A change counts as
 * delivered when its exchange is done without an exception; until then it is delivered again at each poll.
 */
final class ImportWatchConsumer extends ScheduledPollConsumer {

    private final HubSpotImportEndpoint endpoint;
    private final ImportStates states;

    private ImportLookup.Interest interest;

    ImportWatchConsumer(HubSpotImportEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.states = endpoint.watchedStates();
    }

    @Override
    protected int poll() throws Exception {
        Arguments options = endpoint.options();
        String importId = options.get(Parameters.IMPORT_ID);
        List<ObservedImport> changed = new ArrayList<>();
        Collection<ObservedImport> found = look(importId);
        if (!isPollAllowed()) {
            return 0; // the list may be incomplete, and is not to become the baseline
        }
        for (ObservedImport observed : found) {
            if (states.observe(observed.id(), observed.state())) {
                changed.add(observed);
            }
        }
        boolean baseline = states.begin() && importId == null
                && !Boolean.TRUE.equals(options.get(Parameters.SEND_INITIAL_STATE));
        changed.sort(Comparator.comparing(ObservedImport::updatedAt));
        List<String> wanted = options.get(Parameters.STATES);
        int delivered = 0;
        for (ObservedImport observed : changed) {
            boolean deliver = !baseline
                    && (wanted == null || wanted.stream().anyMatch(state -> state.equalsIgnoreCase(observed.state())));
            if (!deliver) {
                states.settle(observed.id());
            } else if (isPollAllowed() && deliver(observed)) {
                delivered++;
            }
        }
        return delivered;
    }

    @Override
    protected void doStart() throws Exception {
        String importId = endpoint.options().get(Parameters.IMPORT_ID);
        interest = importId == null ? null : endpoint.lookup().interestIn(importId);
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (interest != null) {
            interest.close();
        }
    }

    /** Half the delay: a list that another consumer has just read serves this one too, and is never older than one poll. */
    private Collection<ObservedImport> look(String importId) {
        Duration maxAge = Duration.ofMillis(getTimeUnit().toMillis(getDelay()) / 2);
        return importId == null ? ImportLookup.join(endpoint.lookup().all(maxAge)).values()
                : List.of(ImportLookup.join(endpoint.lookup().find(importId, maxAge)));
    }

    /** @return whether it is done; what has to be delivered again must not make a greedy consumer poll at once */
    private boolean deliver(ObservedImport observed) {
        String id = observed.id();
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(
                    endpoint.client().inOutputType(observed.content(), AnswerType.IMPORT, endpoint.outputType()));
            ResultHeaders.set(exchange.getMessage(), observed.facts());
            if (states.previous(id) != null) {
                exchange.getMessage().setHeader(HubSpotConstants.PREVIOUS_STATE, states.previous(id));
            }
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        try {
            if (exchange.getException() == null) {
                states.settle(id);
                return true;
            }
            getExceptionHandler().handleException("Import " + id + " in state " + observed.state()
                    + " could not be processed and will be delivered again", exchange, exchange.getException());
            return false;
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
