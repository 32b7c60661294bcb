package io.github.camelhubspot.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.component.HubSpotConsumer;
import io.github.camelhubspot.internal.component.ResultHeaders;
import io.github.camelhubspot.internal.imports.state.ObservedImport;
import io.github.camelhubspot.internal.imports.watch.WatchOptions;
import io.github.camelhubspot.internal.imports.watch.WatchPoller;
import io.github.camelhubspot.internal.imports.watch.WatchPosition;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Futures;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Delivers an exchange for each state transition of imports, in the order of HubSpot's changes.
 *
 * <p>Camel polls on one thread at a time. The position outlives this consumer and is thread-safe, because an exchange of a
 * consumer that was stopped by force may still be in flight.
 */
final class ImportWatchConsumer extends HubSpotConsumer {

    private static final int MAX_ERRORS = 100;

    private final HubSpotImportEndpoint endpoint;

    private WatchOptions options;
    private WatchPosition position;
    private WatchPoller poller;

    ImportWatchConsumer(HubSpotImportEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected int pollHubSpot() throws Exception {
        // consumers share a list for one delay, so that the number of watches does not matter; a consumer gets a list only once,
        // because a poll before the delay has passed (greedy, or by a cron expression) needs a new one
        Duration maxAge = Duration.ofMillis(getTimeUnit().toMillis(getDelay()));
        Collection<ObservedImport> found = poller.poll(maxAge, position::isHandled);
        if (!mayDeliver()) {
            return 0; // the list may be incomplete and must not become the baseline
        }
        forceConsumerAsReady(); // the first poll has succeeded; its deliveries may take long
        List<ObservedImport> changed = new ArrayList<>();
        for (ObservedImport observed : position.unhandled(found)) {
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
            if (!mayDeliver()) {
                break;
            }
            if (position.isHandled(observed.id())) {
                continue; // part of the baseline
            }
            if (!options.wants(observed)) {
                position.skip(observed);
            } else if (delivering(() -> deliver(observed))) {
                delivered++;
            }
        }
        return delivered;
    }

    @Override
    protected void doStart() throws Exception {
        // not in the constructor: Camel creates a consumer before it starts the endpoint
        options = endpoint.watchOptions();
        position = endpoint.watchPosition();
        poller = new WatchPoller(endpoint.lookup(), options.importId(), cancellation());
        super.doStart();
    }

    @Override
    protected void release() {
        if (poller != null) {
            poller.close();
        }
    }

    /** Returns whether the transition was delivered. A failed delivery must not make a greedy consumer poll again at once. */
    private boolean deliver(ObservedImport observed) {
        try (WatchPosition.Claim claim = position.claim(observed)) {
            return claim != null && process(new Delivery(exchange -> fill(exchange.getMessage(), observed, claim.previousState()),
                    "Import " + observed.id() + " in state " + observed.state(), claim::delivered), 0, 1);
        }
    }

    private void fill(Message message, ObservedImport observed, String previousState) {
        message.setBody(endpoint.client().inOutputType(observed.content(), ResponseType.IMPORT, endpoint.outputType()));
        ResultHeaders.set(message, observed.metadata());
        if (previousState != null) {
            message.setHeader(HubSpotConstants.PREVIOUS_STATE, previousState);
        }
        if (options.fetchErrors() && observed.isFinal()) {
            setErrors(message, observed);
        }
    }

    /** Sets the first errors as a list. Not all of them: an import may have more than fit into memory. */
    private void setErrors(Message message, ObservedImport observed) {
        List<Object> errors = new ArrayList<>();
        message.setHeader(HubSpotConstants.ERRORS, errors);
        if (Long.valueOf(0).equals(observed.metadata().numErrors())) {
            return;
        }
        Arguments arguments = endpoint.options().with(Parameters.IMPORT_ID, observed.id())
                .with(Parameters.LIMIT, MAX_ERRORS).with(Parameters.AFTER, null).with(Parameters.ALL_PAGES, false);
        Map<?, ?> page = (Map<?, ?>) Futures.join(endpoint.client().call(ImportsOperation.errors.operation(), arguments, null,
                OutputType.MAP, true)).body();
        for (Object error : (List<?>) page.get("results")) {
            errors.add(endpoint.client().inOutputType((Map<?, ?>) error, ResponseType.IMPORT_ERROR, endpoint.outputType()));
        }
        if (observed.metadata().numErrors() == null && page.get("paging") == null) {
            message.setHeader(HubSpotConstants.NUM_ERRORS, (long) errors.size());
        }
    }
}
