package io.github.camelhubspot.imports;

import java.io.Closeable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.client.AnswerType;
import io.github.camelhubspot.client.Arguments;
import io.github.camelhubspot.client.Facts;
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

    /** An import as a poll found it. */
    private record Observed(Map<?, ?> content, Facts facts, Instant updatedAt) {
    }

    ImportWatchConsumer(HubSpotImportEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.states = endpoint.watchedStates();
    }

    @Override
    protected int poll() throws Exception {
        Arguments options = endpoint.options();
        String importId = options.get(Parameters.IMPORT_ID);
        List<Observed> changed = new ArrayList<>();
        List<Observed> found = importId == null ? all() : List.of(one(importId));
        if (!isPollAllowed()) {
            return 0; // the list may be incomplete, and is not to become the baseline
        }
        for (Observed observed : found) {
            if (states.observe(observed.facts().recordId(), observed.facts().state())) {
                changed.add(observed);
            }
        }
        boolean baseline = states.begin() && importId == null
                && !Boolean.TRUE.equals(options.get(Parameters.SEND_INITIAL_STATE));
        changed.sort(Comparator.comparing(Observed::updatedAt));
        List<String> wanted = options.get(Parameters.STATES);
        int delivered = 0;
        for (Observed observed : changed) {
            boolean deliver = !baseline
                    && (wanted == null || wanted.stream().anyMatch(state -> state.equalsIgnoreCase(observed.facts().state())));
            if (!deliver) {
                states.settle(observed.facts().recordId());
            } else if (isPollAllowed() && deliver(observed)) {
                delivered++;
            }
        }
        return delivered;
    }

    private List<Observed> all() throws Exception {
        List<Observed> result = new ArrayList<>();
        Object pages = call(ImportsOperation.list, Arguments.NONE.with(Parameters.ALL_PAGES, true));
        try (Closeable closeable = (Closeable) pages) {
            Iterator<?> elements = (Iterator<?>) pages;
            while (isPollAllowed() && elements.hasNext()) {
                result.add(observed((Map<?, ?>) elements.next()));
            }
        }
        return result;
    }

    private Observed one(String importId) {
        return observed((Map<?, ?>) call(ImportsOperation.get, Arguments.NONE.with(Parameters.IMPORT_ID, importId)));
    }

    private Object call(ImportsOperation operation, Arguments arguments) {
        try {
            return endpoint.client().call(operation.operation(), arguments, null, OutputType.MAP, true).join().body();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Observed observed(Map<?, ?> content) {
        Instant updatedAt;
        try {
            updatedAt = Instant.parse(String.valueOf(content.get("updatedAt")));
        } catch (DateTimeParseException e) {
            updatedAt = Instant.MAX; // after those whose place is known
        }
        return new Observed(content, AnswerType.IMPORT.facts(content), updatedAt);
    }

    /** @return whether it is done; what has to be delivered again must not make a greedy consumer poll at once */
    private boolean deliver(Observed observed) {
        String id = observed.facts().recordId();
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
            getExceptionHandler().handleException("Import " + id + " in state " + observed.facts().state()
                    + " could not be processed and will be delivered again", exchange, exchange.getException());
            return false;
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
