package io.github.camelhubspot.internal.changes;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.operation.ApiResponse;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.search.FilterGroups;
import io.github.camelhubspot.internal.support.Cancellation;

/** Finds changes by HubSpot's search. */
public final class ChangeSearch implements ChangeSource {

    private static final int LIMIT = 200;
    private static final String MODIFIED = "hs_lastmodifieddate";
    private static final String CREATED = "createdate";
    private static final String ID = "hs_object_id";

    private final HubSpotClient client;
    private final Operation operation;
    private final Arguments arguments;
    private final List<? extends Map<String, ?>> filterGroups;
    private final InstantSource clock;
    private final Cancellation cancellation;

    /**
     * @param operation    a search
     * @param arguments    its parameters, such as the requested properties
     * @param filterGroups the leads to find, in the form of HubSpot's search; empty for all
     * @param clock        measures how long a search takes, and replaces HubSpot's clock when a response has no date
     * @param cancellation cancels a search
     */
    public ChangeSearch(HubSpotClient client, Operation operation, Arguments arguments,
            List<? extends Map<String, ?>> filterGroups, InstantSource clock, Cancellation cancellation) {
        this.client = client.with(cancellation);
        this.operation = operation;
        this.arguments = arguments;
        this.filterGroups = List.copyOf(filterGroups);
        this.clock = clock;
        this.cancellation = cancellation;
    }

    @Override
    @SuppressWarnings("unchecked") // the results of a search are maps
    public ChangePage fetch(ChangeQuery query) {
        Instant before = clock.instant();
        ApiResponse response = cancellation.join(client.call(operation, arguments, request(query), OutputType.MAP, true));
        Instant after = clock.instant();
        List<Object> leads = (List<Object>) ((Map<String, Object>) response.body()).get("results");
        List<FoundLead> rows = new ArrayList<>(leads.size());
        Instant previous = query.from();
        for (Object lead : leads) {
            FoundLead row = row((Map<String, Object>) lead, previous, response);
            rows.add(row);
            previous = row.modified();
        }
        boolean hasMore = response.metadata().nextAfter() != null;
        if (hasMore && rows.isEmpty()) {
            throw response.unusable(operation, "HubSpot returned an empty page and the cursor of another one: the pages would"
                    + " never end");
        }
        if (hasMore && query.byId() && rows.stream().noneMatch(row -> row.position().leadId() > query.afterId())) {
            throw response.unusable(operation, "a search for leads after the id " + query.afterId()
                    + " found only leads up to this id: the pages would never end");
        }
        Instant asOf = response.date() == null ? before : response.date().minus(Duration.between(before, after));
        return new ChangePage(rows, hasMore, asOf);
    }

    private Map<String, Object> request(ChangeQuery query) {
        List<Map<String, ?>> filters = new ArrayList<>(2);
        long from = query.from().toEpochMilli();
        if (query.byId()) {
            filters.add(filter(MODIFIED, "EQ", from));
            filters.add(filter(ID, "GT", query.afterId()));
        } else if (query.until() == null) {
            filters.add(filter(MODIFIED, "GTE", from));
        } else {
            filters.add(Map.of("propertyName", MODIFIED, "operator", "BETWEEN", "value", Long.toString(from), "highValue",
                    Long.toString(query.until().toEpochMilli())));
        }
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("filterGroups", FilterGroups.with(filterGroups, filters));
        request.put("sorts", List.of(Map.of("propertyName", query.byId() ? ID : MODIFIED, "direction", "ASCENDING")));
        request.put("limit", LIMIT);
        return request;
    }

    private static Map<String, ?> filter(String property, String operator, long value) {
        return Map.of("propertyName", property, "operator", operator, "value", Long.toString(value));
    }

    /** @param previous the time of the row before, which replaces a time that cannot be read */
    private FoundLead row(Map<String, Object> lead, Instant previous, ApiResponse response) {
        Instant own = time(lead, MODIFIED, "updatedAt");
        Instant modified = own == null ? previous : own;
        String id = String.valueOf(lead.get("id"));
        if (!id.matches("\\d{1,18}")) {
            throw response.unusable(operation, "HubSpot returned a lead without an id");
        }
        return new FoundLead(new ChangePosition(modified, Long.parseLong(id)), time(lead, CREATED, "createdAt"), lead);
    }

    private static Instant time(Map<String, Object> lead, String property, String field) {
        Object value = lead.get("properties") instanceof Map<?, ?> properties ? properties.get(property) : null;
        Instant time = time(value);
        return time == null ? time(lead.get(field)) : time;
    }

    /** Returns {@code null} for anything but a time. */
    static Instant time(Object value) {
        try {
            return value == null ? null : OffsetDateTime.parse(value.toString()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
