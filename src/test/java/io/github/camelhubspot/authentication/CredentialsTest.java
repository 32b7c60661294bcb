package io.github.camelhubspot.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.imports.HubSpotImportComponent;
import io.github.camelhubspot.leads.HubSpotLeadsComponent;
import io.github.camelhubspot.sandbox.SandboxRequest;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which credential is used, and the errors when there is none or more than one. */
class CredentialsTest extends HubSpotTestSupport {

    @TempDir
    Path folder;

    private SandboxRequest last() {
        return sandbox().requests().last();
    }

    @Test
    void anAccessTokenIsSentAsBearerAndNothingElse() {
        assertThat(send("hubspot-leads:list", null).getException()).isNull();
        assertThat(last().header("Authorization")).isEqualTo("Bearer " + sandbox().accessToken());
        assertThat(last().header("private-app")).isNull();
    }

    @Test
    void apiKeysAreSentInTheirHeadersWithoutAnAuthorizationHeader() {
        String key = sandbox().privateAppKey();
        configureKeys(key, null);
        assertThat(send("hubspot-leads:list", null).getException()).isNull();
        assertThat(last().header("private-app")).isEqualTo(key);
        assertThat(last().header("private-app-legacy")).isNull();
        assertThat(last().header("Authorization")).isNull();

        configureKeys(null, key);
        assertThat(send("hubspot-leads:list?limit=1", null).getException()).isNull();
        assertThat(last().header("private-app-legacy")).isEqualTo(key);
        assertThat(last().header("private-app")).isNull();

        configureKeys(key, key);
        assertThat(send("hubspot-leads:list?limit=2", null).getException()).isNull();
        assertThat(last().header("private-app")).isEqualTo(key);
        assertThat(last().header("private-app-legacy")).isEqualTo(key);
    }

    private void configureKeys(String privateApp, String privateAppLegacy) {
        HubSpotConfiguration configuration = configuration();
        configuration.setAccessToken(null);
        configuration.setPrivateApp(privateApp);
        configuration.setPrivateAppLegacy(privateAppLegacy);
        context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(configuration);
    }

    @ParameterizedTest
    @ValueSource(strings = { "privateApp=a-key", "privateAppLegacy=a-key", "privateApp=a-key&limit=3&privateAppLegacy=a-key",
        "PRIVATEAPP=RAW(a-key)" })
    void anApiKeyInAUriIsRejectedWithoutBeingShown(String options) {
        for (Throwable refusal : List.of(catchThrowable(() -> context.getEndpoint("hubspot-leads:list?" + options)),
                catchThrowable(() -> context.getEndpoint("hubspot-import:list?" + options)),
                catchThrowable(() -> template.requestBody("hubspot-leads:list?" + options, "")))) {
            assertThat(refusal).hasMessageContaining("set ").hasMessageContaining("on the component or on a HubSpotConfiguration bean");
            StringWriter trace = new StringWriter();
            refusal.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain("a-key");
        }
        assertThat(URISupport.sanitizeUri("hubspot-leads:list?privateApp=b-key")).as("Camel's unchanged masking")
                .contains("b-key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = { "Bearer pat-1 | begins with 'Bearer'", "bearer  pat-1 | begins with 'Bearer'",
        "\"pat-1\" | is in quotes", "'pat-1' | is in quotes", "pat-1\" | is in quotes", "RAW(pat-1) | is wrapped in RAW(...)",
        "pat 1 | has a character that cannot be sent", "pat-1 x | has a character that cannot be sent" })
    void aTokenWithCopiedExtraCharactersIsRejectedWithoutBeingShown(String token, String problem) throws Exception {
        HubSpotConfiguration configuration = configuration();
        configuration.setAccessToken(token);
        context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(configuration);
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:list")).rootCause()
                .hasMessageContaining("accessToken " + problem).hasMessageNotContaining("pat-1");
        configuration.setAccessToken("file:" + Files.writeString(folder.resolve("token"), token + "\n"));
        context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(configuration);
        assertThat(send("hubspot-leads:list", null).getException()).hasMessageContaining(problem).hasMessageNotContaining("pat-1");
        HubSpotConfiguration oauth = new HubSpotConfiguration();
        oauth.setServiceUrl(sandbox().url());
        oauth.setClientId("id");
        oauth.setClientSecret(token);
        oauth.setRefreshToken("refresh");
        context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(oauth);
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:list?limit=1")).rootCause()
                .hasMessageContaining("clientSecret " + problem).hasMessageNotContaining("pat-1");
    }

    @Test
    void aCredentialOfAnEndpointReplacesThatOfTheComponentOfAnyKind() {
        assertThat(send("hubspot-leads:list?accessToken=another", null).getException())
                .isInstanceOf(HubSpotAuthenticationException.class);
        assertThat(last().header("Authorization")).isEqualTo("Bearer another");
    }

    @Test
    void aStaticTokenIsNotTriedAgainAfter401() {
        send("hubspot-leads:list?accessToken=expired", null);
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }

    @Test
    void messageHeadersAreNeverForwarded() {
        send("hubspot-leads:list", null, java.util.Map.of("X-Internal", "1", "Authorization", "Bearer stolen", "Host", "evil"));
        assertThat(last().header("X-Internal")).isNull();
        assertThat(last().header("Authorization")).isEqualTo("Bearer " + sandbox().accessToken());
    }

    @Test
    void withoutACredentialTheStartFailsAndNamesTheThreeKinds() throws Exception {
        try (CamelContext bare = new DefaultCamelContext()) {
            bare.start();
            bare.getEndpoint("hubspot-leads:list");
            assertThatThrownBy(() -> bare.getEndpoint("hubspot-import:watch").createConsumer(exchange -> {
            })).hasMessageContaining("No HubSpot credential is configured");
            assertThatThrownBy(() -> bare.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:a").to("hubspot-leads:list");
                }
            })).rootCause()
                    .hasMessageContaining("No HubSpot credential is configured")
                    .hasMessageContaining("accessToken").hasMessageContaining("clientId, clientSecret and refreshToken")
                    .hasMessageContaining("privateApp or privateAppLegacy")
                    .hasMessageContaining("camel.component.hubspot-leads.access-token")
                    .hasMessageContaining("camel.component.hubspot-import.access-token");
        }
    }

    @Test
    void twoKindsOfCredentialAreAnError() {
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:list?accessToken=a&clientId=b")).rootCause()
                .hasMessageContaining("More than one kind").hasMessageContaining("accessToken and clientId");
    }

    @Test
    void anIncompleteOAuthCredentialIsAnErrorThatNamesTheMissingOptions() {
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:list?clientId=a&refreshToken=b")).rootCause()
                .hasMessageContaining("lacks clientSecret");
    }

    @Test
    void aTokenWithALineBreakIsRejectedWithoutBeingShown() {
        HubSpotConfiguration configuration = configuration();
        configuration.setAccessToken("pat-1\r\nX-Evil: 1");
        context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(configuration);
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:list")).rootCause()
                .hasMessageContaining("accessToken has a character that cannot be sent").hasMessageNotContaining("pat-1");
    }

    @Test
    void oneBeanInTheRegistryServesBothComponents() throws Exception {
        try (CamelContext other = new DefaultCamelContext()) {
            other.getRegistry().bind("hubspot", configuration());
            other.start();
            try (var producer = other.createProducerTemplate()) {
                assertThat(producer.request("hubspot-leads:list", exchange -> {
                }).getException()).isNull();
                assertThat(producer.request("hubspot-import:list", exchange -> {
                }).getException()).isNull();
            }
            // an option of one component does not change the other component
            other.getComponent("hubspot-import", HubSpotImportComponent.class).getConfiguration().setRequestTimeout(1234);
            assertThat(other.getComponent("hubspot-leads", HubSpotLeadsComponent.class).getConfiguration().getRequestTimeout())
                    .isEqualTo(30_000);
        }
    }
}
