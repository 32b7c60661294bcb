package io.github.camelhubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.leads.HubSpotLeadsComponent;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every result and every exception with a response has HubSpot's id of the call. */
class CorrelationIdTest extends HubSpotTestSupport {

    private static final String HEADER = "X-HubSpot-Correlation-Id";

    private static Object header(Exchange exchange) {
        return exchange.getMessage().getHeader(HubSpotConstants.CORRELATION_ID);
    }

    private HubSpotException failure(Exchange exchange, Object id) {
        assertThat(exchange.getException()).isInstanceOf(HubSpotException.class)
                .hasMessageContaining("correlation id " + id);
        assertThat(header(exchange)).isEqualTo(id);
        HubSpotException exception = (HubSpotException) exchange.getException();
        assertThat(exception.getCorrelationId()).isEqualTo(id);
        return exception;
    }

    @ParameterizedTest
    @CsvSource({ "hubspot-leads:list, 200", "hubspot-leads:search, 200", "hubspot-leads:archive?leadId=%s, 204",
            "hubspot-import:list, 200" })
    void everyResultHasIt(String uri, int status) {
        String id = sandbox().leads().create(Map.of("hs_lead_name", "A"));
        Exchange exchange = send(uri.formatted(id), uri.contains("search") ? Map.of() : null);
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.STATUS_CODE)).isEqualTo(status);
        assertThat(header(exchange)).asString().matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(ints = { 302, 400, 401, 403, 404, 409, 418, 423, 429, 477, 500, 503 })
    void everyExceptionWithAResponseHasIt(int status) {
        sandbox().faults().next(1).status(status).body("{}").header(HEADER, "of-" + status);
        failure(send("hubspot-leads:list", null), "of-" + status);
    }

    @Test
    void anErrorPageInHtmlHasIt() {
        sandbox().faults().next(1).status(502).html().header(HEADER, "edge");
        failure(send("hubspot-leads:list", null), "edge");
    }

    @Test
    void aPartialFailureHasItInResultAndException() {
        String id = sandbox().leads().create(Map.of("hs_lead_name", "A"));
        Map<String, Object> batch = Map.of("inputs", List.of(Map.of("id", id), Map.of("id", "999999")));
        Exchange result = send("hubspot-leads:batchRead", batch);
        assertThat(result.getException()).isNull();
        assertThat(result.getMessage().getHeader(HubSpotConstants.STATUS_CODE)).isEqualTo(207);
        assertThat(header(result)).asString().matches("[0-9a-f-]{36}");
        Exchange thrown = send("hubspot-leads:batchRead?partialFailure=THROW", batch);
        assertThat(failure(thrown, header(thrown))).isInstanceOf(HubSpotPartialFailureException.class);
        assertThat(header(thrown)).asString().matches("[0-9a-f-]{36}");
    }

    @Test
    void afterRetriesItIsThatOfTheLastResponse() {
        String uri = "hubspot-leads:list?maxRetries=1&retryDelay=1";
        sandbox().faults().next(1).status(503).header(HEADER, "first");
        sandbox().faults().next(1).status(503).header(HEADER, "second");
        assertThat(failure(send(uri, null), "second").getAttempts()).isEqualTo(2);
        sandbox().faults().next(1).status(503).header(HEADER, "first");
        Exchange result = send(uri, null);
        assertThat(result.getException()).isNull();
        assertThat(header(result)).asString().matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "garbage", "empty", "cut" })
    void anUnreadableResponseHasIt(String fault) {
        var script = sandbox().faults().next(1);
        switch (fault) {
            case "garbage" -> script.garbage();
            case "empty" -> script.emptyBody();
            default -> script.truncate();
        }
        Exchange exchange = send("hubspot-leads:list", null);
        assertThat(header(exchange)).asString().matches("[0-9a-f-]{36}");
        assertThat(failure(exchange, header(exchange))).isInstanceOf(HubSpotTransportException.class);
    }

    @Test
    void anUnknownOutcomeHasItIfThereWasAResponse() {
        String contact = sandbox().contacts().create(Map.of("email", "a@b.c"));
        Map<String, Object> lead = Map.of("hs_lead_name", "A", "contactId", contact);
        sandbox().faults().next(1).status(500).header(HEADER, "unclear");
        assertThat(failure(send("hubspot-leads:create", lead), "unclear"))
                .isInstanceOf(HubSpotOutcomeUnknownException.class);
        sandbox().faults().next(1).garbage();
        Exchange unread = send("hubspot-leads:create", lead);
        assertThat(header(unread)).isNotNull();
        assertThat(failure(unread, header(unread))).isInstanceOf(HubSpotOutcomeUnknownException.class);
    }

    @Test
    void withoutAResponseThereIsNoneNotEvenOfAnEarlierCallOrAttempt() {
        sandbox().faults().next(1).status(503);
        sandbox().faults().next(1).reset();
        Exchange exchange = send("hubspot-leads:list?maxRetries=1&retryDelay=1", null,
                Map.of(HubSpotConstants.CORRELATION_ID, "of an earlier call"));
        assertThat(exchange.getException()).isInstanceOf(HubSpotTransportException.class);
        assertThat(((HubSpotException) exchange.getException()).getCorrelationId()).isNull();
        assertThat(header(exchange)).isNull();
    }

    @Test
    void aStreamOfPagesHasThatOfItsFirstPageAndALaterFailureItsOwn() {
        for (int i = 0; i < 101; i++) {
            sandbox().leads().create(Map.of("hs_lead_name", "Lead " + i));
        }
        Exchange exchange = send("hubspot-leads:list?allPages=true", null);
        assertThat(header(exchange)).asString().matches("[0-9a-f-]{36}");
        sandbox().faults().next(1).status(500).header(HEADER, "page-2");
        Iterator<?> pages = exchange.getMessage().getBody(Iterator.class);
        List<Object> seen = new ArrayList<>();
        HubSpotException failure = catchThrowableOfType(HubSpotException.class, () -> pages.forEachRemaining(seen::add));
        assertThat(seen).hasSize(100);
        assertThat(failure.getCorrelationId()).isEqualTo("page-2");
    }

    @Test
    void aRejectedTokenRequestHasThatOfTheTokenEndpoint() {
        HubSpotConfiguration oauth = configuration();
        oauth.setAccessToken(null);
        oauth.setClientId("c");
        oauth.setClientSecret("s");
        oauth.setRefreshToken("r");
        context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(oauth);
        sandbox().faults().next(1).on("POST", "/oauth.*").status(400).header(HEADER, "grant");
        failure(send("hubspot-leads:list", null), "grant");
    }
}
