package io.github.camelhubspot.internal.changes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.CursorCycle;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Cancellation;

/** Reads HubSpot's list of archived leads, because its search does not return them. */
public final class ArchivedList implements ArchivedSource {

    private static final int LIMIT = 100;

    private final HubSpotClient client;
    private final Operation operation;
    private final Arguments arguments;
    private final InstantSource clock;
    private final Cancellation cancellation;
    private CursorCycle cycle = new CursorCycle();

    /**
     * @param operation    a list of leads
     * @param arguments    its parameters, such as the requested properties
     * @param clock        measures how long a call takes, and replaces HubSpot's clock when a response has no date
     * @param cancellation cancels a call
     */
    public ArchivedList(HubSpotClient client, Operation operation, Arguments arguments, InstantSource clock,
            Cancellation cancellation) {
        this.client = client.with(cancellation);
        this.cancellation = cancellation;
        this.operation = operation;
        this.arguments = arguments.with(Parameters.ARCHIVED, true).with(Parameters.LIMIT, LIMIT);
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("unchecked") // the results of a page are maps
    public Page fetch(String after) {
        Instant before = clock.instant();
        ApiResponse response = cancellation.join(
                client.call(operation, arguments.with(Parameters.AFTER, after), null, OutputType.MAP, true));
        Duration took = Duration.between(before, clock.instant());
        List<Change> leads = new ArrayList<>();
        for (Object lead : (List<?>) ((Map<String, Object>) response.body()).get("results")) {
            leads.add(change((Map<String, Object>) lead, response));
        }
        String next = response.metadata().nextAfter();
        if (after == null) {
            cycle = new CursorCycle();
        }
        if (cycle.repeats(after, next)) {
            throw response.unusable(operation, "HubSpot returned the same cursor a second time: the pages would never end");
        }
        return new Page(leads, next, response.date() == null ? before : response.date().minus(took));
    }

    private Change change(Map<String, Object> lead, ApiResponse response) {
        Instant archivedAt = ChangeSearch.time(lead.get("archivedAt"));
        Instant archived = archivedAt == null ? ChangeSearch.time(lead.get("updatedAt")) : archivedAt;
        String id = String.valueOf(lead.get("id"));
        if (archived == null || !id.matches("\\d{1,18}")) {
            throw response.unusable(operation, "HubSpot returned an archived lead without an id or without the time of its"
                    + " archival");
        }
        return new Change(new ChangePosition(archived, Long.parseLong(id)), lead, false);
    }
}
