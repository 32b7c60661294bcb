package io.github.camelhubspot.internal.component.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.imports.HubSpotImportComponent;
import io.github.camelhubspot.leads.HubSpotLeadsComponent;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The health check of an account, as an application sees it. */
class AccountHealthTest extends HubSpotTestSupport {

    private static final String LIST = "hubspot-leads:list";
    private static final String SECRET = "secret-of-the-client";
    private static final String REFRESH = "refresh-secret";

    @TempDir
    Path directory;

    @Override
    protected HubSpotSandbox.Builder sandboxOptions(HubSpotSandbox.Builder builder) {
        return builder.oauthClient("client-1", SECRET, REFRESH);
    }

    @Override
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration configuration = super.configuration();
        configuration.setRateLimit(null);
        return configuration;
    }

    @BeforeEach
    void checkProducers() {
        HealthCheckHelper.getHealthCheckRepository(context, "producers").setEnabled(true);
    }

    private void configure(HubSpotConfiguration configuration) {
        context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(configuration);
    }

    private List<HealthCheck.Result> results() {
        return HealthCheckHelper.invokeReadiness(context, "full").stream()
                .filter(result -> result.getCheck().getId().startsWith("producer:hubspot-")).toList();
    }

    private HealthCheck.Result result() {
        int before = sandbox().requests().count();
        HealthCheck.Result result = HealthCheckHelper.invoke(context, "producer:hubspot-localhost-1", Map.of())
                .orElseThrow();
        assertThat(sandbox().requests().count()).as("calls after a check").isEqualTo(before);
        assertThat(result.getCheck().getId() + result.getMessage() + result.getDetails())
                .doesNotContain(sandbox().accessToken()).doesNotContain(SECRET).doesNotContain(REFRESH).doesNotContain("sandbox-oauth");
        return result;
    }

    private void isDown(String why) {
        HealthCheck.Result result = result();
        assertThat(result.getState()).isEqualTo(State.DOWN);
        assertThat(result.getMessage()).hasValueSatisfying(message -> assertThat(message).contains(why));
    }

    @Test
    void aNewAccountIsUpWithoutACall() {
        context.getEndpoint(LIST);
        assertThat(result().getState()).isEqualTo(State.UP);
        assertThat(sandbox().requests().count()).isZero();
    }

    @Test
    void detailsHaveTheLastResponseAndTheQuotas() {
        send(LIST, null);
        send("hubspot-leads:read?leadId=1", null); // a missing lead is no health problem
        HealthCheck.Result result = result();
        assertThat(result.getState()).isEqualTo(State.UP);
        assertThat(result.getDetails()).containsEntry("calls", 2L).containsEntry("failures", 1L)
                .containsEntry("lastStatus", 404).containsEntry("limit", 190).containsEntry("waiting", 0).containsEntry("dailyRemaining", 624_998L)
                .containsEntry("circuitState", "DISABLED").containsKeys("available", "lastSuccess");
    }

    @Test
    void isAReadinessCheckAndNoLivenessCheck() {
        context.getEndpoint(LIST);
        assertThat(results()).hasSize(1);
        assertThat(HealthCheckHelper.invokeLiveness(context, "full"))
                .noneMatch(one -> one.getCheck().getId().contains("hubspot"));
    }

    @Test
    void anInvalidGrantIsDown() {
        HubSpotConfiguration configuration = configuration();
        configuration.setAccessToken(null);
        configuration.setClientId("client-1");
        configuration.setClientSecret(SECRET);
        configuration.setRefreshToken(REFRESH);
        configure(configuration);
        send(LIST, null);
        assertThat(result().getState()).isEqualTo(State.UP);
        assertThat((long) result().getDetails().get("tokenAge")).isNotNegative();
        sandbox().tokens().expireAll();
        sandbox().tokens().deny("invalid_grant");
        configuration.setRefreshToken(REFRESH + "2"); // with the same refresh token, its access token would be used again
        context.getComponent("hubspot-import", HubSpotImportComponent.class).setConfiguration(configuration);
        assertThat(send("hubspot-import:list", null).getException()).isInstanceOf(HubSpotAuthenticationException.class);
        assertThat(results()).hasSize(2).last().satisfies(dead -> {
            assertThat(dead.getState()).isEqualTo(State.DOWN);
            assertThat(dead.getMessage()).hasValueSatisfying(message -> assertThat(message)
                    .contains("authorise the app in HubSpot again"));
            assertThat(dead.getDetails().toString()).doesNotContain(REFRESH).doesNotContain(SECRET);
        });
    }

    @Test
    void anUnreadableTokenFileIsDownUntilItCanBeRead() throws IOException {
        Path file = directory.resolve("token");
        HubSpotConfiguration configuration = configuration();
        configuration.setAccessToken("file:" + file);
        configure(configuration);
        context.getEndpoint(LIST);
        isDown("cannot be read");
        Files.writeString(file, sandbox().accessToken());
        assertThat(result().getState()).isEqualTo(State.UP);
        assertThat(result().getDetails()).containsKey("tokenAge");
    }

    @Test
    void aRejectedCredentialIsDownUntilACallSucceeds() {
        sandbox().faults().next(1).status(401);
        send(LIST, null);
        isDown("(401)");
        send(LIST, null);
        assertThat(result().getState()).isEqualTo(State.UP);
    }

    @Test
    void anOpenCircuitIsDown() {
        sandbox().faults().next(1).status(500);
        send(LIST + "?circuitBreaker=true&circuitBreakerMinimumCalls=1", null);
        isDown("circuit breaker is open");
        assertThat(result().getDetails()).containsEntry("circuitState", "OPEN");
    }

    @Test
    void anExhaustedDailyQuotaIsDown() {
        sandbox().faults().next(1).status(429, "DAILY");
        send(LIST, null);
        isDown("daily quota");
        assertThat(result().getDetails()).containsEntry("dailyRemaining", 0L);
    }

    @Test
    void aComponentCanDisableIt() {
        context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setHealthCheckProducerEnabled(false);
        context.getEndpoint(LIST);
        assertThat(results()).singleElement().satisfies(one -> assertThat(one.getState()).isEqualTo(State.UNKNOWN));
        context.getEndpoint("hubspot-import:list"); // the same account: this component enables the check
        assertThat(results()).singleElement().satisfies(one -> assertThat(one.getState()).isEqualTo(State.UP));
    }

    @Test
    void doesNotExistWithoutProducerChecks() {
        HealthCheckHelper.getHealthCheckRepository(context, "producers").setEnabled(false);
        sandbox().faults().next(1).status(401);
        send(LIST, null);
        assertThat(results()).isEmpty();
    }
}
