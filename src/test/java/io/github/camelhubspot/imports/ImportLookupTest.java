package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.HubSpotServerException;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.imports.state.ImportLookup;
import io.github.camelhubspot.internal.support.Futures;
import io.github.camelhubspot.sandbox.SandboxImport;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The number of calls that reading imports takes. */
class ImportLookupTest extends HubSpotTestSupport {

    private static final Duration NOW = Duration.ZERO;
    private static final Duration LONG = Duration.ofHours(1);

    private HubSpotClient client() {
        return context.getEndpoint("hubspot-import:list", HubSpotImportEndpoint.class).client();
    }

    private int calls() {
        return sandbox().requests().count();
    }

    @Test
    void aSingleRegisteredImportIsReadByItsId() {
        String id = sandbox().imports().create("A");
        ImportLookup lookup = lookup(Runnable::run);
        lookup.register(id);
        assertThat(Futures.join(lookup.find(id, NOW)).id()).isEqualTo(id);
        assertThat(sandbox().requests().last().path()).endsWith("/imports/" + id);
    }

    @Test
    void severalRegisteredImportsAreReadFromOneListUntilItIsTooOld() {
        ImportLookup lookup = lookup(Runnable::run);
        for (int i = 0; i < 3; i++) {
            String id = sandbox().imports().create("import " + i);
            lookup.register(id);
        }
        sandbox().requests().clear();
        for (SandboxImport known : sandbox().imports().all()) {
            assertThat(Futures.join(lookup.find(known.id(), LONG)).id()).isEqualTo(known.id());
        }
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void aMaximumAgeOfZeroReadsTheListAgainOnAnyThread() {
        ImportLookup lookup = lookup(Runnable::run);
        for (int i = 1; i <= 3; i++) {
            Futures.join(lookup.list(NOW, null));
            assertThat(calls()).isEqualTo(i);
        }
    }

    @Test
    void callersShareAListThatIsBeingRead() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        ImportLookup lookup = lookup(tasks::add);
        CompletableFuture<?> first = lookup.list(NOW, null);
        CompletableFuture<?> second = lookup.list(NOW, null);
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        lookup.list(NOW, null);
        assertThat(tasks).as("the next call reads the list again").hasSize(1);
    }

    @Test
    void anImportThatTheListLacksIsReadByItsId() {
        ImportLookup lookup = lookup(Runnable::run);
        String id = sandbox().imports().create("A");
        lookup.register(id);
        lookup.register("1");
        assertThat(lookup.find("1", NOW)).failsWithin(Duration.ofSeconds(60)).withThrowableThat()
                .havingCause().isInstanceOf(HubSpotNotFoundException.class);
    }

    @Test
    void aFailureIsNotCached() {
        ImportLookup lookup = lookup(Runnable::run);
        sandbox().faults().next(1).status(503);
        assertThat(lookup.list(LONG, null)).failsWithin(Duration.ofSeconds(60)).withThrowableThat()
                .havingCause().isInstanceOf(HubSpotServerException.class);
        assertThat(lookup.list(LONG, null).thenApply(ImportLookup.Snapshot::imports)).succeedsWithin(Duration.ofSeconds(60))
                .asInstanceOf(InstanceOfAssertFactories.MAP).isEmpty();
    }

    @Test
    void aCallerThatHasSeenAListGetsANewOneThatAllOthersShare() {
        ImportLookup lookup = lookup(Runnable::run);
        ImportLookup.Snapshot first = Futures.join(lookup.list(LONG, null));
        ImportLookup.Snapshot second = Futures.join(lookup.list(LONG, first.takenAt()));
        assertThat(calls()).isEqualTo(2);
        assertThat(second.takenAt()).isGreaterThan(first.takenAt());
        assertThat(Futures.join(lookup.list(LONG, first.takenAt()))).isSameAs(second);
        assertThat(Futures.join(lookup.list(LONG, null))).isSameAs(second);
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void aRegistrationEndsWhenItIsClosed() {
        ImportLookup lookup = lookup(Runnable::run);
        String id = sandbox().imports().create("A");
        lookup.register(id);
        ImportLookup.Registration other = lookup.register("1");
        other.close();
        other.close();
        Futures.join(lookup.find(id, NOW));
        assertThat(sandbox().requests().last().path()).endsWith("/imports/" + id);
    }

    private ImportLookup lookup(Executor executor) {
        return new ImportLookup(client(), ImportsOperation.get.operation(), ImportsOperation.list.operation(), executor);
    }
}
