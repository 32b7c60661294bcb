package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.Exchange;
import org.awaitility.core.ConditionFactory;

/** Sets up an account with a contact, and reads what was sent. */
abstract class LeadsTestSupport extends HubSpotTestSupport {

    static final ObjectMapper JSON = new ObjectMapper();
    /** Waits long enough for a busy machine; usually a second or two are enough. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    String contact;

    @Override
    protected void setupResources() throws Exception {
        contact = sandbox().contacts().create(Map.of("email", "jane@example.com"));
    }

    /** Creates a lead in the sandbox, without a call. */
    String lead(String name) {
        return sandbox().leads().create(Map.of("hs_lead_name", name));
    }

    /** Returns the body of the latest call. */
    Map<String, Object> sent() {
        return json(sandbox().requests().last().bodyText());
    }

    /** Returns the properties in the body of the latest call. */
    Map<?, ?> sentProperties() {
        return (Map<?, ?>) sent().get("properties");
    }

    /** Returns the inputs in the body of the latest call. */
    List<Map<String, Object>> sentInputs() {
        return JSON.convertValue(sent().get("inputs"), new TypeReference<>() { });
    }

    static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10));
    }

    /** Sends a message that must succeed. */
    Exchange sendWell(String uri, Object body, Map<String, Object> headers) {
        Exchange exchange = send(uri, body, headers);
        assertThat(exchange.getException()).as(uri).isNull();
        return exchange;
    }

    Exchange sendWell(String uri, Object body) {
        return sendWell(uri, body, Map.of());
    }

    /** Sends a message that must be rejected before a call; returns the text of the exception. */
    String refused(String uri, Object body, Map<String, Object> headers) {
        int before = sandbox().requests().count();
        Exchange exchange = send(uri, body, headers);
        assertThat(exchange.getException()).as(uri).isInstanceOf(HubSpotValidationException.class);
        assertThat(sandbox().requests().count()).as("calls after a local rejection").isEqualTo(before);
        assertThat(((HubSpotValidationException) exchange.getException()).getStatus()).isZero();
        return exchange.getException().getMessage();
    }

    String refused(String uri, Object body) {
        return refused(uri, body, Map.of());
    }

    static Map<String, Object> json(String text) {
        try {
            return JSON.readValue(text, new TypeReference<>() { });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
