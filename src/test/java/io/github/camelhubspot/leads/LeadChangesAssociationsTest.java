package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code changes} with associations adds the same ids as a read, with one call per page and object type. */
class LeadChangesAssociationsTest extends ChangesTestSupport {

    private static final String ALL = CHANGES + "&since=beginning&associations=contacts,companies";

    private String contact(String email) {
        return sandbox().contacts().create(Map.of("email", email));
    }

    private Object associations(int index) {
        return exchanges.get(index).getMessage().getBody(Map.class).get("associations");
    }

    @ParameterizedTest
    @ValueSource(strings = { "v3", "2025-09", "2026-03", "2026-09" })
    void areThoseOfARead(String version) throws Exception {
        String jane = contact("jane@example.com");
        String john = contact("john@example.com");
        String company = sandbox().companies().create(Map.of("name", "Example"));
        String a = lead("A");
        lead("B");
        String c = lead("C");
        sandbox().leads().associate(a, "contacts", jane, 578);
        sandbox().leads().associate(a, "contacts", jane, 608);
        sandbox().leads().associate(a, "contacts", john, 608);
        sandbox().leads().associate(a, "companies", company, 580);
        sandbox().leads().associate(c, "contacts", john, 578);
        settle();
        consume(ALL + "&apiVersion=" + version);
        awaitEvents("CREATED A", "CREATED B", "CREATED C");
        assertThat(associations(0)).isEqualTo(read(a));
        assertThat(associations(1)).isNull();
        assertThat(associations(2)).isEqualTo(read(c)).isEqualTo(Map.of("contacts",
                Map.of("results", List.of(Map.of("id", john, "type", "lead_to_primary_contact")))));
        assertThat(sandbox().requests().matching("POST", ".*/batch/read")).hasSize(2).first()
                .satisfies(request -> assertThat(request.bodyText()).contains("{\"id\":\"" + a + "\"}"));
    }

    private Object read(String id) {
        Exchange exchange = sendWell("hubspot-leads:read?associations=contacts,companies&leadId=" + id, null);
        return exchange.getMessage().getBody(Map.class).get("associations");
    }

    @Test
    void areCompleteForManyAssociations() throws Exception {
        String a = lead("A");
        for (int i = 0; i < 620; i++) {
            sandbox().leads().associate(a, "contacts", contact("c" + i + "@example.com"), 608);
        }
        settle();
        consume(ALL.replace(",companies", ""));
        awaitEvents("CREATED A");
        assertThat((Map<?, ?>) associations(0)).extracting("contacts").extracting("results").asList().hasSize(620)
                .doesNotHaveDuplicates();
    }

    @Test
    void delayTheLeadsWhileTheyCannotBeRead() throws Exception {
        lead("A");
        settle();
        sandbox().faults().next(2).on("POST", ".*/batch/read").status(207).body(
                "{\"status\":\"COMPLETE\",\"results\":[],\"errors\":[{\"category\":\"SERVER_ERROR\",\"message\":\"oops\"}]}");
        consume(ALL);
        awaitEvents("CREATED A");
        assertThat(sandbox().faults().pending()).isZero();
    }
}
