package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.sandbox.SandboxFaults;
import io.github.camelhubspot.support.ClosedPort;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests network failures: every exchange ends once and in time, and tells whether HubSpot may have processed the call. */
class TransportFailureTest extends HubSpotTestSupport {

    private static final String LONG = "requestTimeout=30000";
    private static final String SHORT = "requestTimeout=700";
    /** Delay of a response that must not arrive in time, however slow the machine is. */
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final Map<String, Object> LEAD = Map.of("hs_lead_name", "Jane", "contactId", "67890");

    static Stream<Arguments> brokenAnswers() {
        return Stream.of(
                arguments("reset before an answer", LONG, (Consumer<SandboxFaults>) faults -> faults.next(1).reset()),
                arguments("reset after the call took effect", LONG,
                        (Consumer<SandboxFaults>) faults -> faults.next(1).resetAfterProcessing()),
                arguments("garbage under 200", LONG, (Consumer<SandboxFaults>) faults -> faults.next(1).garbage()),
                arguments("nothing under 200", LONG, (Consumer<SandboxFaults>) faults -> faults.next(1).emptyBody()),
                arguments("half of the JSON", LONG, (Consumer<SandboxFaults>) faults -> faults.next(1).truncate()),
                arguments("an answer that drips", SHORT,
                        (Consumer<SandboxFaults>) faults -> faults.next(1).drip(LATE)),
                arguments("an answer that is late", SHORT,
                        (Consumer<SandboxFaults>) faults -> faults.next(1).delay(LATE)));
    }

    @Override
    protected void setupResources() {
        sandbox().contacts().create("67890", Map.of("email", "jane@example.com"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenAnswers")
    void aReadWithABrokenResponseIsATransportError(String name, String timeout, Consumer<SandboxFaults> fault)
            throws Exception {
        loadClasses();
        fault.accept(sandbox().faults());
        Exchange exchange = sendCountingCallbacks("hubspot-leads:list?" + timeout, null);
        assertThat(exchange.getException()).isExactlyInstanceOf(HubSpotTransportException.class)
                .hasMessageStartingWith("hubspot-leads:list: ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenAnswers")
    void aCreateWithABrokenResponseHasAnUnknownOutcome(String name, String timeout, Consumer<SandboxFaults> fault)
            throws Exception {
        loadClasses();
        fault.accept(sandbox().faults());
        Exchange exchange = sendCountingCallbacks("hubspot-leads:create?" + timeout, LEAD);
        assertThat(exchange.getException()).isExactlyInstanceOf(HubSpotOutcomeUnknownException.class)
                .hasMessageContaining("outcome unknown");
        assertThat(((HubSpotException) exchange.getException()).getContext())
                .containsEntry("hs_lead_name", java.util.List.of("Jane"))
                .containsEntry("associations", java.util.List.of("67890"));
        await().atMost(Duration.ofSeconds(60)).until(() -> sandbox().requests().count("POST", "/crm/v3/objects/leads") > 0);
        assertThat(sandbox().requests().count("POST", "/crm/v3/objects/leads")).isEqualTo(1);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = { "create", "list" })
    void aClosedPortIsATransportErrorForEveryOperation_becauseNothingWasSent(String operation) throws Exception {
        Exchange exchange;
        try (ClosedPort port = new ClosedPort()) {
            exchange = sendCountingCallbacks("hubspot-leads:" + operation + "?serviceUrl=http://localhost:" + port.number(),
                    operation.equals("create") ? LEAD : null);
        }
        assertThat(exchange.getException()).isExactlyInstanceOf(HubSpotTransportException.class)
                .hasMessageContaining("the request was not sent");
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.ATTEMPTS)).isEqualTo(1);
        assertThat(exchange.getMessage().getHeader(HubSpotConstants.STATUS_CODE)).isNull();
    }

    @Test
    void aCallToASilentServerTimesOut() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            Exchange exchange = sendCountingCallbacks(
                    "hubspot-leads:list?serviceUrl=http://localhost:" + silent.getLocalPort() + "&requestTimeout=400", null);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(350), Duration.ofSeconds(10));
            assertThat(exchange.getException()).isExactlyInstanceOf(HubSpotTransportException.class)
                    .hasMessageContaining("no complete answer within 400 ms");
        }
    }

    @Test
    void anUnknownHostIsATransportErrorThatNamesTheHost() throws Exception {
        Exchange exchange = sendCountingCallbacks("hubspot-leads:list?serviceUrl=http://no-such-host.invalid", null);
        assertThat(exchange.getException()).isExactlyInstanceOf(HubSpotTransportException.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void aLateResponseDoesNotAffectTheNextCall() {
        String uri = "hubspot-leads:list?requestTimeout=2000";
        sandbox().faults().next(1).drip(LATE);
        assertThat(send(uri, null).getException()).isInstanceOf(HubSpotTransportException.class);
        assertThat(send(uri, null).getException()).isNull();
    }

    @Test
    void failedCallsReleaseTheirConnection() {
        for (int i = 0; i < 5; i++) {
            sandbox().faults().next(1).reset();
            assertThat(send("hubspot-leads:list?maxConnections=2", null).getException()).isNotNull();
            sandbox().faults().next(1).status(500);
            assertThat(send("hubspot-leads:list?maxConnections=2", null).getException()).isNotNull();
        }
        assertThat(send("hubspot-leads:list?maxConnections=2", null).getException()).isNull();
    }

    @Test
    void theContextStartsAndStops_whileHubSpotIsDown() throws Exception {
        try (ClosedPort port = new ClosedPort()) {
            String uri = "hubspot-leads:list?serviceUrl=http://localhost:" + port.number();
            context.addRoutes(new org.apache.camel.builder.RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:down").to(uri);
                }
            });
            assertThat(context.getStatus().isStarted()).isTrue();
            assertThat(template.request("direct:down", exchange -> {
            }).getException()).isInstanceOf(HubSpotTransportException.class);
        }
    }

    /** Loads the classes of a call, so that the class loading does not use up a short time-out. */
    private void loadClasses() {
        assertThat(send("hubspot-leads:list", null).getException()).isNull();
    }
}
