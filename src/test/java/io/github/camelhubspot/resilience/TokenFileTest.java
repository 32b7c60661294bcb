package io.github.camelhubspot.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelhubspot.HubSpotConfiguration;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A token file that is replaced during calls. */
@Timeout(60)
class TokenFileTest extends ResilienceTestSupport {

    private static final Duration LIFE = Duration.ofSeconds(2);
    private static final int ROTATIONS = 8;
    private static final int CALLS = 50;

    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration configuration = super.configuration();
        configuration.setAccessToken("file:" + dir.resolve("token"));
        return configuration;
    }

    @Override
    protected void setupResources() {
        sandbox().tokens().expiresIn(LIFE);
        rotate();
    }

    /** Replaces the file by one with a new token, as a secret store does; the old token stays valid for a while. */
    private void rotate() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox().url() + TOKEN))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=refresh_token&client_id=sandbox-client"
                            + "&client_secret=sandbox-secret&refresh_token=sandbox-refresh")).build();
            String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            Path fresh = Files.writeString(dir.resolve("fresh"), new ObjectMapper().readTree(answer).get("access_token")
                    .asText() + "\n");
            Files.move(fresh, dir.resolve("token"), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void noCallFailsWhenTheTokenIsRotatedUnderLoad() {
        sandbox().time().advance(Duration.ZERO); // stops the clock, so that tokens expire only when the test advances it
        for (int rotation = 0; rotation < ROTATIONS; rotation++) {
            List<CompletableFuture<Exchange>> inFlight = sendAsync(context, template, CALLS, i -> Sending.of("hubspot-leads:list"));
            rotate();
            sandbox().time().advance(LIFE.dividedBy(2));
            List<Exchange> after = sendAll(CALLS, i -> Sending.of("hubspot-leads:list"));
            assertThat(allOf(inFlight)).allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
            assertThat(after).allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
        }
        assertThat(sandbox().requests().matching("GET", LEADS).stream().map(request -> request.header("Authorization"))
                .distinct())
                .as("tokens used, each valid for two rotations").hasSizeBetween(ROTATIONS / 2, ROTATIONS + 1);
    }
}
