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

/** Every operation meets everything that can go wrong: what is tried again, and what is not. */
@Timeout(120)
class FaultMatrixTest extends ResilienceTestSupport {

    private static final int MAX_RETRIES = 3;
    /** More faults than a call is ever tried. */
    private static final int ALWAYS = 50;
    private static final String NAME = "Matrix";

    /** When a call is made again. */
    private enum Again {
        NEVER, IF_REPEATABLE, ALWAYS;

        boolean applies(boolean repeatable) {
            return this == ALWAYS || this == IF_REPEATABLE && repeatable;
        }
    }

    /**
     * Something that goes wrong.
     *
     * @param status     of the answer; 0 if there is none, or none that can be used
     * @param again      when a call is made again because of it
     * @param repeatable exception of an operation that may be repeated
     * @param unsafe     exception of one that may not
     * @param hidden     whether an operation that wants no answer does not even notice
     * @param acts       whether the call takes effect all the same
     */
    private record Trouble(String name, int status, Again again, Class<?> repeatable, Class<?> unsafe, boolean hidden,
            boolean acts,
                           BiConsumer<SandboxFaults.Script, Trouble> script) {

        static Trouble status(int status, Again again, Class<?> repeatable, Class<?> unsafe) {
            return new Trouble(String.valueOf(status), status, again, repeatable, unsafe, false, false,
                    (fault, trouble) -> fault.status(status));
        }

        static Trouble limit(String policy, Again again) {
            return new Trouble("429 " + policy, 429, again, HubSpotRateLimitException.class,
                    HubSpotRateLimitException.class, false,
                    false, (fault, trouble) -> fault.status(429, policy));
        }

        static Trouble noAnswer(String name, boolean hidden, boolean acts,
                BiConsumer<SandboxFaults.Script, Trouble> script) {
            return new Trouble(name, 0, Again.IF_REPEATABLE, HubSpotTransportException.class,
                    HubSpotOutcomeUnknownException.class,
                    hidden, acts, script);
        }

        Trouble as(String otherName, BiConsumer<SandboxFaults.Script, Trouble> otherScript) {
            return new Trouble(otherName, status, again, repeatable, unsafe, hidden, acts, otherScript);
        }

        /** The next calls of an operation meet it. */
        void strike(SandboxFaults faults, int calls, Sample sample) {
            script.accept(faults.next(calls).on(sample.method(), sample.path()), this);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Trouble> troubles() {
        List<Trouble> all = new ArrayList<>();
        Map<Integer, Class<?>> final4xx = Map.of(400, HubSpotValidationException.class, 401,
                HubSpotAuthenticationException.class,
                403, HubSpotPermissionException.class, 404, HubSpotNotFoundException.class, 409,
                        HubSpotConflictException.class,
                414, HubSpotException.class);
        final4xx.forEach((status, type) -> all.add(Trouble.status(status, Again.NEVER, type, type)));
        for (int status : new int[] { 423, 477 }) {
            all.add(Trouble.status(status, Again.IF_REPEATABLE, HubSpotServerException.class, HubSpotServerException.class));
        }
        for (String policy : List.of("TEN_SECONDLY_ROLLING", "SECONDLY", "SOME_NEW_POLICY")) {
            all.add(Trouble.limit(policy, Again.ALWAYS));
        }
        all.add(Trouble.limit("DAILY", Again.NEVER));
        all.add(Trouble.limit(null, Again.ALWAYS).as("429 without a body", (fault, trouble) -> fault.status(429).body("")));
        for (int status : new int[] { 500, 502, 503, 504, 521, 523, 524, 520, 522, 525 }) {
            Again again = Set.of(520, 522, 525).contains(status) ? Again.NEVER : Again.IF_REPEATABLE;
            Trouble plain = Trouble.status(status, again, HubSpotServerException.class,
                    HubSpotOutcomeUnknownException.class);
            all.add(plain);
            if (status > 520) {
                all.add(plain.as(status + " as a page", (fault, trouble) -> fault.status(status).html()));
            }
        }
        all.add(Trouble.noAnswer("reset", false, false, (fault, trouble) -> fault.reset()));
        all.add(Trouble.noAnswer("reset after the call took effect", false, true,
                (fault, trouble) -> fault.resetAfterProcessing()));
        all.add(Trouble.noAnswer("garbage", true, false, (fault, trouble) -> fault.garbage()));
        all.add(Trouble.noAnswer("nothing", true, false, (fault, trouble) -> fault.emptyBody()));
        all.add(Trouble.noAnswer("half an answer", true, true, (fault, trouble) -> fault.truncate()));
        return all.stream();
    }

    /** A message that an operation takes, with everything it needs at the sandbox, and the call that it makes. */
    private record Sample(Operation operation, String options, Object body, Map<String, Object> headers, String method,
                          String path) {

        String uri() {
            return operation.uri() + "?urgent=true" + options; // so that a day's quota that is used up stops no other sample
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

    /** One for each operation that calls once for a message; made anew for each use, because calls may take effect. */
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
                // one input, because a batch of several that is refused as a whole is halved
                sample(LeadsTable.of(LeadsOperation.batchCreate), "", List.of(lead), "POST", LEADS + "/batch/create"),
                sample(LeadsTable.of(LeadsOperation.batchUpdate), "", update, "POST", LEADS + "/batch/update"),
                sample(LeadsTable.of(LeadsOperation.batchUpsert), "&idProperty=hs_object_id", update, "POST",
                        LEADS + "/batch/upsert"),
                sample(LeadsTable.of(LeadsOperation.batchArchive), "", List.of(gone), "POST", LEADS + "/batch/archive"),
                sample(LeadsTable.of(LeadsOperation.associate), onOne + "&contactId=" + contact, null, "PUT", pair),
                sample(LeadsTable.of(LeadsOperation.dissociate), onOne + "&contactId=" + contact, null, "DELETE", pair),
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

    /** These call until something has happened. */
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

    private boolean succeedsDespite(Trouble trouble, Sample sample) {
        // a start whose answer is lost looks for its import, and adopts it
        return trouble.hidden() && sample.operation().responseType() == ResponseType.NOTHING
                || trouble.acts() && sample.operation() == ImportsTable.of(ImportsOperation.start);
    }

    /** Whether a try may end on its way because the connection that it shares is just being reset. */
    protected boolean losesTries() {
        return false;
    }

    private void assertRequests(Sample sample, int tries) {
        assertThat(requests(sample)).as("%s", sample).isBetween(losesTries() ? 1 : tries, tries);
    }

    /** A try that was lost before it was sent is made again, of a call that is not repeatable, too. */
    private void assertAttempts(Object attempts, Sample sample, int tries) {
        assertThat((Integer) attempts).as("attempts of %s", sample).isBetween(tries, losesTries() ? MAX_RETRIES + 1 : tries);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void whatDoesNotPassEndsWithItsExceptionAfterAsManyTriesAsAreSafe(Trouble trouble) {
        for (Sample sample : samples()) {
            sandbox().requests().clear();
            trouble.strike(sandbox().faults(), ALWAYS, sample);
            int leadsBefore = sandbox().leads().size();
            Exchange exchange = send(sample);
            sandbox().faults().clear();
            boolean repeatable = sample.operation().idempotent();
            if (trouble.acts() && trouble.hidden() && sample.operation() == ImportsTable.of(ImportsOperation.cancel)) {
                // the status alone of the second answer says that the first try has canceled the import
                assertThat(exchange.getException()).as("%s", sample).isNull();
                assertRequests(sample, 2);
                continue;
            }
            if (succeedsDespite(trouble, sample)) {
                assertThat(exchange.getException()).as("%s", sample).isNull();
                assertRequests(sample, 1);
                continue;
            }
            int tries = trouble.again().applies(repeatable) ? MAX_RETRIES + 1 : 1;
            assertRequests(sample, tries);
            assertThat(exchange.getException()).as("%s", sample)
                    .isExactlyInstanceOf(repeatable ? trouble.repeatable() : trouble.unsafe());
            HubSpotException failure = (HubSpotException) exchange.getException();
            assertAttempts(failure.getAttempts(), sample, tries);
            assertThat(attempts(exchange)).as("%s", sample).isEqualTo(failure.getAttempts());
            if (trouble.hidden()) { // an answer came, but cannot be used
                assertThat(failure.getStatus()).as("%s", sample).isBetween(200, 299);
                assertThat(exchange.getMessage().getHeaders()).containsEntry(HubSpotConstants.STATUS_CODE, failure.getStatus());
            } else {
                assertThat(failure.getStatus()).as("%s", sample).isEqualTo(trouble.status());
            }
            assertThat(failure.getOperation()).isEqualTo(sample.operation().uri());
            if (trouble.status() > 0) {
                assertThat(failure.getCorrelationId()).as("%s", sample).hasSize(36);
                assertThat(exchange.getMessage().getHeaders()).contains(
                        entry(HubSpotConstants.CORRELATION_ID, failure.getCorrelationId()));
            }
            if (!trouble.acts()) {
                assertThat(sandbox().leads().size()).as("%s", sample).isEqualTo(leadsBefore);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void whatPassesAtOnceIsNotNoticedWhereItIsSafeToTryAgain(Trouble trouble) {
        for (Sample sample : samples()) {
            sandbox().requests().clear();
            trouble.strike(sandbox().faults(), 1, sample);
            int leadsBefore = sandbox().leads().size();
            Exchange exchange = send(sample);
            assertThat(sandbox().faults().pending()).as("%s", sample).isZero();
            boolean again = trouble.again().applies(sample.operation().idempotent()) && !succeedsDespite(trouble, sample);
            assertRequests(sample, again ? 2 : 1);
            if (again || succeedsDespite(trouble, sample)) {
                assertThat(exchange.getException()).as("%s", sample).isNull();
                assertAttempts(attempts(exchange), sample, again ? 2 : 1);
            } else {
                assertThat(exchange.getException()).as("%s", sample).isInstanceOf(HubSpotException.class);
                assertAttempts(attempts(exchange), sample, 1);
            }
            int made = sample.body() instanceof List<?> list ? list.size() : 1;
            assertThat(sandbox().leads().size() - leadsBefore).as("leads that %s made", sample).isLessThanOrEqualTo(made);
        }
    }

    /** A day's quota that is used up lasts longer than a test. */
    static Stream<Trouble> troublesOfAnAwait() {
        return troubles().filter(trouble -> !trouble.name().contains("DAILY"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troublesOfAnAwait")
    void anAwaitGoesOnWhereATroubleMayPassAndEndsWhereItMayNot(Trouble trouble) {
        String job = sandbox().imports().create(NAME);
        sandbox().imports().setState(job, "DONE");
        Sample await = sample(ImportsTable.of(ImportsOperation.await), "&importId=" + job + "&pollInterval=1&awaitTimeout=1m",
                null,
                "GET", IMPORTS + "/\\d+");
        int troubled = 2 * (MAX_RETRIES + 1) + 1;
        trouble.strike(sandbox().faults(), troubled, await);
        Exchange exchange = send(await);
        boolean mayPass = Set.of(HubSpotServerException.class, HubSpotRateLimitException.class,
                HubSpotTransportException.class)
                .contains(trouble.repeatable());
        if (mayPass) {
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeader(HubSpotConstants.STATE)).isEqualTo("DONE");
            assertThat(requests(await)).isEqualTo(troubled + 1);
        } else {
            assertThat(exchange.getException()).isExactlyInstanceOf(trouble.repeatable());
            assertThat(requests(await)).isEqualTo(1);
        }
    }
}
