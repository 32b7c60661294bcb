package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.model.ActionResult;
import io.github.camelhubspot.model.Import;
import io.github.camelhubspot.model.ImportError;
import io.github.camelhubspot.model.ImportErrorPage;
import io.github.camelhubspot.model.ImportPage;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls about an existing import: their responses, and the body of one as input of the next. */
class ImportChainTest extends ImportTestSupport {

    private static final Map<String, Object> REQUEST = Map.of("CamelHubSpotImportRequest", request("c.csv"));

    @Override
    protected void setupResources() {
        sandbox().time().set(Instant.parse("2026-11-22T00:00:00Z"));
    }

    @ParameterizedTest
    @EnumSource(names = { "MAP", "JSON", "POJO" }, value = io.github.camelhubspot.OutputType.class)
    void theBodyOfAResponseIdentifiesTheImportOfTheNextCall(io.github.camelhubspot.OutputType type) {
        String as = "?outputType=" + type;
        Exchange started = send(START + as, CSV.replace("jane@", "nonsense") + "a@b.test,Ann\n", REQUEST);
        assertThat(started.getMessage().getHeader(HubSpotConstants.STATE)).isEqualTo("STARTED");
        assertThat(started.getMessage().getHeaders()).doesNotContainKey(HubSpotConstants.NUM_ERRORS);
        sandbox().time().advance(Duration.ofSeconds(5));
        Exchange got = send("hubspot-import:get" + as, started.getMessage().getBody());
        assertThat(got.getException()).isNull();
        assertThat(got.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATE, "DONE")
                .containsEntry(HubSpotConstants.NUM_ERRORS, 1L)
                .containsEntry(HubSpotConstants.RECORD_ID, started.getMessage().getHeader(HubSpotConstants.RECORD_ID));
        assertThat(got.getMessage().getBody(Import.class).metadata().counters()).containsEntry("TOTAL_ROWS", 2L);
        Exchange errors = send("hubspot-import:errors" + as + "&includeRowData=true", got.getMessage().getBody());
        assertThat(errors.getMessage().getBody(ImportErrorPage.class).results()).singleElement().satisfies(error -> {
            assertThat(error.errorType()).isEqualTo("INVALID_EMAIL");
            assertThat(error.sourceData().rowData()).containsExactly("nonsenseexample.com", "Jane");
        });
    }

    @Test
    void theFieldImportIdOfABodyIsAnIdToo() {
        String id = sandbox().imports().create("A");
        sandbox().faults().next(1).on("POST", ".*").status(200).body("{\"importId\":" + id + ",\"state\":\"STARTED\"}");
        Exchange started = start(CSV, REQUEST);
        assertThat(started.getMessage().getHeader(HubSpotConstants.RECORD_ID)).isEqualTo(id);
        assertThat(ask("hubspot-import:get", started.getMessage().getBody()).get("importName")).isEqualTo("A");
        assertThat(started.getMessage().getBody(Import.class).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = { "get", "errors", "cancel" })
    void aBodyThatIsNoImportProvidesNoId(String operation) {
        for (Object body : new Object[] { Map.of("id", "5", "properties", Map.of()), "{\"id\":\"5\"}", CSV, List.of(1), 5 }) {
            assertRefused(send("hubspot-import:" + operation, body), "importId is required for " + operation
                    + ": set header CamelHubSpotImportId or option importId");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "x", "-1", "1.0", "12 3", "../1", "9223372036854775808", "99999999999999999999", "1?a=b", "١" })
    void anInvalidIdIsRefused(String id) {
        assertRefused(send("hubspot-import:get", null, id(id)), "importId", "is not an id of HubSpot");
        assertRefused(send("hubspot-import:cancel", Map.of("id", id, "state", "STARTED")), "id of the body");
    }

    @Test
    void idsMayHave64Bits() {
        for (Object id : new Object[] { Long.MAX_VALUE, " 9223372036854775807 " }) {
            Exchange exchange = send("hubspot-import:get", null, id(id));
            assertThat(exchange.getException()).isInstanceOf(HubSpotNotFoundException.class);
            assertThat(sandbox().requests().last().path()).endsWith("/9223372036854775807");
        }
    }

    @Test
    void theHeaderWinsOverTheOptionAndBothOverTheBody() {
        String a = sandbox().imports().create("A");
        String b = sandbox().imports().create("B");
        Map<String, Object> body = Map.of("id", "77", "state", "DONE");
        assertThat(ask("hubspot-import:get?importId=" + a, body).get("importName")).isEqualTo("A");
        assertThat(ask("hubspot-import:get?importId=" + a, body, id(Long.valueOf(b)), Map.class).get("importName")).isEqualTo("B");
    }

    @Test
    void unknownStatesAreReturned() {
        String id = sandbox().imports().create("A");
        sandbox().imports().setState(id, "BRAND_NEW");
        Exchange exchange = send("hubspot-import:get?outputType=POJO", null, id(id));
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.STATE)).isEqualTo("BRAND_NEW");
        assertThat(exchange.getMessage().getBody(Import.class).state()).isEqualTo("BRAND_NEW");
    }

    @Test
    void readsAllPagesOfImports() throws Exception {
        for (int i = 0; i < 230; i++) {
            sandbox().imports().create("import" + i);
        }
        Exchange exchange = send("hubspot-import:list?allPages=true&outputType=POJO", null);
        List<Object> all = elements(exchange);
        assertThat(all).hasSize(230).allMatch(Import.class::isInstance).doesNotHaveDuplicates();
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(HubSpotConstants.NEXT_AFTER);
        assertThat(sandbox().requests().all()).hasSize(3).allMatch(request -> request.query().get("limit").equals(List.of("100")));
    }

    @Test
    void readsAllPagesOfErrors() throws Exception {
        String id = sandbox().imports().create("A");
        for (int i = 1; i <= 25; i++) {
            sandbox().imports().addError(id, "INVALID_EMAIL", i, "x" + i);
        }
        List<Object> all = elements(send("hubspot-import:errors?allPages=true&limit=10&includeErrorMessage=true&outputType=POJO",
                null, id(id)));
        assertThat(all).hasSize(25).allSatisfy(error -> assertThat(((ImportError) error).errorMessage()).isNotNull());
        assertThat(sandbox().requests().all()).hasSize(3)
                .allMatch(request -> request.query().get("includeErrorMessage").equals(List.of("true")));
    }

    private static List<Object> elements(Exchange exchange) throws Exception {
        List<Object> all = new ArrayList<>();
        Object body = exchange.getMessage().getBody();
        assertThat(body).isInstanceOf(Closeable.class);
        ((Iterator<?>) body).forEachRemaining(all::add);
        ((Closeable) body).close();
        return all;
    }

    @Test
    void aPageHasTheCursorOfTheNextPage() {
        sandbox().imports().create("A");
        sandbox().imports().create("B");
        Exchange first = send("hubspot-import:list?limit=1&outputType=POJO", null);
        Object after = first.getMessage().getHeader(HubSpotConstants.NEXT_AFTER);
        Exchange second = send("hubspot-import:list?limit=1", null, Map.of("CamelHubSpotAfter", after));
        assertThat(second.getMessage().getHeaders()).doesNotContainKey(HubSpotConstants.NEXT_AFTER);
        assertThat(second.getMessage().getBody(ImportPage.class).results().get(0).id())
                .isNotEqualTo(first.getMessage().getBody(ImportPage.class).results().get(0).id());
    }

    @Test
    void cancelsARunningImport() {
        Exchange started = start(CSV, REQUEST);
        Exchange canceled = send("hubspot-import:cancel?outputType=POJO", started.getMessage().getBody());
        assertThat(((ActionResult) canceled.getMessage().getBody()).status()).isEqualTo("COMPLETE");
        assertThat(sandbox().imports().all().get(0).state()).isEqualTo("CANCELED");
    }

    @Test
    void aFinishedImportCannotBeCanceled() {
        Exchange started = start(CSV, REQUEST);
        sandbox().time().advance(Duration.ofSeconds(5));
        Exchange canceled = send("hubspot-import:cancel", started.getMessage().getBody());
        assertThat(canceled.getException()).isInstanceOfSatisfying(HubSpotConflictException.class, e -> {
            assertThat(e.getStatus()).isEqualTo(400);
            assertThat(e.getContext()).containsEntry("state", java.util.List.of("DONE")).containsKey("importId");
            assertThat(e.getMessage()).contains("hubspot-import:cancel", "DONE", "VALIDATION_ERROR");
        });
        assertThat(canceled.getMessage().getHeader(HubSpotConstants.STATUS_CODE)).isEqualTo(400);
    }

    @Test
    void anUnknownImportIsNotFound() {
        for (String operation : List.of("get", "errors", "cancel")) {
            assertThat(send("hubspot-import:" + operation, null, id(1)).getException())
                    .isInstanceOf(HubSpotNotFoundException.class).hasMessageContaining("hubspot-import:" + operation);
        }
    }
}
