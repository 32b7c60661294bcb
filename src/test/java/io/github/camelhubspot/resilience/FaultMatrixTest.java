package io.github.camelhubspot.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.HubSpotConflictException;
import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotPermissionException;
import io.github.camelhubspot.HubSpotRateLimitException;
import io.github.camelhubspot.HubSpotServerException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.imports.ImportsOperation;
import io.github.camelhubspot.imports.ImportsTable;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.leads.LeadsOperation;
import io.github.camelhubspot.leads.LeadsTable;
import io.github.camelhubspot.sandbox.SandboxFaults;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every operation with every fault, and checks whether it is retried. */
@Timeout(120)
class FaultMatrixTest extends ResilienceTestSupport {

    private static final int MAX_RETRIES = 3;
    /** More faults than a call has attempts. */
    private static final int ALWAYS = 50;
    private static final String NAME = "Matrix";

    /** When a call is retried. */
    private enum Again {
        NEVER, IF_IDEMPOTENT, ALWAYS;

        boolean applies(boolean idempotent) {
            return this == ALWAYS || this == IF_IDEMPOTENT && idempotent;
        }
    }

    /**
     * A fault.
     *
     * @param status     of the response; 0 without a usable response
     * @param again      when a call is retried because of it
     * @param idempotent exception of an idempotent operation
     * @param unsafe     exception of an operation that is not idempotent
     * @param hidden     whether operations without a response body do not fail
     * @param acts       whether HubSpot executes the call
     */
    private record Fault(String name, int status, Again again, Class<?> idempotent, Class<?> unsafe, boolean hidden,
            boolean acts, BiConsumer<SandboxFaults.Script, Fault> script) {

        static Fault status(int status, Again again, Class<?> idempotent, Class<?> unsafe) {
            return new Fault(String.valueOf(status), status, again, idempotent, unsafe, false, false,
                    (script, self) -> script.status(status));
        }

        static Fault limit(String policy, Again again) {
            return new Fault("429 " + policy, 429, again, HubSpotRateLimitException.class,
                    HubSpotRateLimitException.class, false,
                    false, (script, self) -> script.status(429, policy));
        }

        static Fault noResponse(String name, boolean hidden, boolean acts,
                BiConsumer<SandboxFaults.Script, Fault> script) {
            return new Fault(name, 0, Again.IF_IDEMPOTENT, HubSpotTransportException.class,
                    HubSpotOutcomeUnknownException.class,
                    hidden, acts, script);
        }

        Fault as(String otherName, BiConsumer<SandboxFaults.Script, Fault> otherScript) {
            return new Fault(otherName, status, again, idempotent, unsafe, hidden, acts, otherScript);
        }

        /** Injects the fault into the next calls of an operation. */
        void strike(SandboxFaults faults, int calls, Sample sample) {
            script.accept(faults.next(calls).on(sample.method(), sample.path()), this);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        List<Fault> all = new ArrayList<>();
        Map<Integer, Class<?>> final4xx = Map.of(400, HubSpotValidationException.class, 401,
                HubSpotAuthenticationException.class,
                403, HubSpotPermissionException.class, 404, HubSpotNotFoundException.class, 409,
                        HubSpotConflictException.class,
                414, HubSpotException.class);
        final4xx.forEach((status, type) -> all.add(Fault.status(status, Again.NEVER, type, type)));
        for (int status : new int[] { 423, 477 }) {
            all.add(Fault.status(status, Again.IF_IDEMPOTENT, HubSpotServerException.class, HubSpotServerException.class));
        }
        for (String policy : List.of("TEN_SECONDLY_ROLLING", "SECONDLY", "SOME_NEW_POLICY")) {
            all.add(Fault.limit(policy, Again.ALWAYS));
        }
        all.add(Fault.limit("DAILY", Again.NEVER));
        all.add(Fault.limit(null, Again.ALWAYS).as("429 without a body", (script, self) -> script.status(429).body("")));
        for (int status : new int[] { 500, 502, 503, 504, 521, 523, 524, 520, 522, 525 }) {
            Again again = Set.of(520, 522, 525).contains(status) ? Again.NEVER : Again.IF_IDEMPOTENT;
            Fault plain = Fault.status(status, again, HubSpotServerException.class,
                    HubSpotOutcomeUnknownException.class);
            all.add(plain);
            if (status > 520) {
                all.add(plain.as(status + " as a page", (script, self) -> script.status(status).html()));
            }
        }
        all.add(Fault.noResponse("reset", false, false, (script, self) -> script.reset()));
        all.add(Fault.noResponse("reset after the call took effect", false, true,
                (script, self) -> script.resetAfterProcessing()));
        all.add(Fault.noResponse("garbage", true, false, (script, self) -> script.garbage()));
        all.add(Fault.noResponse("nothing", true, false, (script, self) -> script.emptyBody()));
        all.add(Fault.noResponse("half a response", true, true, (script, self) -> script.truncate()));
        return all.stream();
    }

    /** A message for an operation, with the records that it needs at the sandbox, and the call that it makes. */
    private record Sample(Operation operation, String options, Object body, Map<String, Object> headers, String method,
                          String path) {

        String uri() {
            return operation.uri() + "?urgent=true" + options; // so that an exhausted daily quota stops no other sample
        }

        @Override
        public String toString() {
            return operation.uri() + options;
        }
    }

    private Sample sample(Operation operation, String options, Object body, String method, String path) {
        return new Sample(operation, options, body, Map.of(), method, path);
    }

    @Override
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration configuration = super.configuration();
        configuration.setRetryMaxDelay(1);
        return configuration;
    }

    /** Creates a sample of each operation that makes one call per message; anew for each use, because calls may take effect. */
    private List<Sample> samples() {
        String id = lead("old");
        String gone = lead("gone");
        String contact = contact();
        String job = sandbox().imports().create(NAME);
        sandbox().imports().hold();
        Map<String, Object> lead = Map.of("hs_lead_name", "new", "contactId", contact);
        List<Map<String, Object>> update = List.of(Map.of("id", id, "hs_lead_name", "new"));
        String one = LEADS + "/\\d+";
        String pair = ".*/\\d+/associations/.*";
        String onOne = "&leadId=" + id;
        Map<String, Sample> samples = new LinkedHashMap<>();
        Stream.of(
                sample(LeadsTable.of(LeadsOperation.list), "", null, "GET", LEADS),
                sample(LeadsTable.of(LeadsOperation.read), onOne, null, "GET", one),
                sample(LeadsTable.of(LeadsOperation.create), "", lead, "POST", LEADS),
                sample(LeadsTable.of(LeadsOperation.update), onOne, Map.of("hs_lead_name", "new"), "PATCH", one),
                sample(LeadsTable.of(LeadsOperation.archive), "&leadId=" + gone, null, "DELETE", one),
                sample(LeadsTable.of(LeadsOperation.search), "&query=new", null, "POST", LEADS + "/search"),
                sample(LeadsTable.of(LeadsOperation.batchRead), "", List.of(id), "POST", LEADS + "/batch/read"),
                // one input, because a rejected batch of several inputs is halved
                sample(LeadsTable.of(LeadsOperation.batchCreate), "", List.of(lead), "POST", LEADS + "/batch/create"),
                sample(LeadsTable.of(LeadsOperation.batchUpdate), "", update, "POST", LEADS + "/batch/update"),
                sample(LeadsTable.of(LeadsOperation.batchUpsert), "&idProperty=hs_object_id", update, "POST",
                        LEADS + "/batch/upsert"),
                sample(LeadsTable.of(LeadsOperation.batchArchive), "", List.of(gone), "POST", LEADS + "/batch/archive"),
                sample(LeadsTable.of(LeadsOperation.associate), onOne + "&contactId=" + contact, null, "PUT", pair),
                sample(LeadsTable.of(LeadsOperation.dissociate), onOne + "&contactId=" + contact, null, "DELETE", pair),
                sample(LeadsTable.of(LeadsOperation.listAssociations), onOne + "&toObjectType=contacts", null, "GET",
                        ".*/\\d+/associations/contacts"),
                new Sample(ImportsTable.of(ImportsOperation.start), "&pollInterval=1", CSV, importHeaders(NAME + " " + job),
                        "POST",
                        IMPORTS + "/?"),
                sample(ImportsTable.of(ImportsOperation.list), "", null, "GET", IMPORTS + "/?"),
                sample(ImportsTable.of(ImportsOperation.get), "&importId=" + job, null, "GET", IMPORTS + "/\\d+"),
                sample(ImportsTable.of(ImportsOperation.errors), "&importId=" + job, null, "GET", IMPORTS + "/\\d+/errors"),
                sample(ImportsTable.of(ImportsOperation.cancel), "&importId=" + job, null, "POST", IMPORTS + "/\\d+/cancel"))
                .forEach(sample -> samples.put(sample.operation().uri(), sample));
        assertThat(samples.keySet()).as("operations of the tables without %s", SEVERAL_CALLS)
                .containsExactlyInAnyOrderElementsOf(operations().map(Operation::uri)
                        .filter(uri -> !SEVERAL_CALLS.contains(uri)).toList());
        return List.copyOf(samples.values());
    }

    /** Operations that make several calls per message. */
    private static final Set<String> SEVERAL_CALLS
            = Set.of("hubspot-import:await", "hubspot-import:watch", "hubspot-leads:changes");

    private static Stream<Operation> operations() {
        return Stream.concat(Stream.of(LeadsOperation.values()).map(LeadsTable::of),
                Stream.of(ImportsOperation.values()).map(ImportsTable::of));
    }

    private Exchange send(Sample sample) {
        return send(sample.uri(), sample.body(), sample.headers());
    }

    private int requests(Sample sample) {
        return sandbox().requests().count(sample.method(), sample.path());
    }

    private boolean succeedsDespite(Fault fault, Sample sample) {
        // a start whose response is lost searches for its import, and adopts it
        return fault.hidden() && sample.operation().responseType() == ResponseType.NOTHING
                || fault.acts() && sample.operation() == ImportsTable.of(ImportsOperation.start);
    }

    /** Returns whether an attempt can fail before it is sent, because the connection that it shares is being reset. */
    protected boolean losesAttempts() {
        return false;
    }

    private void assertRequests(Sample sample, int attempts) {
        assertThat(requests(sample)).as("%s", sample).isBetween(losesAttempts() ? 1 : attempts, attempts);
    }

    /** An attempt that failed before it was sent is retried even if the call is not idempotent. */
    private void assertAttempts(Object actual, Sample sample, int attempts) {
        assertThat((Integer) actual).as("attempts of %s", sample)
                .isBetween(attempts, losesAttempts() ? MAX_RETRIES + 1 : attempts);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aLastingFaultEndsWithItsExceptionAfterAllSafeAttempts(Fault fault) {
        for (Sample sample : samples()) {
            sandbox().requests().clear();
            fault.strike(sandbox().faults(), ALWAYS, sample);
            int leadsBefore = sandbox().leads().size();
            Exchange exchange = send(sample);
            sandbox().faults().clear();
            boolean idempotent = sample.operation().idempotent();
            if (fault.acts() && fault.hidden() && sample.operation() == ImportsTable.of(ImportsOperation.cancel)) {
                // the status of the second response shows that the first attempt has canceled the import
                assertThat(exchange.getException()).as("%s", sample).isNull();
                assertRequests(sample, 2);
                continue;
            }
            if (succeedsDespite(fault, sample)) {
                assertThat(exchange.getException()).as("%s", sample).isNull();
                assertRequests(sample, 1);
                continue;
            }
            int attempts = fault.again().applies(idempotent) ? MAX_RETRIES + 1 : 1;
            assertRequests(sample, attempts);
            assertThat(exchange.getException()).as("%s", sample)
                    .isExactlyInstanceOf(idempotent ? fault.idempotent() : fault.unsafe());
            HubSpotException failure = (HubSpotException) exchange.getException();
            assertAttempts(failure.getAttempts(), sample, attempts);
            assertThat(attempts(exchange)).as("%s", sample).isEqualTo(failure.getAttempts());
            if (fault.hidden()) { // there is a response, but it is unusable
                assertThat(failure.getStatus()).as("%s", sample).isBetween(200, 299);
                assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, failure.getStatus());
            } else {
                assertThat(failure.getStatus()).as("%s", sample).isEqualTo(fault.status());
            }
            assertThat(failure.getOperation()).isEqualTo(sample.operation().uri());
            if (fault.status() > 0) {
                assertThat(failure.getCorrelationId()).as("%s", sample).hasSize(36);
                assertThat(exchange.getMessage().getHeaders()).contains(
                        entry(HubSpotConstants.CORRELATION_ID, failure.getCorrelationId()));
            }
            if (!fault.acts()) {
                assertThat(sandbox().leads().size()).as("%s", sample).isEqualTo(leadsBefore);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aShortFaultIsRetriedWhereThatIsSafe(Fault fault) {
        for (Sample sample : samples()) {
            sandbox().requests().clear();
            fault.strike(sandbox().faults(), 1, sample);
            int leadsBefore = sandbox().leads().size();
            Exchange exchange = send(sample);
            assertThat(sandbox().faults().pending()).as("%s", sample).isZero();
            boolean again = fault.again().applies(sample.operation().idempotent()) && !succeedsDespite(fault, sample);
            assertRequests(sample, again ? 2 : 1);
            if (again || succeedsDespite(fault, sample)) {
                assertThat(exchange.getException()).as("%s", sample).isNull();
                assertAttempts(attempts(exchange), sample, again ? 2 : 1);
            } else {
                assertThat(exchange.getException()).as("%s", sample).isInstanceOf(HubSpotException.class);
                assertAttempts(attempts(exchange), sample, 1);
            }
            int expected = sample.body() instanceof List<?> list ? list.size() : 1;
            assertThat(sandbox().leads().size() - leadsBefore).as("leads created by %s", sample).isLessThanOrEqualTo(expected);
        }
    }

    /** Excludes the exhausted daily quota, which lasts longer than a test. */
    static Stream<Fault> faultsOfAnAwait() {
        return faults().filter(fault -> !fault.name().contains("DAILY"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfAnAwait")
    void anAwaitContinuesAfterRetryableFaultsAndFailsAfterOthers(Fault fault) {
        String job = sandbox().imports().create(NAME);
        sandbox().imports().setState(job, "DONE");
        Sample await = sample(ImportsTable.of(ImportsOperation.await), "&importId=" + job + "&pollInterval=1&awaitTimeout=1m",
                null,
                "GET", IMPORTS + "/\\d+");
        int faulty = 2 * (MAX_RETRIES + 1) + 1;
        fault.strike(sandbox().faults(), faulty, await);
        Exchange exchange = send(await);
        boolean retryable = Set.of(HubSpotServerException.class, HubSpotRateLimitException.class,
                HubSpotTransportException.class)
                .contains(fault.idempotent());
        if (retryable) {
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeader(HubSpotConstants.STATE)).isEqualTo("DONE");
            assertThat(requests(await)).isEqualTo(faulty + 1);
        } else {
            assertThat(exchange.getException()).isExactlyInstanceOf(fault.idempotent());
            assertThat(requests(await)).isEqualTo(1);
        }
    }
}
