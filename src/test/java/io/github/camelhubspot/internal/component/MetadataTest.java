package io.github.camelhubspot.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.imports.ImportsOperation;
import io.github.camelhubspot.imports.ImportsTable;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.leads.LeadsOperation;
import io.github.camelhubspot.leads.LeadsTable;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generated metadata is in the jar and complete. Without it Camel silently falls back to reflection. */
class MetadataTest {

    /** Options that name one record, page or file, so that a component cannot have them for all its endpoints. */
    private static final Set<String> OF_ONE_REQUEST = Set.of("leadId", "importId", "after", "query", "sourceFile", "toObjectId");
    private static final Set<String> GROUPS = Set.of("common", "producer", "producer (advanced)", "consumer", "consumer (advanced)",
            "advanced", "security", "proxy", "health", "scheduler");
    private static final Set<String> SECRETS = Set.of("accessToken", "clientSecret", "refreshToken", "privateApp",
            "privateAppLegacy", "proxyPassword");

    @ParameterizedTest
    @ValueSource(strings = { "hubspot-leads", "hubspot-import" })
    void findsSchemaConfigurersAndUriFactory(String scheme) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThat(context.getComponent(scheme)).isNotNull();
            assertThat(context.getComponentParameterJsonSchema(scheme)).isNotBlank();
            assertThat(uriFactory(context, scheme)).isNotNull();
            assertThat(configurer(context, scheme + "-component")).isNotNull();
            assertThat(configurer(context, scheme + "-endpoint")).isNotNull();
            assertThat(configurer(context, HubSpotConfiguration.class.getName())).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "hubspot-leads", "hubspot-import" })
    void marksSecretOptionsOnlyAsSecret(String scheme) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThat(uriFactory(context, scheme).secretPropertyNames()).containsExactlyInAnyOrderElementsOf(SECRETS);
            JsonNode schema = new ObjectMapper().readTree(context.getComponentParameterJsonSchema(scheme));
            for (String level : Set.of("componentProperties", "properties")) {
                schema.get(level).fields().forEachRemaining(option -> assertThat(option.getValue().get("secret").asBoolean())
                        .as("%s %s.%s", scheme, level, option.getKey()).isEqualTo(SECRETS.contains(option.getKey())));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "hubspot-leads", "hubspot-import" })
    void everyOptionAndHeaderHasADescription(String scheme) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            JsonNode schema = new ObjectMapper().readTree(context.getComponentParameterJsonSchema(scheme));
            for (String part : Set.of("componentProperties", "properties", "headers")) {
                schema.get(part).fields().forEachRemaining(option -> assertThat(option.getValue().get("description").asText())
                        .as("%s %s %s", scheme, part, option.getKey()).isNotBlank());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "hubspot-leads", "hubspot-import" })
    void listsTheGroupsOfOptions_andThatCallsAreAsynchronous(String scheme) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            JsonNode schema = new ObjectMapper().readTree(context.getComponentParameterJsonSchema(scheme));
            assertThat(schema.get("component").get("async").asBoolean()).isTrue();
            for (String level : Set.of("componentProperties", "properties")) {
                schema.get(level).fields().forEachRemaining(
                        option -> assertThat(GROUPS).as(option.getKey()).contains(option.getValue().get("group").asText()));
            }
            assertThat(schema.get("componentProperties").has("requestOptions")).isFalse();
            assertThat(schema.get("componentProperties").has("useGlobalSslContextParameters")).isTrue();
            assertThat(schema.get("properties").has("useGlobalSslContextParameters")).isFalse();
            assertThat(context.getComponent(scheme)).isInstanceOf(SSLContextParametersAware.class);
        }
    }

    @Test
    void everyParameterOfAnOperationHasAnOptionAndAHeader() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            for (LeadsOperation operation : LeadsOperation.values()) {
                if (operation != LeadsOperation.changes) { // a consumer has no message to read headers from
                    assertOptionsAndHeaders(context, "hubspot-leads", LeadsTable.of(operation));
                }
            }
            for (ImportsOperation operation : ImportsOperation.values()) {
                if (operation != ImportsOperation.watch) { // a consumer has no message to read headers from
                    assertOptionsAndHeaders(context, "hubspot-import", ImportsTable.of(operation));
                }
            }
        }
    }

    @Test
    void resultHeadersAreNeverReadAsRequests() throws IllegalAccessException {
        Set<String> results = Set.of(HubSpotConstants.STATUS_CODE, HubSpotConstants.CORRELATION_ID, HubSpotConstants.ATTEMPTS,
                HubSpotConstants.RECORD_ID, HubSpotConstants.STATE, HubSpotConstants.PREVIOUS_STATE,
                HubSpotConstants.NEXT_AFTER, HubSpotConstants.TOTAL, HubSpotConstants.NUM_ERRORS, HubSpotConstants.CHANGE_TYPE,
                HubSpotConstants.MODIFIED_AT, HubSpotConstants.POSITION, HubSpotConstants.LAG, HubSpotConstants.CHANGE_COUNT);
        assertThat(LeadsTable.all()).allSatisfy(operation -> assertThat(operation.parameters())
                .extracting(Parameter::header).doesNotContainAnyElementsOf(results));
        assertThat(ImportsTable.all()).allSatisfy(operation -> assertThat(operation.parameters())
                .extracting(Parameter::header).doesNotContainAnyElementsOf(results));
    }

    @Test
    void namesTheComponentsInTheJar() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/META-INF/services/org/apache/camel/component/hubspot-leads")) {
            properties.load(in);
        }
        assertThat(properties).containsEntry("class", "io.github.camelhubspot.leads.HubSpotLeadsComponent");
        assertThat(Map.of("index", getClass().getResource("/META-INF/jandex.idx"))).doesNotContainValue(null);
    }

    private static void assertOptionsAndHeaders(DefaultCamelContext context, String scheme, Operation operation)
            throws IOException {
        JsonNode schema = new ObjectMapper().readTree(context.getComponentParameterJsonSchema(scheme));
        for (Parameter<?> parameter : operation.parameters()) {
            assertThat(schema.get("properties").has(parameter.name())).as("%s option %s", operation, parameter).isTrue();
            assertThat(schema.get("componentProperties").has(parameter.name())).as("%s component option %s", operation,
                    parameter).isEqualTo(!OF_ONE_REQUEST.contains(parameter.name()));
            assertThat(schema.get("headers").has(parameter.header())).as("%s header %s", operation, parameter.header())
                    .isEqualTo(parameter.hasHeader());
        }
    }

    private static EndpointUriFactory uriFactory(DefaultCamelContext context, String scheme) {
        return context.getCamelContextExtension().getEndpointUriFactory(scheme);
    }

    private static PropertyConfigurer configurer(DefaultCamelContext context, String name) {
        return PluginHelper.getConfigurerResolver(context).resolvePropertyConfigurer(name, context);
    }
}
