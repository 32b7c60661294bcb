package io.github.camelhubspot.internal.component.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.imports.HubSpotImportComponent;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** What the log shows of calls, and what it does not show even at TRACE. */
@Isolated // sets the level of the component's loggers
class CallLogTest extends HubSpotTestSupport {

    private static final String ACCESS = "pat-na1-top-secret-token";
    private static final String CLIENT_SECRET = "client-top-secret";
    private static final String REFRESH = "refresh-top-secret";
    private static final String PROXY_PASSWORD = "proxy-top-secret";

    private final Logger ours = (Logger) LoggerFactory.getLogger("io.github.camelhubspot");
    private final Lines lines = new Lines();

    /** Records what the component logs, without the lines of the sandbox, which sees secrets and bodies. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (!event.getLoggerName().contains(".sandbox")) {
                all.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy())));
            }
        }

        List<String> of(String start) {
            return all.stream().filter(line -> line.startsWith(start + " io.github.camelhubspot.calls "))
                    .map(line -> line.substring(line.indexOf(".calls ") + ".calls ".length())).toList();
        }
    }

    @Override
    protected HubSpotSandbox.Builder sandboxOptions(HubSpotSandbox.Builder builder) {
        return builder.accessToken(ACCESS).oauthClient("client-1", CLIENT_SECRET, REFRESH);
    }

    @Override
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration configuration = super.configuration();
        configuration.setMaxRetries(1);
        configuration.setRetryDelay(1);
        configuration.setSearchRateLimit(1);
        return configuration;
    }

    @BeforeEach
    void listen() {
        ours.setLevel(Level.TRACE);
        ours.setAdditive(false);
        lines.start();
        ours.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        ours.detachAppender(lines);
        ours.setAdditive(true);
        ours.setLevel(null);
    }

    @Test
    void aSuccessfulRequestIsOneLineAtTraceWithTheDocumentedPath() {
        String id = sandbox().leads().create(Map.of("hs_lead_name", "A"));
        Exchange exchange = send("hubspot-leads:read", null, Map.of("CamelHubSpotLeadId", id));
        assertThat(lines.of("TRACE")).singleElement().asString().matches("localhost-1 hubspot-leads:read: GET"
                + " /crm/v3/objects/leads/\\{leadId} attempt 1: 200 \\(correlation id "
                + exchange.getMessage().getHeader("CamelHubSpotCorrelationId") + "\\) after \\d+ ms");
        assertThat(lines.of("DEBUG")).isEmpty();
    }

    @Test
    void failuresRetriesWaitsAndRefusalsAreDebug() {
        sandbox().faults().next(1).status(503);
        sandbox().faults().next(1).status(429, "DAILY");
        send("hubspot-leads:list", null);
        send("hubspot-leads:list", null);
        assertThat(lines.of("DEBUG")).hasSize(4).satisfiesExactly(
                line -> assertThat(line).matches("localhost-1 hubspot-leads:list: GET /crm/v3/objects/leads attempt 1: 503"
                        + " \\(correlation id \\S+\\) after \\d+ ms"),
                line -> assertThat(line).matches("localhost-1 hubspot-leads:list: attempt 2 follows in \\d+ ms"),
                line -> assertThat(line).contains(" attempt 2: 429 (correlation id "),
                line -> assertThat(line).startsWith("localhost-1 hubspot-leads:list: not sent: the daily quota"));
    }

    @Test
    void aWaitForAPermitIsDebug() {
        // if the machine stalls for a second between two searches, the second one gets its permit at once
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            send("hubspot-leads:search", Map.of());
            return !lines.of("DEBUG").isEmpty();
        });
        assertThat(lines.of("DEBUG")).singleElement().asString()
                .matches("localhost-1 hubspot-leads:search: waited \\d+ ms for a permit of the rate limit");
    }

    @Test
    void aLostResponseIsDebug() {
        sandbox().faults().next(1).on("POST", ".*/leads").reset();
        send("hubspot-leads:create", Map.of("hs_lead_name", "A", "contactId", "1"));
        assertThat(lines.of("DEBUG")).singleElement().asString().contains(" attempt 1: no readable response after ");
    }

    @Test
    void noLoggerOfTheComponentLogsASecretOrContent() {
        HubSpotConfiguration oauth = configuration();
        oauth.setAccessToken(null);
        oauth.setClientId("client-1");
        oauth.setClientSecret(CLIENT_SECRET);
        oauth.setRefreshToken(REFRESH);
        oauth.setProxyHost("proxy.example.com");
        oauth.setProxyPort(3128);
        oauth.setNonProxyHosts("localhost");
        oauth.setProxyUsername("proxy-user");
        oauth.setProxyPassword(PROXY_PASSWORD);
        context.getComponent("hubspot-import", HubSpotImportComponent.class).setConfiguration(oauth);
        String contact = sandbox().contacts().create(Map.of("email", "jane.secret@example.com"));
        String id = sandbox().leads().create(Map.of("hs_lead_name", "Jane Secretive"));
        Map<String, Object> lead = Map.of("hs_lead_name", "Jane Secretive", "contactId", contact);

        send("hubspot-leads:create", lead);
        sandbox().faults().next(2).on("POST", ".*/leads").status(400).body("{\"message\":\"Jane Secretive is not valid\"}");
        send("hubspot-leads:create", lead);
        sandbox().faults().next(1).on("POST", ".*/leads").resetAfterProcessing();
        send("hubspot-leads:create", lead);
        send("hubspot-leads:read?idProperty=email", null, Map.of("CamelHubSpotLeadId", "jane.secret@example.com"));
        send("hubspot-leads:search", Map.of("query", "Jane Secretive"));
        send("hubspot-leads:update", Map.of("hs_lead_name", "Jane Secretive"), Map.of("CamelHubSpotLeadId", id));
        assertThat(send("hubspot-import:list", null).getException()).isNull();
        send("hubspot-import:start?fileName=people.csv", "email,hs_lead_name\njane.secret@example.com,Jane Secretive\n");
        sandbox().tokens().deny("invalid_grant");
        sandbox().tokens().expireAll();
        send("hubspot-import:list", null);

        assertThat(lines.of("TRACE")).anyMatch(line -> line.contains(" hubspot-leads:create: "))
                .anyMatch(line -> line.contains(" oauth:refresh: POST /oauth/2026-03/token attempt 1: 200"));
        for (String secret : List.of(ACCESS, CLIENT_SECRET, REFRESH, PROXY_PASSWORD, "sandbox-oauth", "Bearer",
                "jane.secret", "Secretive")) {
            assertThat(lines.all).as("lines with " + secret).noneMatch(line -> line.contains(secret));
        }
    }
}
