package io.github.camelhubspot.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.camelhubspot.imports.ImportsTable;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.leads.LeadsTable;
import io.github.camelhubspot.model.ActionResult;
import io.github.camelhubspot.model.AssociatedRecord;
import io.github.camelhubspot.model.AssociatedRecordPage;
import io.github.camelhubspot.model.BatchResult;
import io.github.camelhubspot.model.BatchVerdict;
import io.github.camelhubspot.model.Import;
import io.github.camelhubspot.model.ImportError;
import io.github.camelhubspot.model.ImportErrorPage;
import io.github.camelhubspot.model.ImportPage;
import io.github.camelhubspot.model.Lead;
import io.github.camelhubspot.model.LeadPage;
import io.github.camelhubspot.model.SearchResult;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConverter;
import org.apache.camel.converter.stream.ReaderCache;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of the model as bodies of a route: converted by Camel, or written by the mapper of a route. */
class ConvertersTest {

    private static final String TIME = "2026-01-15T12:00:00.123Z";
    private static final String LEAD = "{'id':'1','properties':{'hs_lead_name':'x'},'propertiesWithHistory':{'hs_lead_name':"
            + "[{'value':'x','timestamp':'" + TIME + "'}]},'createdAt':'" + TIME + "','updatedAt':'" + TIME + "'}";
    private static final String IMPORT = "{'id':'1','state':'DONE','createdAt':'" + TIME + "','updatedAt':'" + TIME + "'}";

    private static final String RECORD = "{'toObjectId':'1','associationTypes':[{'category':'HUBSPOT_DEFINED','typeId':578}]}";

    static List<Arguments> records() {
        String times = "'requestedAt':'" + TIME + "','startedAt':'" + TIME + "','completedAt':'" + TIME + "'";
        return List.of(Arguments.of(Lead.class, LEAD), Arguments.of(LeadPage.class, "{'results':[" + LEAD + "]}"),
                Arguments.of(SearchResult.class, "{'total':1,'results':[" + LEAD + "]}"),
                Arguments.of(BatchResult.class, "{'status':'COMPLETE','results':[" + LEAD + "]," + times + "}"),
                Arguments.of(AssociatedRecord.class, RECORD), Arguments.of(AssociatedRecordPage.class, "{'results':[" + RECORD + "]}"),
                Arguments.of(BatchVerdict.class, "{'index':0,'outcome':'DONE'}"), Arguments.of(Import.class, IMPORT),
                Arguments.of(ImportPage.class, "{'results':[" + IMPORT + "]}"),
                Arguments.of(ImportError.class, "{'id':'1','errorType':'INVALID_EMAIL'}"),
                Arguments.of(ImportErrorPage.class, "{'results':[{'id':'1','errorType':'INVALID_EMAIL'}]}"),
                Arguments.of(ActionResult.class, "{'status':'COMPLETE'," + times + "}"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void convertsARecordFromAndToEachForm(Class<?> type, String text) throws Exception {
        ObjectMapper plain = new ObjectMapper();
        String json = text.replace('\'', '"');
        JsonNode tree = plain.readTree(json);
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.start();
            TypeConverter converter = camel.getTypeConverter();
            Exchange exchange = new DefaultExchange(camel);
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            Object record = converter.mandatoryConvertTo(type, exchange, json);
            for (Object form : List.of(bytes, new ByteArrayInputStream(bytes), plain.convertValue(tree, Map.class),
                    new StringReader(json), new ReaderCache(json), '\uFEFF' + json)) {
                assertThat((Object) converter.mandatoryConvertTo(type, exchange, form)).as(form.getClass().getName())
                        .isEqualTo(record);
            }
            assertThat((Object) converter.tryConvertTo(type, exchange, 5)).isNull();
            assertSame(tree, plain.readTree(converter.mandatoryConvertTo(String.class, exchange, record)));
            assertSame(tree, plain.readTree(converter.mandatoryConvertTo(byte[].class, exchange, record)));
            assertSame(tree, plain.readTree(converter.mandatoryConvertTo(InputStream.class, exchange, record)));
            assertSame(tree, plain.valueToTree(converter.mandatoryConvertTo(Map.class, exchange, record)));
            assertSame(tree, plain.readTree(plain.writeValueAsString(record)));
            ObjectMapper other = new ObjectMapper().registerModule(new JavaTimeModule())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
            assertThat((Object) other.readValue(other.writeValueAsString(record), type)).isEqualTo(record);
        }
    }

    /** Asserts that a record has the fields of the text; its other fields are empty. */
    private static void assertSame(JsonNode expected, JsonNode actual) {
        if (expected.isContainerNode()) {
            assertThat(actual.isArray()).isEqualTo(expected.isArray());
            expected.fields().forEachRemaining(field -> assertSame(field.getValue(), actual.get(field.getKey())));
            for (int i = 0; expected.isArray() && i < expected.size(); i++) {
                assertSame(expected.get(i), actual.get(i));
            }
        } else {
            assertThat(actual.asText()).isEqualTo(expected.asText());
        }
    }

    @Test
    void everyRecordOfAResponse_hasAConverter() {
        List<Class<?>> tested = records().stream().<Class<?>>map(arguments -> (Class<?>) arguments.get()[0]).toList();
        assertThat(Stream.concat(LeadsTable.all().stream(), ImportsTable.all().stream()).map(Operation::responseType)
                .flatMap(type -> Stream.of(type.record(), type.element())).filter(Objects::nonNull).distinct().toList())
                .isNotEmpty().allSatisfy(record -> assertThat(tested).contains(record));
    }

    /** A record of a user. */
    record Own(String name) {
    }

    @Test
    void leavesARecordOfTheUserToOtherConverters() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.start();
            assertThat(camel.getTypeConverter().convertTo(String.class, new Own("x"))).isEqualTo("Own[name=x]");
            assertThat(camel.getTypeConverter().tryConvertTo(Map.class, new Own("x"))).isNull();
        }
    }
}
