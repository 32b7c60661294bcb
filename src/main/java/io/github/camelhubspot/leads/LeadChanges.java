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

/**
 * Creates what a consumer of {@code hubspot-leads:changes} works with: its validated options, its position, and the walk over the
 * changes since that position.
 *
 * <p>Not thread-safe: set up while the endpoint starts, then used by the consumer.
 */
final class LeadChanges {

    private static final Logger LOG = LoggerFactory.getLogger(LeadChanges.class);
    /** A search of changes adds two filters to each group: a range of times, or one time and a minimum id. */
    private static final int FILTERS_OF_SEARCH = 2;

    private final HubSpotLeadsEndpoint endpoint;
    private final ChangesOptions options;
    private final List<Map<String, Object>> filterGroups;
    private final StateRepository<String, String> repository;
    private PositionsInUse inUse;

    /** @throws IllegalArgumentException if an option has an unusable value; the message names the option */
    LeadChanges(HubSpotLeadsEndpoint endpoint) {
        this.endpoint = endpoint;
        Operation operation = endpoint.getApiOperation();
        Arguments given = endpoint.options();
        LeadsRequestOptions beans = endpoint.getRequestOptions();
        options = ChangesOptions.of(given, beans, ServiceUrl.of(endpoint.getConfiguration().getServiceUrl(),
                endpoint.getConfiguration().getApiVersion()).base(), InstantSource.system());
        filterGroups = FilterGroups.of(operation, given, given.get(Parameters.FILTER_GROUPS), FILTERS_OF_SEARCH);
        repository = beans.getStateRepository() != null ? beans.getStateRepository()
                : beans.getStateDirectory() == null ? new MemoryPosition()
                        : new PositionDirectory(Path.of(beans.getStateDirectory()));
    }

    /** To be called after the repository is started and before a consumer starts. */
    void start(PositionsInUse positionsInUse) {
        inUse = positionsInUse;
        if (repository instanceof MemoryPosition) {
            LOG.warn("The position of hubspot-leads:changes is kept in memory only: after a restart of the application, delivery"
                    + " begins at since='{}' again. Set stateDirectory or stateRepository to continue at the last position",
                    options.since());
        }
    }

    ChangesOptions options() {
        return options;
    }

    /** Returns where the position is stored. */
    StateRepository<String, String> repository() {
        return repository;
    }

    /** Returns the position of a new consumer. */
    StoredPosition position() {
        return new StoredPosition(repository, options.name(), inUse);
    }

    /**
     * Returns a walk over the changes after a position.
     *
     * @param  stored                   the stored position; {@code null} to begin at {@code since}
     * @param  cancellation             ends waits for responses
     * @throws IllegalArgumentException if {@code stored} is no position
     */
    ChangeWalk walk(String stored, Cancellation cancellation) {
        InstantSource clock = new SteadyClock(); // not the system clock, which may be set between request and response
        Duration settleWindow = options.settleWindow();
        if (options.archived()) {
            ArchivedSource list = new ArchivedList(endpoint.client(), LeadsOperation.list.operation(), endpoint.options(), clock,
                    cancellation);
            return new ArchivedSweep(after -> {
                beforeCall(cancellation);
                return list.fetch(after);
            }, stored == null
                    ? SweepPosition.since(options.start(clock)) : SweepPosition.parse(stored), settleWindow);
        }
        ChangeSource search = new ChangeSearch(endpoint.client(), endpoint.getApiOperation(), endpoint.options(), filterGroups,
                clock, cancellation);
        ChangePosition start = stored == null ? ChangePosition.before(options.start(clock)) : ChangePosition.parse(stored);
        return new ChangeFeed(query -> {
            beforeCall(cancellation);
            return search.fetch(query);
        }, start, settleWindow, options.overlap());
    }

    /** Returns what adds associations to leads; {@code null} if none are wanted, or HubSpot's list of archived leads has them. */
    LeadAssociationsOfPage associations(Cancellation cancellation) {
        return options.archived() || options.associations().isEmpty() ? null
                : new LeadAssociationsOfPage(endpoint.client(), endpoint.options(), options.associations(),
                        endpoint.progress()::called, cancellation);
    }

    private void beforeCall(Cancellation cancellation) {
        cancellation.check();
        endpoint.progress().called();
    }
}
