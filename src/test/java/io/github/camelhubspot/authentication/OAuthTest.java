package io.github.camelhubspot.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotRateLimitException;
import io.github.camelhubspot.HubSpotServerException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The OAuth 2.0 refresh grant, as HubSpot sees it. */
@Timeout(120)
class OAuthTest extends HubSpotTestSupport {

    private static final String TOKEN = "/oauth/2026-03/token";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    protected HubSpotSandbox.Builder sandboxOptions(HubSpotSandbox.Builder builder) {
        return builder.oauthClient("client-1", "secret&1", "refresh+1");
    }

    @Override
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration configuration = new HubSpotConfiguration();
        configuration.setServiceUrl(sandbox().url());
        configuration.setClientId("client-1");
        configuration.setClientSecret("secret&1");
        configuration.setRefreshToken("refresh+1");
        configuration.setMaxRetries(0);
        configuration.setRateLimit(0);
        return configuration;
    }

    private void succeeds(String uri) {
        assertThat(send(uri, null).getException()).isNull();
    }

    @Test
    void theFirstCallRequestsATokenThatLaterCallsOfBothSchemesUse() {
        succeeds("hubspot-leads:list");
        succeeds("hubspot-import:list");
        succeeds("hubspot-leads:list?apiVersion=2026-03");
        assertThat(sandbox().tokens().refreshCount()).isEqualTo(1);
        assertThat(sandbox().requests().matching("POST", TOKEN)).singleElement().satisfies(request -> {
            assertThat(request.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
            assertThat(request.bodyText()).isEqualTo("grant_type=refresh_token&client_id=client-1"
                    + "&client_secret=secret%261&refresh_token=refresh%2B1");
        });
    }

    @Test
    void callsThatWaitForTheFirstTokenShareOneRefreshAndHoldNoThread() throws Exception {
        AsyncProducer producer = context.getEndpoint("hubspot-leads:list").createAsyncProducer();
        producer.start();
        List<CompletableFuture<Exchange>> calls = new ArrayList<>();
        synchronized (sandbox().tokens()) { // the sandbox cannot issue a token meanwhile
            for (int i = 0; i < 200; i++) {
                calls.add(producer.processAsync(producer.getEndpoint().createExchange()));
            }
            assertThat(calls).as("calls that this thread has sent before there is a token").noneMatch(CompletableFuture::isDone);
        }
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(calls).allSatisfy(call -> assertThat(call.join().getException()).isNull());
        assertThat(sandbox().tokens().refreshCount()).isEqualTo(1);
    }

    @Test
    void aTokenIsRenewedBeforeItExpiresWhileCallsUseTheOldOne() {
        sandbox().tokens().expiresIn(Duration.ofSeconds(1));
        succeeds("hubspot-leads:list");
        await().atMost(PATIENCE).until(() -> {
            succeeds("hubspot-leads:list");
            return sandbox().tokens().refreshCount() >= 3;
        });
        assertThat(sandbox().requests().matching("GET", ".*")).hasSizeGreaterThan(3);
    }

    @Test
    void aRotatedRefreshTokenReplacesTheConfiguredOne() {
        sandbox().tokens().rotateRefreshTokens(true);
        sandbox().tokens().expiresIn(Duration.ofSeconds(1));
        await().atMost(PATIENCE).until(() -> {
            succeeds("hubspot-leads:list");
            return sandbox().tokens().refreshCount() >= 3;
        });
        assertThat(sandbox().requests().matching("POST", TOKEN)).extracting(request -> request.bodyText())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = { "invalid_grant", "BAD_HUB" })
    void anInvalidGrantFailsAllCallsWithoutAnotherTokenRequest(String reason) {
        sandbox().tokens().deny(reason);
        for (int i = 0; i < 3; i++) {
            assertThat(send("hubspot-leads:list", null).getException())
                    .isInstanceOf(HubSpotAuthenticationException.class)
                    .hasMessageContaining("authorise the app in HubSpot again")
                    .hasMessageNotContaining("secret&1").hasMessageNotContaining("refresh+1");
        }
        assertThat(sandbox().requests().count("POST", TOKEN)).isEqualTo(1);
        assertThat(sandbox().requests().count("GET", ".*")).isZero();
    }

    @Test
    void aTokenEndpointThatIsRateLimitedOrDownFailsTheCallAndIsRequestedAgainLater() {
        sandbox().tokens().limit(1);
        assertThat(send("hubspot-leads:list", null).getException()).isInstanceOf(HubSpotRateLimitException.class);
        await().atMost(PATIENCE).until(() -> send("hubspot-leads:list", null).getException() == null);
        assertThat(sandbox().tokens().refreshCount()).isEqualTo(1);
    }

    @Test
    void anUnusableResponseOfTheTokenEndpointFailsTheCall() {
        sandbox().faults().next(1).on("POST", TOKEN).garbage();
        assertThat(send("hubspot-leads:list", null).getException()).isInstanceOf(HubSpotTransportException.class);
    }

    @Test
    void aServerErrorOfTheTokenEndpointIsAServerErrorOfTheCallAlsoForACreate() {
        sandbox().faults().next(1).on("POST", TOKEN).status(503);
        assertThat(send("hubspot-leads:create", Map.of("hs_lead_name", "x", "contactId", "1")).getException())
                .as("exception of a create that was not sent").isInstanceOf(HubSpotServerException.class);
    }

    @Test
    void aTransactedExchangeWaitsForTheTokenOnItsOwnThread() {
        sandbox().tokens().delay(Duration.ofMillis(200));
        Exchange exchange = context.getEndpoint("hubspot-leads:list").createExchange();
        exchange.getExchangeExtension().setTransacted(true);
        boolean[] sync = new boolean[1];
        Thread[] thread = new Thread[1];
        try (AsyncProducer producer = context.getEndpoint("hubspot-leads:list").createAsyncProducer()) {
            producer.start();
            boolean answer = producer.process(exchange, doneSync -> {
                sync[0] = doneSync;
                thread[0] = Thread.currentThread();
            });
            assertThat(answer).isTrue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertThat(sync[0]).isTrue();
        assertThat(thread[0]).isSameAs(Thread.currentThread());
        assertThat(exchange.getException()).isNull();
    }

    @Test
    void theTokenUrlCanBeSet() {
        succeeds("hubspot-leads:list?clientId=client-1&clientSecret=RAW(secret&1)&refreshToken=RAW(refresh+1)&tokenUrl="
                + sandbox().url() + "/oauth/v1/token");
        assertThat(sandbox().requests().count("POST", "/oauth/v1/token")).isEqualTo(1);
    }
}
