package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotServerException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.HubSpotValidationException;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Errors of coalesced calls: each exchange fails with the exception that its call would have had alone. */
@Timeout(120)
class LeadCoalescingErrorsTest extends CoalescingTestSupport {

    @Test
    void aMissingLeadFailsOnlyItsOwnRead() {
        List<String> ids = new ArrayList<>(leads(FULL));
        ids.set(57, "404404");
        List<Exchange> read = hundred("read" + ON + "&properties=hs_lead_name", i -> "asked", i -> id(ids.get(i)));
        HubSpotNotFoundException missing = failure(read.get(57), HubSpotNotFoundException.class);
        assertThat(missing.getStatus()).isEqualTo(404);
        assertThat(missing.getOperation()).isEqualTo("hubspot-leads:read");
        assertThat(missing.getCorrelationId()).isNotNull();
        assertThat(read.get(57).getMessage().getBody()).isEqualTo("asked");
        assertThat(read.get(57).getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, 404)
                .containsEntry(HubSpotConstants.ATTEMPTS, 1);
        for (int i = 0; i < FULL; i++) {
            if (i != 57) {
                assertThat(properties(read.get(i)).get("hs_lead_name")).isEqualTo("lead " + i);
            }
        }
        assertThat(calls()).containsExactly("/batch/read");
    }

    @Test
    void anUpdateHasAnUnknownOutcomeWhenTheResponseHasAnotherLead() {
        List<String> ids = leads(2);
        sandbox().faults().next(1).on("POST", ".*/batch/update").status(200)
                .body("{\"results\":[{\"id\":\"%s\"},{\"id\":\"99\"}]}".formatted(ids.get(0)));
        List<CompletableFuture<Exchange>> sent = IntStream.range(0, 2).mapToObj(i -> start("update" + ON,
                Map.of("hs_lead_name", "new"), Map.of("CamelHubSpotLeadId", ids.get(i), DELAY, 1_000))).toList();
        List<Exchange> updated = ended(sent);
        assertThat(((Map<?, ?>) updated.get(0).getMessage().getBody()).get("id")).isEqualTo(ids.get(0));
        assertThat(failure(updated.get(1), HubSpotOutcomeUnknownException.class).getContext()).containsEntry("ids", List.of(ids.get(1)));
    }

    @Test
    void anUpsertOfSeveralLeadsIsRejectedWithACure() {
        String uri = "hubspot-leads:batchUpsert" + ON + "&idProperty=external_id";
        assertThat(refused(uri, List.of(Map.of("external_id", "1")))).contains("must be one lead, but is a list")
                .contains("leave out coalesce");
        assertThat(refused(uri, Map.of("inputs", List.of()))).contains("a request with inputs");
        assertThat(refused(uri, "[1]")).contains("must be one lead");
        assertThat(refused(uri, null)).contains("the body is empty");
        assertThat(refused(uri, Map.of("hs_lead_name", "Jane"))).contains("id: is missing").doesNotContain("inputs[");
    }

    @Test
    void oneInvalidLeadAmongAHundredFailsAlone() {
        List<Exchange> created = hundred("create" + ON, i -> Map.of("hs_lead_name", "lead " + i, "contactId",
                i == 42 ? "404404" : contact), i -> Map.of());
        HubSpotValidationException refusal = failure(created.get(42), HubSpotValidationException.class);
        assertThat(refusal.getStatus()).isEqualTo(400);
        assertThat(refusal.getMessage()).startsWith("hubspot-leads:create: 400 VALIDATION_ERROR").contains("404404");
        assertThat(created.get(42).getMessage().getBody()).isInstanceOf(Map.class);
        for (int i = 0; i < FULL; i++) {
            if (i != 42) {
                assertThat(properties(created.get(i)).get("hs_lead_name")).isEqualTo("lead " + i);
                assertThat(created.get(i).getMessage().getHeader(HubSpotConstants.STATUS_CODE)).as("not 207").isEqualTo(201);
            }
        }
        assertThat(calls()).containsExactly("/batch/create");
    }

    @Test
    void aBatchThatIsRejectedAsAWholeIsHalved() {
        sandbox().faults().next(1).status(400);
        List<Exchange> created = hundred("create" + ON, this::newLead, i -> Map.of());
        assertThat(created).allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
        assertThat(calls()).hasSizeBetween(3, 14);
        assertThat(sandbox().leads().size()).isEqualTo(FULL);
    }

    @Test
    void aLeadThatExistsIsAConflict() {
        leads(1);
        CompletableFuture<Exchange> taken = start("create" + SOON, Map.of("hs_lead_name", "Jane", "external_id", "x0",
                "contactId", contact), Map.of());
        CompletableFuture<Exchange> free = start("create" + SOON, newLead(1), Map.of());
        assertThat(failure(ended(taken), HubSpotConflictException.class).getStatus()).isEqualTo(409);
        assertThat(ended(free).getException()).isNull();
    }

    @Test
    void anErrorOfAnUnknownCategoryIsAnException() {
        String id = lead("Jane");
        sandbox().faults().next(1).status(207).body("{\"results\":[],\"numErrors\":1,\"errors\":[{\"category\":\"NEW_ONE\","
                + "\"message\":\"no\",\"context\":{\"ids\":[\"" + id + "\"]}}]}");
        Exchange exchange = ended(start("update" + AT_ONCE, Map.of("hs_lead_name", "Jane"), id(id)));
        assertThat(failure(exchange, HubSpotException.class).getCategory()).isEqualTo("NEW_ONE");
    }

    @Test
    void anInvalidInputFailsAtOnceAndIsNotSent() {
        Exchange exchange = exchange(Map.of("hs_lead_label", "HOT"), Map.of());
        CompletableFuture<Exchange> wrong = start(exchange, "create" + ON);
        assertThat(wrong).isCompleted();
        assertThat(failure(exchange, HubSpotValidationException.class).getMessage()).contains("properties.hs_lead_name")
                .doesNotContain("inputs[");
        assertThat(refused("hubspot-leads:update" + ON, Map.of("hs_lead_name", "Jane"))).contains("leadId is required for update");
        assertThat(refused("hubspot-leads:read" + ON, null, id("no-number"))).contains("to find a lead by a unique property");
        assertThat(refused("hubspot-leads:archive" + ON, null)).contains("leadId is required for archive");
    }

    @Test
    void afterALostResponseEachExchangeHasItsOwnUnknownOutcome() {
        sandbox().faults().next(1).resetAfterProcessing();
        List<Exchange> created = hundred("create" + ON, this::newLead, i -> Map.of());
        Set<Exception> exceptions = new HashSet<>();
        for (int i = 0; i < FULL; i++) {
            HubSpotOutcomeUnknownException unknown = failure(created.get(i), HubSpotOutcomeUnknownException.class);
            assertThat(unknown.getContext()).containsEntry("hs_lead_name", List.of("lead " + i))
                    .containsEntry("associations", List.of(contact));
            assertThat(unknown.getOperation()).isEqualTo("hubspot-leads:create");
            exceptions.add(unknown);
        }
        assertThat(exceptions).hasSize(FULL);
        assertThat(calls()).containsExactly("/batch/create");
    }

    @Test
    void aFailedBatchFailsEachExchangeLikeASingleCall() {
        List<String> ids = leads(FULL);
        sandbox().faults().next(1).resetAfterProcessing();
        List<Exchange> updated = hundred("update" + ON, i -> Map.of("hs_lead_name", "new"), i -> id(ids.get(i)));
        assertThat(updated).allSatisfy(exchange -> failure(exchange, HubSpotTransportException.class));
        sandbox().faults().next(1).status(503);
        List<Exchange> read = hundred("read" + ON, i -> null, i -> id(ids.get(i)));
        assertThat(read).allSatisfy(exchange -> failure(exchange, HubSpotServerException.class));
        sandbox().faults().next(1).status(401);
        List<Exchange> archived = hundred("archive" + ON, i -> null, i -> id(ids.get(i)));
        assertThat(archived).allSatisfy(exchange -> failure(exchange, HubSpotAuthenticationException.class));
        assertThat(archived.stream().map(Exchange::getException)).doesNotHaveDuplicates();
        assertThat(sandbox().requests().count()).isEqualTo(3);
    }

    @Test
    void anUpdateHasAnUnknownOutcomeWhenTheResponseDoesNotMentionIt() {
        String id = lead("Jane");
        sandbox().faults().next(1).status(200).body("{\"status\":\"COMPLETE\",\"results\":[]}");
        Exchange exchange = ended(start("update" + AT_ONCE, Map.of("hs_lead_name", "Janet"), id(id)));
        assertThat(failure(exchange, HubSpotOutcomeUnknownException.class).getContext()).containsEntry("ids", List.of(id));
    }
}
