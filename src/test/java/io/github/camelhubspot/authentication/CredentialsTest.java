package io.github.camelhubspot.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.imports.HubSpotImportComponent;
import io.github.camelhubspot.leads.HubSpotLeadsComponent;
import io.github.camelhubspot.sandbox.SandboxRequest;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Which credential is used, and what is said when there is none or one too many. */
class CredentialsTest extends HubSpotTestSupport {

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
    void apiKeysAreSentInTheirHeadersWithoutAnAuthorization() {
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

    @Test
    void bothApiKeysInOneUriAreRefusedBecauseCamelWouldLogOne() {
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:list?privateApp=a-key&privateAppLegacy=b-key")).rootCause()
                .hasMessageContaining("on the component or a HubSpotConfiguration bean").hasMessageNotContaining("b-key");
    }

    @Test
    void anEndpointsCredentialReplacesThatOfTheComponentOfWhicheverKind() {
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
    void withoutACredentialTheStartFailsAndNamesTheThreeWaysWithTheirProperties() throws Exception {
        try (CamelContext bare = new DefaultCamelContext()) {
            bare.start();
            assertThatThrownBy(() -> bare.getEndpoint("hubspot-leads:list")).rootCause()
                    .hasMessageContaining("No HubSpot credential is configured")
                    .hasMessageContaining("accessToken").hasMessageContaining("clientId, clientSecret and refreshToken")
                    .hasMessageContaining("privateApp or privateAppLegacy")
                    .hasMessageContaining("camel.component.hubspot-leads.access-token")
                    .hasMessageContaining("camel.component.hubspot-import.access-token");
        }
    }

    @Test
    void twoKindsAtOneLevelAreAnError() {
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:list?accessToken=a&clientId=b")).rootCause()
                .hasMessageContaining("More than one kind").hasMessageContaining("accessToken and clientId");
    }

    @Test
    void aPartOfAnOAuthCredentialIsAnErrorThatNamesTheRest() {
        assertThatThrownBy(() -> context.getEndpoint("hubspot-leads:list?clientId=a&refreshToken=b")).rootCause()
                .hasMessageContaining("lacks clientSecret");
    }

    @Test
    void aTokenWithALineBreakIsRefusedWithoutBeingShown() {
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
            // an option of one component does not reach the other
            other.getComponent("hubspot-import", HubSpotImportComponent.class).getConfiguration().setRequestTimeout(1234);
            assertThat(other.getComponent("hubspot-leads", HubSpotLeadsComponent.class).getConfiguration().getRequestTimeout())
                    .isEqualTo(30_000);
        }
    }
}
