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
import io.github.camelhubspot.internal.imports.watch.WatchPosition;
import io.github.camelhubspot.internal.imports.watch.WatchView;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Futures;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Delivers an exchange for each change of state of imports, in the order in which HubSpot changed them.
 */
final class ImportWatchConsumer extends HubSpotConsumer {

    private static final int MOST_ERRORS = 100;

    private final HubSpotImportEndpoint endpoint;

    private WatchOptions options;
    private WatchPosition position;
    private WatchView view;

    ImportWatchConsumer(HubSpotImportEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected int pollHubSpot() throws Exception {
        // a list that another consumer has read serves this one too, so there is one list per delay, however many watch; but
        // only once: a poll before the delay has passed, by a greedy consumer or a cron expression, needs a new list
        Duration maxAge = Duration.ofMillis(getTimeUnit().toMillis(getDelay()));
        Collection<ObservedImport> found = view.look(maxAge, position.isSettled(options.importId()));
        if (!mayDeliver()) {
            return 0; // the list may be incomplete, and is not to become the baseline
        }
        forceConsumerAsReady(); // a long delivery does not mean that the route is not ready
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
            if (!mayDeliver()) {
                break;
            }
            if (position.isSettled(observed.id())) {
                continue; // by the baseline
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
        // not before: a consumer is made while its endpoint has yet to be started
        options = endpoint.watchOptions();
        position = endpoint.watchPosition();
        view = new WatchView(endpoint.lookup(), options.importId(), cancellation());
        super.doStart();
    }

    @Override
    protected void release() {
        if (view != null) {
            view.close();
        }
    }

    /** @return whether it is done; what has to be delivered again must not make a greedy consumer poll at once */
    private boolean deliver(ObservedImport observed) {
        try (WatchPosition.Turn turn = position.turn(observed)) {
            return turn != null && process(new Delivery(exchange -> fill(exchange.getMessage(), observed, turn.previousState()),
                    "Import " + observed.id() + " in state " + observed.state(), turn::delivered), 0, 1);
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

    /** The first errors, as a list that a message can carry anywhere: an import may have more than fit into memory. */
    private void setErrors(Message message, ObservedImport observed) {
        List<Object> errors = new ArrayList<>();
        message.setHeader(HubSpotConstants.ERRORS, errors);
        if (Long.valueOf(0).equals(observed.metadata().numErrors())) {
            return;
        }
        Arguments arguments = endpoint.options().with(Parameters.IMPORT_ID, observed.id())
                .with(Parameters.LIMIT, MOST_ERRORS).with(Parameters.AFTER, null).with(Parameters.ALL_PAGES, false);
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
