package io.github.camelhubspot.internal.lead;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.NullValues;
import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.operation.Calls;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.leads.LeadsOperation;
import io.github.camelhubspot.leads.LeadsTable;
import io.github.camelhubspot.support.FuzzInput;
import io.github.camelhubspot.support.FuzzRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any body of a message is sent or refused with {@code HubSpotValidationException}. */
class BodiesFuzzTest {

    private static final ObjectMapper TREES = new ObjectMapper();
    private static final List<String> NAMES = List.of("id", "idProperty", "properties", "associations", "objectWriteTraceId", "contactId",
            "companyId", "inputs", "hs_lead_name", "lead_score", "filterGroups", "filters", "propertyName", "operator", "value", "values",
            "highValue", "sorts", "direction", "query", "limit", "after", "to", "types", "associationTypeId", "associationCategory",
            "createdAt", "updatedAt", "archived", "url", "propertiesWithHistory", "results", "total", "paging");
    private static final String[] SAMPLES = {
            "{\"hs_lead_name\": \"Jane\", \"contactId\": \"17\", \"lead_score\": 1.50}",
            "{\"id\": \"11\", \"properties\": {\"hs_lead_name\": \"Jane\", \"hs_createdate\": null}, \"createdAt\": \"2026-11-22T00:00:00Z\"}",
            "{\"properties\": {\"hs_lead_name\": \"Jane\"}, \"associations\": [{\"to\": {\"id\": 5}, \"types\": "
                    + "[{\"associationCategory\": \"HUBSPOT_DEFINED\", \"associationTypeId\": 578}]}]}",
            "[{\"id\": \"1\", \"hs_lead_name\": \"a\"}, {\"id\": 2, \"properties\": {\"hs_lead_name\": \"b\"}, \"objectWriteTraceId\": \"t\"}]",
            "{\"inputs\": [{\"id\": \"x\", \"idProperty\": \"external_id\", \"properties\": {\"hs_lead_name\": \"a\"}}], \"properties\": [\"a\"]}",
            "{\"id\": 1} {\"id\": 2}\n{\"id\": \"3\"}", "[1, \"2\", {\"id\": 3}]",
            "{\"filterGroups\": [{\"filters\": [{\"propertyName\": \"hs_lead_name\", \"operator\": \"IN\", \"values\": [\"a\", 1]}, "
                    + "{\"propertyName\": \"createdate\", \"operator\": \"BETWEEN\", \"value\": 1, \"highValue\": \"2026-11-22\"}]}], "
                    + "\"sorts\": [{\"propertyName\": \"createdate\", \"direction\": \"DESCENDING\"}], \"limit\": 200, \"after\": 5}",
            "{\"query\": \"jane\", \"sorts\": [\"-createdate\"], \"properties\": [\"hs_lead_name\"]}" };
    private static final LeadsOperation[] OPERATIONS = { LeadsOperation.create, LeadsOperation.update, LeadsOperation.search,
            LeadsOperation.batchRead, LeadsOperation.batchCreate, LeadsOperation.batchUpdate, LeadsOperation.batchUpsert,
            LeadsOperation.batchArchive, LeadsOperation.read, LeadsOperation.archive, LeadsOperation.associate };

    private static Object body(FuzzInput input) throws IOException {
        return switch (input.below(8)) {
            case 0 -> input.bytes(SAMPLES);
            case 1 -> new ByteArrayInputStream(input.bytes(SAMPLES));
            case 2 -> new StringReader(input.text(SAMPLES));
            case 3 -> input.json(NAMES);
            case 4 -> input.changed(TREES.readValue(input.oneOf(SAMPLES), Object.class), NAMES);
            case 5 -> TREES.valueToTree(input.changed(TREES.readValue(input.oneOf(SAMPLES), Object.class), NAMES));
            case 6 -> List.of(TREES.valueToTree(input.json(NAMES)), new StringBuilder("{\"id\": 1}")).iterator();
            default -> input.text(SAMPLES);
        };
    }

    private static Arguments arguments(FuzzInput input) {
        Map<Parameter<?>, Object> values = new HashMap<>();
        put(input, values, Parameters.LEAD_ID, "11");
        put(input, values, Parameters.ID_PROPERTY, "external_id");
        put(input, values, Parameters.CONTACT_ID, "17");
        put(input, values, Parameters.NULL_VALUES, input.oneOf(NullValues.values()));
        put(input, values, Parameters.ALL_PAGES, true);
        return Arguments.of(values);
    }

    private static void put(FuzzInput input, Map<Parameter<?>, Object> values, Parameter<?> parameter, Object value) {
        if (input.oneIn(2)) {
            values.put(parameter, value);
        }
    }

    private static void send(FuzzInput input) throws IOException {
        Operation operation = LeadsTable.of(input.oneOf(OPERATIONS));
        boolean validation = !input.oneIn(4);
        Input body = new Input(operation, Calls.JSON, body(input));
        Call call = new Call(operation, operation.resolveParameters(arguments(input), body), null, validation, Calls.JSON);
        if (operation.inBatches() && input.oneIn(2)) {
            BatchPayload payload = (BatchPayload) operation.payload();
            try (BatchSource source = BatchSource.of(operation, Calls.JSON, body.raw(), payload.reads(), input.oneIn(2))) {
                Map<String, Object> fields = payload.fields(call, source.fields());
                BatchPayload.maxInputs(fields.get(Parameters.PROPERTIES_WITH_HISTORY.name()));
                List<Object> elements = source.first(1_000);
                for (int i = 0; i < elements.size(); i++) {
                    payload.request(call, fields, List.of(payload.one(call, elements.get(i), i)));
                }
            }
            return;
        }
        if (operation.coalescing() != null && input.oneIn(3)) {
            Calls.JSON.write(operation.coalescing().input().make(call, body));
            return;
        }
        operation.pageWalk().first(call, body);
        operation.payload().build(call, body);
    }

    @Test
    void aBodyIsSentOrRefusedWithTheDocumentedException() {
        FuzzRun.ofTwoSeconds("bodies").accepting(HubSpotValidationException.class).feed(BodiesFuzzTest::send);
    }

    @Test
    @Tag("campaign")
    void aBodyIsSentOrRefusedWithTheDocumentedExceptionForMinutes() {
        FuzzRun.ofMinutes("bodies").accepting(HubSpotValidationException.class).feed(BodiesFuzzTest::send);
    }
}
