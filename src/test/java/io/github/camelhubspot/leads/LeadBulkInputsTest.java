package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotPartialFailureException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.model.BatchVerdict;
import io.github.camelhubspot.model.BatchVerdict.Outcome;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.converter.stream.InputStreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which a body brings many leads: lists, streams, JSON, the rows of a file, and results of other steps. */
class LeadBulkInputsTest extends BulkTestSupport {

    @TempDir
    Path directory;

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stream").to("hubspot-leads:batchUpdate?streaming=true&outputType=POJO")
                    .split(body()).streaming().to("mock:verdict").end();
                from("direct:chain").to("hubspot-leads:list?allPages=true&limit=20").to("hubspot-leads:batchArchive?batchSize=10");
                from("direct:rows").split(body(), (old, row) -> {
                    List<Object> rows = old == null ? new ArrayList<>() : old.getMessage().getBody(List.class);
                    rows.add(row.getMessage().getBody());
                    row.getMessage().setBody(rows);
                    return row;
                }).transform(body()).end().to("hubspot-leads:batchCreate");
            }
        };
    }

    private byte[] jsonLines() {
        return utf8(many(i -> "{\"hs_lead_name\":\"lead " + i + "\",\"contactId\":" + contact + "}\n").stream()
                .collect(Collectors.joining()));
    }

    private byte[] jsonArray() {
        return utf8(many(i -> "{\"properties\":{\"hs_lead_name\":\"lead " + i + "\"},\"contactId\":" + contact + "}").stream()
                .collect(Collectors.joining(",\n", "[", "]")));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void readsJsonLinesAndArraysFromAnyBody(boolean lines) throws Exception {
        byte[] json = lines ? jsonLines() : jsonArray();
        Path file = Files.write(directory.resolve("leads.json"), json);
        GenericFile<java.io.File> generic = new GenericFile<>();
        generic.setFile(file.toFile());
        String request = "{\"inputs\":" + new String(jsonArray(), StandardCharsets.UTF_8) + "}";
        for (Object body : List.of(new ByteArrayInputStream(json), new StringReader(new String(json, StandardCharsets.UTF_8)),
                new InputStreamCache(json), generic, file, json, new String(json, StandardCharsets.UTF_8),
                new StringReader(request))) {
            int before = sandbox().leads().size();
            Exchange exchange = sendWell("hubspot-leads:batchCreate", body);
            assertThat(outcomes(exchange)).as(body.getClass().getName()).hasSize(COUNT).containsOnly("DONE");
            assertThat(sandbox().leads().size()).isEqualTo(before + COUNT);
        }
    }

    @Test
    void oneLineOfJsonIsOneLead() {
        Exchange exchange = sendWell("hubspot-leads:batchCreate", "{\"hs_lead_name\":\"A\",\"contactId\":" + contact + "}\n");
        assertThat(outcomes(exchange)).containsExactly("DONE");
    }

    @Test
    void usesTheFieldsOfARequestBeforeAndAfterItsInputs() {
        List<String> ids = leads();
        String inputs = ids.stream().map(id -> "{\"id\":\"" + id + "\"}").collect(Collectors.joining(",", "[", "]"));
        sendWell("hubspot-leads:batchRead", "{\"inputs\":" + inputs + ",\"properties\":[\"hs_lead_label\"]}");
        assertThat(sandbox().requests().all()).hasSize(3).allSatisfy(request -> assertThat(json(request.bodyText()))
                .containsEntry("properties", List.of("hs_lead_label")));
    }

    @Test
    void aStreamedReadNeedsItsFieldsBeforeTheInputs() {
        List<String> ids = leads();
        String fields = "\"properties\":[\"hs_lead_label\"]";
        String inputs = "\"inputs\":" + ids.stream().map(id -> "{\"id\":\"" + id + "\"}").collect(Collectors.joining(",", "[", "]"));
        Iterator<?> first = ask("hubspot-leads:batchRead?streaming=true", "{" + fields + "," + inputs + "}", Map.of(), Iterator.class);
        first.forEachRemaining(verdict -> assertThat(((Map<?, ?>) verdict).get("outcome")).isEqualTo("DONE"));
        assertThat(sandbox().requests().all()).hasSize(3).allSatisfy(request -> assertThat(request.bodyText()).contains(fields));
        Iterator<?> last = ask("hubspot-leads:batchRead?streaming=true", "{" + inputs + "," + fields + "}", Map.of(), Iterator.class);
        assertThatThrownBy(() -> last.forEachRemaining(verdict -> { })).hasMessageContaining("must precede inputs");
    }

    @Test
    void rowsOfACsvFileAreLeads() {
        List<Map<String, String>> rows = many(i -> {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("hs_lead_name", "lead " + i);
            row.put("hs_lead_label", "WARM");
            row.put("contactId", contact);
            return row;
        });
        assertThat(outcomes(sendWell("hubspot-leads:batchCreate", rows.iterator()))).hasSize(COUNT).containsOnly("DONE");
    }

    @Test
    void theListOfAnAggregationIsABatch() {
        Exchange exchange = sendWell("direct:rows", many(this::newLead));
        assertThat(outcomes(exchange)).hasSize(COUNT).contains("DONE", "FAILED");
    }

    @Test
    void allPagesOfAListAreABatch() {
        leads();
        Exchange exchange = sendWell("direct:chain", null);
        assertThat(outcomes(exchange)).hasSize(COUNT).containsOnly("DONE");
        assertThat(sandbox().leads().archived()).hasSize(COUNT);
    }

    @Test
    void truncatedJsonFailsWithTheVerdictsOnWhatWasSent() {
        String json = new String(jsonLines(), StandardCharsets.UTF_8);
        Exchange exchange = send("hubspot-leads:batchCreate", json.substring(0, json.lastIndexOf("contactId")));
        assertThat(exchange.getException()).isInstanceOfSatisfying(HubSpotPartialFailureException.class, failure -> {
            assertThat(failure).hasMessageContaining("could not be read beyond 249 inputs").hasMessageContaining("is not JSON")
                    .hasCauseInstanceOf(HubSpotValidationException.class);
            assertThat(failure.getVerdicts()).hasSize(COUNT - 1);
        });
        assertThat(sandbox().leads().size()).isEqualTo(COUNT - 1);
        assertThat(verdicts(exchange)).hasSize(COUNT - 1);
        assertThat(refused("hubspot-leads:batchCreate", json.substring(0, 20))).contains("is not JSON");
    }

    @Test
    void verdictsCanBeStreamed() throws Exception {
        var mock = getMockEndpoint("mock:verdict");
        List<String> ids = new ArrayList<>(leads());
        ids.set(77, "404404");
        Iterator<Map<String, String>> updates = ids.stream().map(id -> Map.of("id", id, "hs_lead_label", "HOT")).iterator();
        sendWell("direct:stream", updates);
        List<BatchVerdict> verdicts = mock.getExchanges().stream().map(one -> one.getMessage().getBody(BatchVerdict.class)).toList();
        assertThat(verdicts).extracting(BatchVerdict::index).containsExactlyElementsOf(
                java.util.stream.LongStream.range(0, COUNT).boxed().toList());
        assertThat(verdicts).filteredOn(verdict -> verdict.outcome() != Outcome.DONE).extracting(BatchVerdict::id)
                .containsExactly("404404");
        assertThat(verdicts.get(5).lead().id()).isEqualTo(ids.get(5));
    }

    @Test
    void readsTheBodyWhileItsVerdictsAreRead() throws Exception {
        Exchange exchange = sendWell("hubspot-leads:batchCreate?streaming=true", new ByteArrayInputStream(jsonLines()));
        assertThat(sandbox().requests().count()).isZero();
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKeys(HubSpotConstants.STATUS_CODE, HubSpotConstants.VERDICTS);
        Iterator<?> verdicts = (Iterator<?>) exchange.getMessage().getBody();
        assertThat(verdicts.next()).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP).containsEntry("outcome", "DONE");
        ((java.io.Closeable) verdicts).close();
        assertThat(verdicts.hasNext()).isFalse();
        assertThat(sandbox().requests().count()).isLessThanOrEqualTo(2);
    }
}
