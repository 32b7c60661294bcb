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

/** Looks archived leads up in HubSpot's list of them: its search does not have them. */
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
     * @param arguments    its parameters, such as the properties that are asked for
     * @param clock        measures how long a call takes, and stands in for HubSpot's where an answer has no date
     * @param cancellation ends the wait for an answer
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
    @SuppressWarnings("unchecked") // a page gives its results as maps
    public Page ask(String after) {
        Instant before = clock.instant();
        ApiResponse answer = cancellation.join(
                client.call(operation, arguments.with(Parameters.AFTER, after), null, OutputType.MAP, true));
        Duration took = Duration.between(before, clock.instant());
        List<Change> leads = new ArrayList<>();
        for (Object lead : (List<?>) ((Map<String, Object>) answer.body()).get("results")) {
            leads.add(change((Map<String, Object>) lead, answer));
        }
        String next = answer.metadata().nextAfter();
        if (after == null) {
            cycle = new CursorCycle();
        }
        if (cycle.repeats(after, next)) {
            throw answer.unusable(operation, "HubSpot answered the same cursor a second time: the pages would never end");
        }
        return new Page(leads, next, answer.date() == null ? before : answer.date().minus(took));
    }

    private Change change(Map<String, Object> lead, ApiResponse answer) {
        Instant own = ChangeSearch.moment(lead.get("archivedAt"));
        Instant archived = own == null ? ChangeSearch.moment(lead.get("updatedAt")) : own;
        String id = String.valueOf(lead.get("id"));
        if (archived == null || !id.matches("\\d{1,18}")) {
            throw answer.unusable(operation, "an archived lead was found without an id or without the time at which it was archived");
        }
        return new Change(new ChangePosition(archived, Long.parseLong(id)), lead, false);
    }
}
