package io.github.camelhubspot.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** No log line, route dump, JMX name, health detail, exception or toString() shows a secret. */
@Isolated // sets the level of the root logger
class SecretsTest extends HubSpotTestSupport {

    private static final String ACCESS = "pat-na1-top-secret-token";
    private static final String CLIENT_SECRET = "client-top-secret";
    private static final String REFRESH = "refresh-top-secret";
    private static final String KEY = "key-top-secret";

    private final Log log = new Log();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private Level level;

    /** Records all log lines, except those of the sandbox, which receives the secrets. */
    private static final class Log extends AppenderBase<ILoggingEvent> {

        private final List<String> lines = new ArrayList<>();

        @Override
        protected synchronized void append(ILoggingEvent event) {
            if (!event.getLoggerName().contains("wiremock") && !event.getLoggerName().contains("sandbox")) {
                lines.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy())));
            }
        }

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }
    }

    @Override
    protected HubSpotSandbox.Builder sandboxOptions(HubSpotSandbox.Builder builder) {
        return builder.accessToken(ACCESS).privateAppKey(KEY).oauthClient("client-1", CLIENT_SECRET, REFRESH);
    }

    @Override
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration configuration = super.configuration();
        configuration.setAccessToken(ACCESS);
        return configuration;
    }

    @Override
    protected boolean useJmx() {
        return true;
    }

    @BeforeEach
    void listen() {
        level = root.getLevel();
        root.setLevel(Level.TRACE);
        root.detachAppender("console");
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(level);
    }

    @Test
    void nothingShowsTheSecretsOfTheComponent() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:lead").routeId("lead").to("hubspot-leads:read?leadId=1").to("log:out?showAll=true");
                from("hubspot-import:watch?initialDelay=0&delay=20").routeId("watch").to("log:out?showAll=true");
            }
        });
        Exchange missing = template.request("direct:lead", exchange -> {
        });
        assertThat(missing.getException()).isNotNull();
        assertThat(send("hubspot-leads:list", null).getException()).isNull();
        sandbox().faults().next(1).on("GET", ".*/leads").reset();
        Exchange reset = send("hubspot-leads:list", null);
        sandbox().faults().next(1).on("GET", ".*/leads").status(401);
        Exchange denied = send("hubspot-leads:list", null);

        List<String> shown = new ArrayList<>(log.lines());
        assertThat(shown).as("recorded lines").anyMatch(line -> line.contains("hubspot-leads"));
        for (Exchange exchange : List.of(missing, reset, denied)) {
            StringWriter trace = new StringWriter();
            exchange.getException().printStackTrace(new PrintWriter(trace));
            shown.add(trace.toString());
            shown.add(exchange.getAllProperties().toString());
            shown.add(exchange.getMessage().getHeaders().toString());
        }
        addWhatToolsSee(shown);
        assertNoSecret(shown, ACCESS, "Bearer");
    }

    @Test
    void nothingShowsTheSecretsOfAnOAuthGrant() {
        HubSpotConfiguration oauth = new HubSpotConfiguration();
        oauth.setServiceUrl(sandbox().url());
        oauth.setClientId("client-1");
        oauth.setClientSecret(CLIENT_SECRET);
        oauth.setRefreshToken(REFRESH);
        context.getComponent("hubspot-leads", io.github.camelhubspot.leads.HubSpotLeadsComponent.class).setConfiguration(oauth);
        List<String> shown = new ArrayList<>();
        assertThat(send("hubspot-leads:list", null).getException()).isNull();
        String token = sandbox().requests().last().header("Authorization").substring("Bearer ".length());
        shown.add(oauth.toString());
        shown.addAll(log.lines());
        assertNoSecret(shown, CLIENT_SECRET, REFRESH, token);
    }

    @Test
    void secretsInAnEndpointUriAreMaskedAndCauseAWarning() {
        List<String> uris = new ArrayList<>(List.of("hubspot-leads:list?accessToken=" + ACCESS,
                "hubspot-leads:list?clientId=client-1&clientSecret=" + CLIENT_SECRET + "&refreshToken=" + REFRESH));
        List<String> shown = new ArrayList<>();
        for (String uri : uris) {
            assertThat(send(uri, null).getException()).as(uri).isNull();
            shown.add(context.getEndpoint(uri).toString());
        }
        try {
            context.getEndpoint("hubspot-leads:list?accessToken=" + ACCESS + "&clientSecret=" + CLIENT_SECRET);
        } catch (Exception e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            shown.add(trace.toString());
        }
        assertThat(log.lines()).filteredOn(line -> line.contains("holds a secret")).hasSize(uris.size() + 1);
        for (String option : List.of("privateApp", "privateAppLegacy")) {
            try {
                context.getEndpoint("hubspot-leads:list?" + option + "=" + KEY);
            } catch (Exception e) {
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                shown.add(trace.toString());
            }
        }
        // TRACE lines of Camel's look-up show the raw URI of any component, before the component sees it
        log.lines().stream().filter(line -> !line.startsWith("TRACE org.apache.camel.support.EndpointHelper ")
                && !line.startsWith("TRACE org.apache.camel.impl.engine.AbstractCamelContext ")).forEach(shown::add);
        assertNoSecret(shown, ACCESS, KEY, CLIENT_SECRET, REFRESH);
    }

    private void addWhatToolsSee(List<String> shown) throws Exception {
        shown.add(PluginHelper.getModelToXMLDumper(context).dumpModelAsXml(context,
                ((org.apache.camel.model.ModelCamelContext) context).getRouteDefinition("lead")));
        for (Endpoint endpoint : context.getEndpoints()) {
            shown.add(endpoint.getEndpointUri());
            shown.add(endpoint.toString());
            if (endpoint instanceof org.apache.camel.spi.EndpointServiceLocation location) {
                shown.add(String.valueOf(location.getServiceUrl()) + location.getServiceMetadata());
            }
        }
        ManagementFactory.getPlatformMBeanServer().queryNames(null, null).forEach(name -> shown.add(name.toString()));
        for (HealthCheck.Result result : HealthCheckHelper.invoke(context)) {
            shown.add(result.getCheck().getId() + result.getMessage().orElse("") + result.getDetails());
        }
        shown.add(configuration().toString());
        shown.add(String.valueOf(context.getComponent("hubspot-leads")));
        shown.add(Map.of("component", context.getComponent("hubspot-import")).toString());
    }

    private static void assertNoSecret(List<String> shown, String... secrets) {
        for (String secret : Set.of(secrets)) {
            assertThat(shown).as("no line shows " + secret).noneMatch(line -> line.contains(secret));
        }
    }
}
