package io.github.camelhubspot.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelhubspot.imports.HubSpotImportEndpoint;
import io.github.camelhubspot.leads.HubSpotLeadsEndpoint;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.Component;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that are time spans, as routes, components and properties give them. */
class StrictDurationsTest extends HubSpotTestSupport {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "hubspot-import:await?awaitTimeout=1hour30, awaitTimeout '1hour30'",
        "hubspot-import:await?pollInterval=10 sec, pollInterval '10 sec'",
        "hubspot-import:watch?claimTimeout=1h30, claimTimeout '1h30'",
        "hubspot-import:watch?delay=often, delay 'often'",
        "hubspot-leads:list?retryDelay=abc, retryDelay 'abc'",
        "hubspot-leads:list?RETRYDELAY=abc, RETRYDELAY 'abc'",
        "hubspot-leads:list?requestTimeout=, requestTimeout ''",
        "hubspot-leads:list?requestTimeout=RAW(30 sec), requestTimeout '30 sec'",
        "hubspot-leads:list?requestTimeout={{unknown:abc}}, requestTimeout 'abc'",
        "hubspot-leads:read?coalesce=true&coalesceDelay=5x, coalesceDelay '5x'",
        "hubspot-leads:changes?initialDelay=soon, initialDelay 'soon'" })
    void aRouteWithATextThatIsNoTimeSpanDoesNotStart(String uri, String text) {
        assertThatThrownBy(() -> context.getEndpoint(uri))
                .hasStackTraceContaining(text + " is not a time span such as 30s or 1h30m");
    }

    @Test
    void theErrorOfARouteNamesTheOptionAndTheCure() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("hubspot-leads:list?retryDelay=abc");
            }
        })).hasMessageContaining("retryDelay=abc")
                .hasStackTraceContaining("retryDelay 'abc' is not a time span such as 30s or 1h30m");
    }

    @ParameterizedTest
    @CsvSource({ "30000, 30000", "30s, 30000", "1m30s, 90000", "1h, 3600000", "PT30S, 30000", "RAW(30s), 30000", "1s500ms, 1500",
        "{{known}}, 45000", "{{unknown:5s}}, 5000", "#property:known, 45000", "#bean:span, 7000", "#span, 7000" })
    void whatCamelTakesIsTaken(String text, long millis) {
        context.getPropertiesComponent().addInitialProperty("known", "45s");
        context.getRegistry().bind("span", Duration.ofSeconds(7));
        HubSpotImportEndpoint endpoint = context.getEndpoint(
                "hubspot-import:await?awaitTimeout=" + text + "&requestTimeout=" + text, HubSpotImportEndpoint.class);
        assertThat(endpoint.getRequestOptions().getAwaitTimeout()).isEqualTo(millis);
        assertThat(endpoint.getConfiguration().getRequestTimeout()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = { "retryDelay", "retry-delay" })
    void anOptionOfAComponentIsCheckedToo(String option) {
        Component component = context.getComponent("hubspot-leads");
        PropertyBindingSupport.Builder binding = PropertyBindingSupport.build()
                .withConfigurer(component.getComponentPropertyConfigurer());
        assertThatThrownBy(() -> binding.bind(context, component, option, "abc"))
                .hasStackTraceContaining("retryDelay 'abc' is not a time span");
        binding.bind(context, component, option, "2s");
        assertThat(context.getEndpoint("hubspot-leads:list", HubSpotLeadsEndpoint.class).getConfiguration().getRetryDelay())
                .isEqualTo(2000);
    }

    @ParameterizedTest
    @CsvSource({ "hubspot-leads, list", "hubspot-import, list" })
    void everyOptionThatIsATimeSpanIsChecked(String scheme, String operation) throws Exception {
        Component component = context.getComponent(scheme);
        JsonNode schema = JSON.readTree(((DefaultCamelContext) context).getComponentParameterJsonSchema(scheme));
        assertChecked(component.getComponentPropertyConfigurer(), component, schema.get("componentProperties"));
        assertChecked(component.getEndpointPropertyConfigurer(), context.getEndpoint(scheme + ':' + operation),
                schema.get("properties"));
    }

    private void assertChecked(PropertyConfigurer configurer, Object target, JsonNode options) {
        List<String> names = new ArrayList<>();
        options.fields().forEachRemaining(option -> {
            if (option.getValue().get("type").asText().equals("duration")) {
                names.add(option.getKey());
            }
        });
        assertThat(names).contains("retryDelay", "requestTimeout").allSatisfy(
                name -> assertThatThrownBy(() -> configurer.configure(context, target, name, "1h30", true))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(name + " '1h30' is not a time span such as 30s or 1h30m"));
    }
}
