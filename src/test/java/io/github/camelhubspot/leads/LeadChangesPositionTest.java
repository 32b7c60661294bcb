package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelhubspot.support.ByHand;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@code changes} continues after a restart. */
class LeadChangesPositionTest extends ChangesTestSupport {

    private static final String ALL = CHANGES + "&since=beginning";

    @TempDir
    Path directory;

    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final AtomicBoolean broken = new AtomicBoolean();
    private final AtomicInteger refusals = new AtomicInteger();

    private final class Positions extends ServiceSupport implements StateRepository<String, String> {

        @Override
        public void setState(String key, String value) {
            if (broken.get()) {
                refusals.incrementAndGet();
                throw new IllegalStateException("the repository is broken");
            }
            states.put(key, value);
        }

        @Override
        public String getState(String key) {
            return states.get(key);
        }

        @Override
        public String toString() {
            return "positions";
        }
    }

    private String uri() {
        context.getRegistry().bind("positions", new Positions());
        return ALL + "&positionName=mine&stateRepository=#positions";
    }

    private String inDirectory() {
        return ALL + "&positionName=mine&stateDirectory=" + directory.resolve("a/b");
    }

    private Path file() {
        return directory.resolve("a/b/mine.json");
    }

    private void restart(String uri) throws Exception {
        context.getRouteController().stopRoute("changes");
        context.removeRoute("changes");
        context.removeEndpoints("hubspot-leads:*");
        consume(uri);
    }

    @Test
    void continuesAtThePositionInADirectory() throws Exception {
        String id = lead("A");
        settle();
        consume(inDirectory());
        awaitEvents("CREATED A");
        patiently().untilAsserted(() -> assertThat(file()).hasContent(
                "{\"version\":1,\"modified\":\"2026-11-22T00:00:00Z\",\"leadId\":\"" + id + "\"}"));
        rename(id, "A2");
        settle();
        restart(inDirectory());
        awaitEvents("CREATED A", "UPDATED A2");
    }

    @ParameterizedTest
    @ValueSource(strings = { "beginning", "now", "7d", "2020-01-01T00:00:00Z" })
    void aStoredPositionWinsOverSince(String since) throws Exception {
        lead("old");
        settle();
        states.put("mine", "{\"version\":1,\"modified\":\"2026-11-22T00:01:00Z\",\"leadId\":\"0\"}");
        lead("new");
        settle();
        consume(uri().replace("since=beginning", "since=" + since));
        awaitEvents("CREATED new");
    }

    @Test
    void storesTheStartBeforeTheFirstPoll() throws Exception {
        Instant before = Instant.now().minusSeconds(3_601);
        sandbox().faults().next(1_000).on("POST", ".*").status(503);
        consume(uri().replace("since=beginning", "since=1h"));
        assertThat(states).containsOnlyKeys("mine");
        String text = states.get("mine");
        assertThat(Instant.parse(text.replaceFirst(".*modified\":\"([^\"]+).*", "$1"))).isBetween(before,
                Instant.now().minusSeconds(3_599));
    }

    @Test
    void aPositionInMemoryLastsAsLongAsTheContext() throws Exception {
        String id = lead("A");
        settle();
        consume(ALL);
        awaitEvents("CREATED A");
        context.getRouteController().stopRoute("changes");
        rename(id, "A2");
        settle();
        context.getRouteController().startRoute("changes");
        awaitEvents("CREATED A", "UPDATED A2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "garbage; is not a position", "''; is not a position", "{}; is not a position",
            "{\"version\":2,\"modified\":\"2026-11-22T00:00:00Z\",\"leadId\":\"1\"}; is of version 2",
            "{\"version\":1,\"modified\":\"yesterday\",\"leadId\":\"1\"}; is not a position",
            "{\"version\":1,\"archived\":{\"from\":\"2026-11-22T00:00:00Z\"}}; is not a position" })
    void anUnreadablePositionFailsTheStartWithACure(String text, String problem) {
        states.put("mine", text);
        String uri = uri();
        assertThatThrownBy(() -> consume(uri)).hasStackTraceContaining("The position stored under the key mine in positions cannot be used: '")
                .hasStackTraceContaining(problem).hasStackTraceContaining("or remove it to begin at the option since");
        assertThat(sandbox().requests().count()).isZero();
        assertThat(states).containsEntry("mine", text);
    }

    @Test
    void anEmptyFileIsNoPosition() throws IOException {
        Files.createDirectories(file().getParent());
        Files.createFile(file());
        assertThatThrownBy(() -> consume(inDirectory())).hasStackTraceContaining("in directory " + file().getParent() + " cannot be used");
    }

    @Test
    void aFailedStartReleasesThePosition() throws Exception {
        lead("A");
        settle();
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "garbage");
        assertThatThrownBy(() -> consume(inDirectory())).hasMessageContaining("cannot be used");
        Files.delete(file());
        context.removeRoute("changes");
        consume(inDirectory());
        awaitEvents("CREATED A");
    }

    @Test
    void twoConsumersCannotShareAPositionInADirectory() throws Exception {
        consume(inDirectory());
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(inDirectory() + "&batch=true").to("mock:other");
            }
        })).hasStackTraceContaining("Position mine in directory")
                .hasStackTraceContaining("give each consumer its own positionName");
    }

    @Test
    void twoConsumersCannotShareAPositionInARepositoryUntilOneIsStopped() throws Exception {
        String uri = uri();
        consume(uri);
        RouteBuilder other = new RouteBuilder() {
            @Override
            public void configure() {
                from(uri + "&batch=true").routeId("other").to("mock:other");
            }
        };
        assertThatThrownBy(() -> context.addRoutes(other)).hasStackTraceContaining(
                "Position mine in positions is in use by another consumer");
        context.getRouteController().stopRoute("changes");
        context.getRouteController().startRoute("other");
        lead("A");
        settle();
        getMockEndpoint("mock:other").setResultWaitTime(PATIENCE.toMillis());
        getMockEndpoint("mock:other").expectedMessageCount(1);
        getMockEndpoint("mock:other").assertIsSatisfied();
    }

    @Test
    void aDirectoryThatCannotBeCreatedFailsTheStart() throws IOException {
        Path notADirectory = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> consume(ALL + "&stateDirectory=" + notADirectory))
                .hasStackTraceContaining("cannot be locked");
    }

    @Test
    void aFailedRepositoryFailsThePollAndTheNextPollSavesAgain() throws Exception {
        String uri = uri();
        consume(uri);
        broken.set(true);
        lead("A");
        settle();
        awaitEvents("CREATED A");
        String before = states.get("mine");
        patiently().until(() -> refusals.get() >= 3);
        assertThat(states).containsEntry("mine", before);
        broken.set(false);
        String id = lead("B");
        settle();
        awaitEvents("CREATED A", "CREATED B");
        patiently().untilAsserted(() -> assertThat(states.get("mine")).contains("\"leadId\":\"" + id + "\""));
    }

    @Test
    void deliversNoFurtherPageUntilThePositionIsSaved() throws Exception {
        ByHand scheduler = new ByHand();
        context.getRegistry().bind("byHand", scheduler);
        for (int i = 0; i < 250; i++) {
            lead("lead" + i);
            later(Duration.ofMillis(1));
        }
        settle();
        consume(uri() + "&scheduler=#byHand", exchange -> broken.set(true));
        scheduler.run(1);
        int page = events.size();
        assertThat(page).isBetween(1, 200);
        int calls = sandbox().requests().count();
        scheduler.run(3);
        assertThat(events).hasSize(page);
        assertThat(sandbox().requests().count()).isEqualTo(calls);
        restart(uri() + "&scheduler=#byHand");
        broken.set(false);
        scheduler.run(2);
        assertThat(events.stream().distinct()).hasSize(250);
        assertThat(events).as("deliveries, at most one page of them repeated").hasSize(250 + page);
    }

    @Test
    void theDefaultNameDependsOnServiceUrlAndArchivedOnly() {
        assertThat(name("since=now&properties=a")).isEqualTo(name("since=beginning&properties=b")).startsWith("leads-");
        assertThat(name("archived=true")).startsWith("archived-leads-");
        assertThat(name("serviceUrl=https://example.com")).isNotEqualTo(name("since=now")).startsWith("leads-");
    }

    private String name(String options) {
        return context.getEndpoint("hubspot-leads:changes?" + options, HubSpotLeadsEndpoint.class).changes().options().name();
    }
}
