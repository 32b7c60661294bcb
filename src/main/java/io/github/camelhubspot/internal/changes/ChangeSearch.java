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

/** Looks changes up by HubSpot's search. */
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
     * @param arguments    its parameters, such as the properties that are asked for
     * @param filterGroups which leads are of interest, as HubSpot's search takes them; empty for all
     * @param clock        measures how long a search takes, and stands in for HubSpot's where an answer has no date
     * @param cancellation ends the wait for an answer
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
    @SuppressWarnings("unchecked") // a search gives its results as maps
    public ChangeAnswer ask(ChangeQuery query) {
        Instant before = clock.instant();
        ApiResponse answer = cancellation.join(client.call(operation, arguments, request(query), OutputType.MAP, true));
        Instant after = clock.instant();
        List<Object> leads = (List<Object>) ((Map<String, Object>) answer.body()).get("results");
        List<FoundLead> rows = new ArrayList<>(leads.size());
        Instant earlier = query.from();
        for (Object lead : leads) {
            FoundLead row = row((Map<String, Object>) lead, earlier, answer);
            rows.add(row);
            earlier = row.modified();
        }
        boolean full = answer.metadata().nextAfter() != null;
        if (full && rows.isEmpty()) {
            throw answer.unusable(operation, "HubSpot answered an empty page and the cursor of another one: the pages would never"
                    + " end");
        }
        if (full && query.byId() && rows.stream().noneMatch(row -> row.position().leadId() > query.beyond())) {
            throw answer.unusable(operation, "only leads up to the id " + query.beyond() + " were found where those behind it were"
                    + " asked for: the pages would never end");
        }
        Instant asOf = answer.date() == null ? before : answer.date().minus(Duration.between(before, after));
        return new ChangeAnswer(rows, full, asOf);
    }

    private Map<String, Object> request(ChangeQuery query) {
        List<Map<String, ?>> filters = new ArrayList<>(2);
        long from = query.from().toEpochMilli();
        if (query.byId()) {
            filters.add(filter(MODIFIED, "EQ", from));
            filters.add(filter(ID, "GT", query.beyond()));
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

    /** @param earlier a moment before which the lead was not changed, in place of a time that cannot be read */
    private FoundLead row(Map<String, Object> lead, Instant earlier, ApiResponse answer) {
        Instant own = moment(lead, MODIFIED, "updatedAt");
        Instant modified = own == null ? earlier : own;
        String id = String.valueOf(lead.get("id"));
        if (!id.matches("\\d{1,18}")) {
            throw answer.unusable(operation, "a lead was found without an id");
        }
        return new FoundLead(new ChangePosition(modified, Long.parseLong(id)), moment(lead, CREATED, "createdAt"), lead);
    }

    private static Instant moment(Map<String, Object> lead, String property, String field) {
        Object value = lead.get("properties") instanceof Map<?, ?> properties ? properties.get(property) : null;
        Instant moment = moment(value);
        return moment == null ? moment(lead.get(field)) : moment;
    }

    /** @return {@code null} for what is no moment */
    static Instant moment(Object value) {
        try {
            return value == null ? null : OffsetDateTime.parse(value.toString()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
