package io.github.camelhubspot.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelhubspot.Compression;
import io.github.camelhubspot.HttpVersion;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.imports.HubSpotImportEndpoint;
import io.github.camelhubspot.leads.HubSpotLeadsComponent;
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

/** Texts of options in routes, components, beans and properties. */
class StrictOptionsTest extends HubSpotTestSupport {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "hubspot-import:await?awaitTimeout=1hour30, awaitTimeout '1hour30'",
        "hubspot-import:await?pollInterval=10 sec, pollInterval '10 sec'",
        "hubspot-import:watch?claimTimeout=1h30, claimTimeout '1h30'",
        "hubspot-import:watch?delay=often, delay 'often'",
        "hubspot-leads:list?retryDelay=abc, retryDelay 'abc'",
        "hubspot-leads:list?RETRYDELAY=abc, RETRYDELAY 'abc'",
        "hubspot-leads:list?requestTimeout=RAW(30 sec), requestTimeout '30 sec'",
        "hubspot-leads:list?requestTimeout={{unknown:abc}}, requestTimeout 'abc'",
        "hubspot-leads:read?coalesce=true&coalesceDelay=5x, coalesceDelay '5x'",
        "hubspot-leads:changes?initialDelay=soon, initialDelay 'soon'" })
    void refusesATextThatIsNoTimeSpan(String uri, String text) {
        assertThatThrownBy(() -> context.getEndpoint(uri))
                .hasStackTraceContaining(text + " is not a time span such as 30s or 1h30m");
    }

    @Test
    void acceptsTimeSpansOfCamelsScheduler() {
        HubSpotLeadsEndpoint endpoint = context.getEndpoint("hubspot-leads:changes?initialDelay=5s&delay=1m&repeatCount=3",
                HubSpotLeadsEndpoint.class);
        assertThat(endpoint.getInitialDelay()).isEqualTo(5000);
        assertThat(endpoint.getDelay()).isEqualTo(60_000);
        assertThat(endpoint.getRepeatCount()).isEqualTo(3);
    }

    @Test
    void namesTheOptionAndTheCure_inTheErrorOfARoute() {
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
    void acceptsCamelsSyntax(String text, long millis) {
        context.getPropertiesComponent().addInitialProperty("known", "45s");
        context.getRegistry().bind("span", Duration.ofSeconds(7));
        HubSpotImportEndpoint endpoint = context.getEndpoint(
                "hubspot-import:await?awaitTimeout=" + text + "&requestTimeout=" + text, HubSpotImportEndpoint.class);
        assertThat(endpoint.getRequestOptions().getAwaitTimeout()).isEqualTo(millis);
        assertThat(endpoint.getConfiguration().getRequestTimeout()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = { "retryDelay", "retry-delay" })
    void checksAnOptionOfAComponent(String option) {
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
    @CsvSource(delimiter = '|', value = { "maxRetries | abc | is not a whole number", "maxRetries | 5s | is not a whole number",
        "maxRetries | 1.5 | is not a whole number", "maxRetries | 99999999999 | is not a whole number",
        "rateLimit | many | is not a whole number", "limit | abc | is not a whole number",
        "maxResponseSize | 5m | is not a whole number", "retryBackoffMultiplier | abc | is not a number",
        "retryBackoffMultiplier | NaN | is not a number", "archived | yes please | is not true or false",
        "followRedirects | 1 | is not true or false", "compression | SOME | is not one of AUTO, ALWAYS, NEVER",
        "outputType | XML | is not one of MAP, JSON, POJO", "retryDelay | abc | is not a time span such as 30s or 1h30m",
        "retryDelay | 106751991167300d | is longer than a number of milliseconds can be" })
    void refusesATextOfAnotherType_onEndpointComponentAndBean(String option, String text, String problem) throws Exception {
        String message = option + " '" + text + "' " + problem;
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:list?" + option + '=' + text)).hasStackTraceContaining(message);
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            Component component = other.getComponent("hubspot-leads");
            assertThatThrownBy(() -> PropertyBindingSupport.build().withConfigurer(component.getComponentPropertyConfigurer())
                    .bind(other, component, option, text))
                    .hasStackTraceContaining(message);
            HubSpotConfiguration bean = new HubSpotConfiguration();
            if (Stream.of(HubSpotConfiguration.class.getMethods()).anyMatch(method -> method.getName().equalsIgnoreCase("set" + option))) {
                assertThatThrownBy(() -> PropertyBindingSupport.build().bind(other, bean, option, text))
                        .hasStackTraceContaining(message);
            }
        }
    }

    @Test
    void acceptsATextOfTheType_onABean() {
        HubSpotConfiguration bean = new HubSpotConfiguration();
        context.getRegistry().bind("mapper", JSON);
        Map<String, Object> properties = new LinkedHashMap<>(Map.of("max-retries", " 5 ", "retryDelay", "2s", "followRedirects", "TRUE",
                "retryBackoffMultiplier", "1.5", "compression", "never", "httpVersion", "http-2", "proxyPort", "0", "accessToken", " x ",
                "objectMapper", "#mapper"));
        PropertyBindingSupport.build().bind(context, bean, properties);
        assertThat(bean.getMaxRetries()).isEqualTo(5);
        assertThat(bean.getRetryDelay()).isEqualTo(2000);
        assertThat(bean.isFollowRedirects()).isTrue();
        assertThat(bean.getRetryBackoffMultiplier()).isEqualTo(1.5);
        assertThat(bean.getCompression()).isEqualTo(Compression.NEVER);
        assertThat(bean.getHttpVersion()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(bean.getObjectMapper()).isSameAs(JSON);
        assertThat(properties).isEmpty();
        assertThat(PropertyBindingSupport.build().withMandatory(false).bind(context, bean, "noSuchOption", "x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "maxRetries", "requestTimeout", "followRedirects", "outputType", "proxyHost", "apiVersion" })
    void ignoresABlankText(String option) {
        HubSpotLeadsEndpoint endpoint = context.getEndpoint("hubspot-leads:list?" + option + "={{unknown:}}", HubSpotLeadsEndpoint.class);
        assertThat(endpoint.getConfiguration()).usingRecursiveComparison()
                .isEqualTo(context.getEndpoint("hubspot-leads:list", HubSpotLeadsEndpoint.class).getConfiguration());
        assertThat(send(endpoint.getEndpointUri(), null).getException()).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "hubspot-leads:changes?since=12225781502140h, since '12225781502140h'",
        "hubspot-leads:changes?since=106751991167300d, since '106751991167300d'",
        "hubspot-import:watch?since=12225781502140h, since '12225781502140h'" })
    void namesTheOption_whenATimeIsTooLongAgo(String uri, String text) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).hasStackTraceContaining(text + " is neither an instant such as");
    }

    @Test
    void reducesALimitOfTheComponentToTheMaximumOfTheOperation() throws Exception {
        HubSpotLeadsComponent component = context.getComponent("hubspot-leads", HubSpotLeadsComponent.class);
        PropertyBindingSupport.build().withConfigurer(component.getComponentPropertyConfigurer())
                    .bind(context, component, "limit", "200");
        assertThat(send("hubspot-leads:list", null).getException()).isNull();
        assertThat(sandbox().requests().last().query()).containsEntry("limit", List.of("100"));
        assertThat(send("hubspot-leads:search", null).getException()).isNull();
        assertThat(sandbox().requests().last().bodyText()).contains("200");
        assertThat(send("hubspot-leads:read?leadId=1", null).getException()).isNotNull();
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:list?limit=200")).hasStackTraceContaining("limit 200 is not between");
    }

    @Test
    void ignoresCoalesceOfTheComponent_whenOtherOptionsDoNotAllowIt() {
        HubSpotLeadsComponent component = context.getComponent("hubspot-leads", HubSpotLeadsComponent.class);
        PropertyBindingSupport.build().withConfigurer(component.getComponentPropertyConfigurer())
                    .bind(context, component, "coalesce", "true");
        String id = sandbox().leads().create(Map.of("hs_lead_name", "x"));
        assertThat(send("hubspot-leads:read?associations=contacts&leadId=" + id, null).getException()).isNull();
        assertThat(sandbox().requests().last().method()).isEqualTo("GET");
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:read?associations=contacts&coalesce=true"))
                .hasStackTraceContaining("coalesce=true does not go with");
    }

    @ParameterizedTest
    @CsvSource({ "hubspot-leads, list", "hubspot-import, list" })
    void checksAllOptionsThatAreTimeSpans(String scheme, String operation) throws Exception {
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
