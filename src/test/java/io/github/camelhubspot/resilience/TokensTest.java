package io.github.camelhubspot.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.sandbox.SandboxRequest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** OAuth tokens and fixed tokens that expire during calls. */
@Timeout(300)
class TokensTest extends ResilienceTestSupport {

    private static final Duration LIFE = Duration.ofSeconds(20);

    @Override
    protected HubSpotConfiguration configuration() {
        return withOAuth(super.configuration());
    }

    /** Reads and writes of both schemes. */
    private Sending sending(int i, String id) {
        return switch (i % 3) {
            case 0 -> Sending.of("hubspot-leads:read?leadId=" + id);
            case 1 -> Sending.of("hubspot-import:list");
            default -> new Sending("hubspot-leads:update?leadId=" + id, Map.of("hs_lead_name", "new " + i), Map.of());
        };
    }

    private static void assertAllSucceeded(List<Exchange> exchanges) {
        assertThat(exchanges).allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
    }

    private void awaitTime(Instant time) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> sandbox().time().now()
                .isAfter(time));
    }

    private void asManyRefreshesAsExpiries(int expiries, int calls, Duration life) {
        sandbox().tokens().expiresIn(life);
        String id = lead("one");
        for (int expiry = 0; expiry < expiries; expiry++) {
            int refreshesBefore = sandbox().requests().count("POST", TOKEN);
            int requestsBefore = sandbox().requests().count();
            long start = System.nanoTime();
            assertAllSucceeded(sendAll(calls, i -> sending(i, id)));
            // renewals that were due meanwhile: none, unless the machine is slow
            int renewals = (int) ((System.nanoTime() - start) / (life.toNanos() * 9 / 10));
            List<SandboxRequest> refreshes = sandbox().requests().matching("POST", TOKEN);
            int refreshed = refreshes.size() - refreshesBefore;
            assertThat(refreshed).as("refreshes").isBetween(1, 1 + renewals);
            int needed = calls + refreshed;
            assertThat(sandbox().requests().count() - requestsBefore).as("requests, none of them rejected with a valid token")
                    .isBetween(needed, needed + renewals * calls);
            awaitTime(refreshes.get(refreshes.size() - 1).at().plus(life).plusMillis(50));
        }
        assertThat(sandbox().tokens().refreshCount()).isEqualTo(sandbox().requests().count("POST", TOKEN));
    }

    /** Waits until the token is not brand-new, because a rejected brand-new token is not replaced. */
    private void awaitTokenIsNotBrandNew() {
        awaitTime(sandbox().time().now().plus(LIFE.dividedBy(50)).plusMillis(50));
    }

    @Test
    void concurrentCallsShareOneRefreshPerExpiry() {
        asManyRefreshesAsExpiries(3, 60, Duration.ofSeconds(2));
    }

    @Tag("campaign")
    @Timeout(900)
    @Test
    void aThousandCallsOverAHundredExpiriesTakeAHundredRefreshes() {
        asManyRefreshesAsExpiries(Integer.getInteger("campaign.expiries", 100), 10, Duration.ofSeconds(2));
    }

    @Test
    void aRevokedTokenIsReplacedOnceForAllCallsWithoutARetry() {
        sandbox().tokens().expiresIn(LIFE);
        String id = lead("one");
        assertAllSucceeded(sendAll(1, i -> Sending.of("hubspot-leads:list?maxRetries=0")));
        awaitTokenIsNotBrandNew();
        sandbox().tokens().expireAll();
        List<Exchange> done = sendAll(30, i -> {
            Sending sending = sending(i, id);
            return new Sending(sending.uri() + (sending.uri().contains("?") ? "&" : "?") + "maxRetries=0", sending.body(),
                    Map.of());
        });
        assertAllSucceeded(done);
        assertThat(sandbox().tokens().refreshCount()).isEqualTo(2);
        assertThat(done).extracting(ResilienceTestSupport::attempts).contains(2).isSubsetOf(1, 2);
        assertThat(sendAll(1, i -> Sending.of("hubspot-leads:list?maxRetries=0"))).extracting(ResilienceTestSupport::attempts)
                .containsExactly(1);
    }

    @Test
    void aCreateAndAnUploadWithARejectedTokenAreRepeatedByteForByte() {
        sandbox().tokens().expiresIn(LIFE);
        String contact = contact();
        assertAllSucceeded(sendAll(1, i -> Sending.of("hubspot-leads:list")));
        awaitTokenIsNotBrandNew();
        sandbox().tokens().expireAll();
        Exchange created = send("hubspot-leads:create?contactId=" + contact, Map.of("hs_lead_name", "new"));
        awaitTokenIsNotBrandNew();
        sandbox().tokens().expireAll();
        Exchange started = send("hubspot-import:start", CSV, importHeaders("Import"));
        assertAllSucceeded(List.of(created, started));
        assertThat(List.of(attempts(created), attempts(started))).containsOnly(2);
        for (String path : List.of(LEADS, IMPORTS + "/?")) {
            List<SandboxRequest> sent = sandbox().requests().matching("POST", path);
            assertThat(sent).as(path).hasSize(2);
            assertThat(content(sent.get(1))).as(path).isEqualTo(content(sent.get(0)));
            assertThat(sent.get(1).header("Authorization")).isNotEqualTo(sent.get(0).header("Authorization"));
        }
        assertThat(sandbox().leads().size()).isEqualTo(1);
        assertThat(sandbox().imports().all()).hasSize(1);
    }

    /** Returns the body with a fixed boundary instead of the random one of the form. */
    private static String content(SandboxRequest request) {
        String type = request.header("Content-Type");
        String boundary = type.replaceFirst(".*boundary=", "");
        return boundary.equals(type) ? request.bodyText() : request.bodyText().replace(boundary, "boundary");
    }

    @Test
    void aTokenThatIsRejectedAtOnceIsNotReplacedAgain() {
        sandbox().faults().next(50).on("GET", LEADS).status(401);
        assertThat(send("hubspot-leads:list", null).getException())
                .isExactlyInstanceOf(HubSpotAuthenticationException.class);
        assertThat(sandbox().tokens().refreshCount()).isEqualTo(1);
    }

    @Test
    void aFixedTokenIsNotTriedAgainAfterARejection() {
        String uri = "hubspot-leads:list?accessToken=wrong";
        Exchange exchange = send(uri, null);
        assertThat(exchange.getException()).isExactlyInstanceOf(HubSpotAuthenticationException.class);
        assertThat(attempts(exchange)).isEqualTo(1);
        assertThat(sandbox().requests().count()).isEqualTo(1);
    }

    @Test
    void callsWaitForATokenEndpointThatIsRateLimited() {
        sandbox().faults().next(2).on("POST", TOKEN).status(429).header("Retry-After", "1");
        assertAllSucceeded(sendAll(20, i -> Sending.of("hubspot-leads:list")));
        assertThat(sandbox().requests().count("POST", TOKEN)).isEqualTo(3);
        assertThat(sandbox().tokens().refreshCount()).isEqualTo(1);
    }

    @Test
    void callsWaitForATokenEndpointThatIsDown() {
        sandbox().faults().next(1).on("POST", TOKEN).status(503);
        sandbox().faults().next(1).on("POST", TOKEN).reset();
        String contact = contact();
        assertAllSucceeded(sendAll(20, i -> new Sending("hubspot-leads:create", Map.of("hs_lead_name", "lead " + i),
                Map.of("CamelHubSpotContactId", contact))));
        assertThat(sandbox().tokens().refreshCount()).isEqualTo(1);
        assertThat(sandbox().leads().size()).isEqualTo(20);
    }
}
