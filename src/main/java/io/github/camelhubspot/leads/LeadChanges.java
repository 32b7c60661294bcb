package io.github.camelhubspot.leads;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.changes.ArchivedList;
import io.github.camelhubspot.internal.changes.ArchivedSource;
import io.github.camelhubspot.internal.changes.ArchivedSweep;
import io.github.camelhubspot.internal.changes.ChangeFeed;
import io.github.camelhubspot.internal.changes.ChangePosition;
import io.github.camelhubspot.internal.changes.ChangeSearch;
import io.github.camelhubspot.internal.changes.ChangeSource;
import io.github.camelhubspot.internal.changes.ChangeWalk;
import io.github.camelhubspot.internal.changes.LeadAssociationsOfPage;
import io.github.camelhubspot.internal.changes.SweepPosition;
import io.github.camelhubspot.internal.leads.position.MemoryPosition;
import io.github.camelhubspot.internal.leads.position.PositionDirectory;
import io.github.camelhubspot.internal.leads.position.PositionsInUse;
import io.github.camelhubspot.internal.leads.position.StoredPosition;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.ServiceUrl;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.search.FilterGroups;
import io.github.camelhubspot.internal.support.Cancellation;
import io.github.camelhubspot.internal.support.SteadyClock;
import org.apache.camel.spi.StateRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a consumer of an endpoint delivers, and where its position is kept. */
final class LeadChanges {

    private static final Logger LOG = LoggerFactory.getLogger(LeadChanges.class);
    /** A walk goes on from a time, or within a time from an id. */
    private static final int FILTERS_OF_WALK = 2;

    private final HubSpotLeadsEndpoint endpoint;
    private final ChangesOptions options;
    private final List<Map<String, Object>> filterGroups;
    private final StateRepository<String, String> positions;
    private PositionsInUse inUse;

    /** @throws IllegalArgumentException if an option is not acceptable; the message names it */
    LeadChanges(HubSpotLeadsEndpoint endpoint) {
        this.endpoint = endpoint;
        Operation operation = endpoint.getApiOperation();
        Arguments given = endpoint.options();
        LeadsRequestOptions beans = endpoint.getRequestOptions();
        options = ChangesOptions.of(given, beans, ServiceUrl.of(endpoint.getConfiguration().getServiceUrl(),
                endpoint.getConfiguration().getApiVersion()).base(), InstantSource.system());
        filterGroups = FilterGroups.of(operation, given, given.get(Parameters.FILTER_GROUPS), FILTERS_OF_WALK);
        positions = beans.getStateRepository() != null ? beans.getStateRepository()
                : beans.getStateDirectory() == null ? new MemoryPosition()
                        : new PositionDirectory(Path.of(beans.getStateDirectory()));
    }

    /** To be called before a consumer starts; the repository is started by then. */
    void start(PositionsInUse positionsInUse) {
        inUse = positionsInUse;
        if (positions instanceof MemoryPosition) {
            LOG.warn("The position of hubspot-leads:changes is kept in memory only: after a restart of the application it"
                    + " begins at '{}' again. Set stateDirectory or stateRepository to go on where it was", options.since());
        }
    }

    ChangesOptions options() {
        return options;
    }

    /** Where the position is kept. */
    StateRepository<String, String> positions() {
        return positions;
    }

    /** How far a consumer is. */
    StoredPosition position() {
        return new StoredPosition(positions, options.name(), inUse);
    }

    /**
     * The changes from a position on.
     *
     * @param  stored                   the position; {@code null} for where the very first start begins
     * @param  cancellation             ends the wait for answers of HubSpot
     * @throws IllegalArgumentException if it is no position
     */
    ChangeWalk walk(String stored, Cancellation cancellation) {
        InstantSource clock = new SteadyClock(); // a clock that is set between question and answer must not count
        Duration settleWindow = options.settleWindow();
        if (options.archived()) {
            ArchivedSource list
                    = new ArchivedList(endpoint.client(), LeadsOperation.list.operation(), endpoint.options(), clock,
                            cancellation);
            return new ArchivedSweep(asked(list, cancellation), stored == null
                    ? SweepPosition.since(options.start(clock)) : SweepPosition.parse(stored), settleWindow);
        }
        ChangeSource search = new ChangeSearch(endpoint.client(), endpoint.getApiOperation(), endpoint.options(), filterGroups,
                clock, cancellation);
        ChangePosition start = stored == null ? ChangePosition.before(options.start(clock)) : ChangePosition.parse(stored);
        return new ChangeFeed(asked(search, cancellation), start, settleWindow, options.overlap());
    }

    /** What puts associations to leads; {@code null} if nobody wants them, or HubSpot tells them anyway. */
    LeadAssociationsOfPage associations(Cancellation cancellation) {
        return options.archived() || options.associations().isEmpty() ? null
                : new LeadAssociationsOfPage(endpoint.client(), endpoint.options(), options.associations(),
                        endpoint.progress()::called, cancellation);
    }

    private ChangeSource asked(ChangeSource source, Cancellation cancellation) {
        return query -> {
            cancellation.check();
            endpoint.progress().called();
            return source.fetch(query);
        };
    }

    private ArchivedSource asked(ArchivedSource source, Cancellation cancellation) {
        return after -> {
            cancellation.check();
            endpoint.progress().called();
            return source.fetch(after);
        };
    }
}
