package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.camelhubspot.HttpVersion;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.leads.HubSpotLeadsComponent;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A server or gateway echoes credentials in many places of its response: no exception, log or header may contain them. */
@ResourceLock("levels of the loggers")
class EchoedSecretsTest extends HubSpotTestSupport {

    private static final String TOKEN = "pat-na1/top+secret=\"token";
    private static final String CLIENT_SECRET = "client&top<secret>";
    private static final String REFRESH = "refresh/top-secret";
    private static final String FETCHED = "fetched-top-secret";
    private static final String PASSWORD = "pr0xy-s\\cret";

    @TempDir
    Path dir;

    private byte[] answer;
    private final RawServer server = RawServer.start(peer -> {
        while (peer.request() != null) {
            peer.readBody();
            peer.write(answer);
            if (!new String(answer, StandardCharsets.ISO_8859_1).contains("Content-Length")) {
                return; // after a malformed head, the JDK's client waits for the rest of it
            }
        }
    });

    @Override
    protected boolean useJmx() {
        return true;
    }

    static Stream<Arguments> credentials() {
        Map<String, Function<Path, BiConsumer<HubSpotConfiguration, String>>> kinds = new LinkedHashMap<>();
        kinds.put(TOKEN, dir -> (configuration, url) -> configuration.setAccessToken(TOKEN));
        kinds.put("file-top-secret", dir -> (configuration, url) -> configuration.setAccessToken("file:" + tokenFile(dir)));
        kinds.put("key-top-secret", dir -> (configuration, url) -> configuration.setPrivateApp("key-top-secret"));
        kinds.put("legacy-top-secret", dir -> (configuration, url) -> configuration.setPrivateAppLegacy("legacy-top-secret"));
        kinds.put(PASSWORD, dir -> (configuration, url) -> {
            configuration.setAccessToken(TOKEN);
            configuration.setServiceUrl("http://hubspot.invalid");
            configuration.setProxyHost("localhost");
            configuration.setProxyPort(URI.create(url).getPort());
            configuration.setProxyUsername("jane");
            configuration.setProxyPassword(PASSWORD);
        });
        return kinds.entrySet().stream().flatMap(kind -> Stream.of(HttpVersion.values())
                .map(version -> Arguments.of(kind.getKey(), version, kind.getValue())));
    }

    private static Path tokenFile(Path dir) {
        try {
            return Files.writeString(dir.resolve("token"), "file-top-secret");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Returns responses that echo a text, by the place of the echo. */
    private static Map<String, byte[]> echoes(String text) {
        String json = text.replace("\\", "\\\\").replace("\"", "\\\"");
        String header = text.replace("\"", "").equals(text) ? text : text.replace("\"", "\\\"");
        Map<String, byte[]> echoes = new LinkedHashMap<>();
        echoes.put("page", page(502, "<html><title>Bad: " + text + "</title></html>"));
        echoes.put("text", page(400, "You sent " + text + "!"));
        echoes.put("encoded", page(400, "You sent " + URLEncoder.encode(text, StandardCharsets.UTF_8)));
        echoes.put("html", page(500, "You sent " + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;")));
        echoes.put("base64", page(400, "Basic " + Base64.getEncoder().encodeToString(("jane:" + text).getBytes(StandardCharsets.UTF_8))));
        for (String field : List.of("message", "category", "subCategory", "correlationId", "policyName", "error")) {
            echoes.put(field, RawServer.answer(429, ("{\"" + field + "\":\"x " + json + " y\"}").getBytes(StandardCharsets.UTF_8)));
        }
        echoes.put("context", page(403, "{\"message\":\"no\",\"context\":{\"" + json + "\":[\"" + json + "\"],\"a\":\"" + json + "\"}}"));
        echoes.put("errors", page(400, "{\"message\":\"no\",\"errors\":[{\"message\":\"" + json + "\",\"in\":[\"" + json + "\"]}]}"));
        echoes.put("escaped", page(400, "{\"message\":\"" + json.replace("/", "\\/").replace("=", "\\u003d") + "\"}"));
        echoes.put("correlation id", RawServer.answer(404, new byte[0], "X-HubSpot-Correlation-Id: " + header));
        echoes.put("correlation id of success", RawServer.answer(200, "{\"results\":[]}".getBytes(StandardCharsets.UTF_8),
                "X-HubSpot-Correlation-Id: " + header));
        echoes.put("redirect", RawServer.answer(302, new byte[0], "Location: http://elsewhere.invalid/" + header));
        echoes.put("encoding", RawServer.answer(200, new byte[] { 1 }, "Content-Encoding: " + header));
        echoes.put("challenge", RawServer.answer(401, new byte[0], "WWW-Authenticate: Basic realm=" + header,
                "Set-Cookie: " + header + "=1"));
        echoes.put("challenge of a proxy", RawServer.answer(407, new byte[0], "Proxy-Authenticate: Basic realm=" + header));
        echoes.put("wait", RawServer.answer(429, new byte[0], "Retry-After: " + header, "X-HubSpot-RateLimit-Max: " + header));
        echoes.put("status line", ("HTTP/1.1 Authorization " + header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        echoes.put("header line", ("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        echoes.put("chunk", ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + header + "\r\n").getBytes(StandardCharsets.UTF_8));
        echoes.put("no json", page(200, text));
        echoes.put("wrong json", page(200, "{\"results\":\"" + json + "\"}"));
        echoes.put("wrong type", page(200, "{\"results\":[{\"id\":\"1\",\"createdAt\":\"" + json + "\"}]}"));
        echoes.put("record", page(200, "{\"id\":\"x " + json + "\",\"results\":[],\"paging\":{\"next\":{\"after\":\"x " + json + "\"}}}"));
        echoes.put("batch", page(207, "{\"status\":\"COMPLETE\",\"results\":[],\"numErrors\":1,\"errors\":[{\"status\":\"error\","
                + "\"category\":\"" + json + "\",\"message\":\"" + json + "\",\"context\":{\"ids\":[\"1\",\"" + json + "\"]}}]}"));
        return echoes;
    }

    private static byte[] page(int status, String body) {
        return RawServer.answer(status, body.getBytes(StandardCharsets.UTF_8));
    }

    private void use(HttpVersion version, Consumer<HubSpotConfiguration> credential) throws Exception {
        HubSpotConfiguration configuration = configuration();
        configuration.setAccessToken(null);
        configuration.setServiceUrl(server.url());
        configuration.setHttpVersion(version);
        credential.accept(configuration);
        context.removeEndpoints("hubspot-leads:*");
        context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(configuration);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("credentials")
    void masksASecretThatTheServerEchoes(String secret, HttpVersion version,
            Function<Path, BiConsumer<HubSpotConfiguration, String>> kind) throws Exception {
        use(version, configuration -> kind.apply(dir).accept(configuration, server.url()));
        assertNothingShows(secret, secret);
    }

    @ParameterizedTest
    @EnumSource
    void masksTheSecretsOfAnOAuthGrantThatTheServerEchoes(HttpVersion version) throws Exception {
        try (RawServer tokens = RawServer.start(RawServer.answering(RawServer.json("{\"access_token\":\"" + FETCHED
                + "\",\"refresh_token\":\"rotated-top-secret\",\"expires_in\":1800}")))) {
            configureOAuth(version, tokens.url());
            assertThat(send("hubspot-leads:list", null).getException()).as("the first call, for the token").isNotNull();
            for (String secret : List.of(CLIENT_SECRET, REFRESH, FETCHED, "rotated-top-secret")) {
                assertNothingShows(secret, secret);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void masksTheSecretsThatTheTokenEndpointEchoes(HttpVersion version) throws Exception {
        for (String secret : List.of(CLIENT_SECRET, REFRESH)) {
            for (Map.Entry<String, byte[]> echo : echoes(secret).entrySet()) {
                // a new grant for each echo, because a rejected grant is not used again
                configureOAuth(version, server.url() + "/" + URLEncoder.encode(echo.getKey(), StandardCharsets.UTF_8));
                assertNothingShows(secret, Map.of(echo.getKey(), echo.getValue()));
            }
        }
        answer = RawServer.json(" pat-not-known-before ");
        configureOAuth(version, server.url() + "/unreadable");
        assertThat(shown(send("hubspot-leads:list", null))).noneMatch(text -> text.contains("pat-not-known-before"));
    }

    @Test
    void masksAShortPasswordOnlyAsAWholeWord() throws Exception {
        use(HttpVersion.HTTP_1_1, configuration -> configuration.setAccessToken("ab"));
        answer = page(400, "{\"message\":\"cab ab ab2 ab.\"}");
        assertThat(send("hubspot-leads:list", null).getException()).hasMessageContaining("cab *** ab2 ***.");
    }

    private void configureOAuth(HttpVersion version, String tokenUrl) throws Exception {
        use(version, configuration -> {
            configuration.setClientId("client-1");
            configuration.setClientSecret(CLIENT_SECRET);
            configuration.setRefreshToken(REFRESH);
            configuration.setTokenUrl(tokenUrl);
        });
        answer = page(503, "");
    }

    private void assertNothingShows(String secret, String echoed) throws Exception {
        assertNothingShows(secret, echoes(echoed));
    }

    private void assertNothingShows(String secret, Map<String, byte[]> echoes) throws Exception {
        List<String> masked = new ArrayList<>();
        int n = 0;
        for (Map.Entry<String, byte[]> echo : echoes.entrySet()) {
            answer = echo.getValue();
            List<String> shown = new ArrayList<>();
            try (LoggedLines log = LoggedLines.ofEveryLevel()) {
                shown.addAll(shown(send("hubspot-leads:list?outputType=POJO", null)));
                shown.addAll(shown(send("hubspot-leads:list?outputType=POJO&allPages=true", null)));
                shown.addAll(shown(send("hubspot-leads:batchRead?partialFailure=THROW", List.of("1"))));
                shown.addAll(shown(send("hubspot-leads:create", Map.of("hs_lead_name", "Jane", "contactId", "1"))));
                if (n++ % 10 == 0) {
                    shown.addAll(whatToolsSee());
                }
                shown.addAll(log.lines());
            }
            String basic = Base64.getEncoder().encodeToString(("jane:" + secret).getBytes(StandardCharsets.UTF_8));
            for (String form : List.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8), basic,
                    secret.replace("\"", "&quot;").replace("<", "&lt;"), secret.replace("\"", "\\\""))) {
                if (form.equals(basic) && !secret.equals(PASSWORD)) {
                    continue;
                }
                assertThat(shown).as(echo.getKey()).noneMatch(text -> text.contains(form));
            }
            shown.stream().filter(text -> text.contains("***")).findFirst().ifPresent(text -> masked.add(echo.getKey()));
        }
        if (echoes.size() > 1) {
            assertThat(masked).as("places that show the mask").contains("page", "text", "message", "correlation id", "redirect",
                    "errors", "context", "batch", "encoded", "record");
        }
    }

    private static List<String> shown(Exchange exchange) {
        List<String> shown = new ArrayList<>();
        shown.add(exchange.getMessage().getHeaders().toString());
        if (exchange.getException() != null) {
            StringWriter trace = new StringWriter();
            exchange.getException().printStackTrace(new PrintWriter(trace));
            shown.add(trace.toString());
            if (exchange.getException() instanceof HubSpotException failure) {
                shown.add(failure.getError().toString());
            }
        }
        return shown;
    }

    private List<String> whatToolsSee() throws Exception {
        List<String> shown = new ArrayList<>();
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : beans.queryNames(new ObjectName("*:*"), null)) {
            if (name.toString().contains(context.getName()) && name.toString().contains("hubspot")) {
                shown.add(name.toString());
                for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                    shown.add(attribute.getName() + ": " + value(beans, name, attribute));
                }
            }
        }
        for (HealthCheck.Result result : HealthCheckHelper.invoke(context)) {
            shown.add(result.getCheck().getId() + result.getMessage().orElse("") + result.getDetails() + result.getError());
        }
        return shown;
    }

    private static String value(MBeanServer beans, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            return String.valueOf(beans.getAttribute(name, attribute.getName()));
        } catch (Exception e) {
            return "";
        }
    }

    @AfterEach
    void closeServer() {
        server.close();
    }
}
