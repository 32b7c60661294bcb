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

/** How few calls it takes to look at imports for all who want to know. */
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
    void oneImportOfInterestIsAskedForByItsId() {
        String id = sandbox().imports().create("A");
        ImportLookup lookup = lookup(Runnable::run);
        lookup.interestIn(id);
        assertThat(Futures.join(lookup.find(id, NOW)).id()).isEqualTo(id);
        assertThat(sandbox().requests().last().path()).endsWith("/imports/" + id);
    }

    @Test
    void severalImportsOfInterestAreReadOffOneListForAWhile() {
        ImportLookup lookup = lookup(Runnable::run);
        for (int i = 0; i < 3; i++) {
            String id = sandbox().imports().create("import " + i);
            lookup.interestIn(id);
        }
        sandbox().requests().clear();
        for (SandboxImport known : sandbox().imports().all()) {
            assertThat(Futures.join(lookup.find(known.id(), LONG)).id()).isEqualTo(known.id());
        }
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void everyLookWithoutPatienceReadsTheListAnewOnWhicheverThreadItRuns() {
        ImportLookup lookup = lookup(Runnable::run);
        for (int i = 1; i <= 3; i++) {
            Futures.join(lookup.all(NOW, null));
            assertThat(calls()).isEqualTo(i);
        }
    }

    @Test
    void whoAsksWhileTheListIsReadSharesIt() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        ImportLookup lookup = lookup(tasks::add);
        CompletableFuture<?> first = lookup.all(NOW, null);
        CompletableFuture<?> second = lookup.all(NOW, null);
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        lookup.all(NOW, null);
        assertThat(tasks).as("the next look reads anew").hasSize(1);
    }

    @Test
    void anImportThatTheListDoesNotHaveIsAskedForByItsId() {
        ImportLookup lookup = lookup(Runnable::run);
        String id = sandbox().imports().create("A");
        lookup.interestIn(id);
        lookup.interestIn("1");
        assertThat(lookup.find("1", NOW)).failsWithin(Duration.ofSeconds(60)).withThrowableThat()
                .havingCause().isInstanceOf(HubSpotNotFoundException.class);
    }

    @Test
    void aFailureIsNotKept() {
        ImportLookup lookup = lookup(Runnable::run);
        sandbox().faults().next(1).status(503);
        assertThat(lookup.all(LONG, null)).failsWithin(Duration.ofSeconds(60)).withThrowableThat()
                .havingCause().isInstanceOf(HubSpotServerException.class);
        assertThat(lookup.all(LONG, null).thenApply(ImportLookup.Snapshot::imports)).succeedsWithin(Duration.ofSeconds(60))
                .asInstanceOf(InstanceOfAssertFactories.MAP).isEmpty();
    }

    @Test
    void aCallerThatHasSeenAListGetsANewOneThatAllOthersShare() {
        ImportLookup lookup = lookup(Runnable::run);
        ImportLookup.Snapshot first = Futures.join(lookup.all(LONG, null));
        ImportLookup.Snapshot second = Futures.join(lookup.all(LONG, first.takenAt()));
        assertThat(calls()).isEqualTo(2);
        assertThat(second.takenAt()).isGreaterThan(first.takenAt());
        assertThat(Futures.join(lookup.all(LONG, first.takenAt()))).isSameAs(second);
        assertThat(Futures.join(lookup.all(LONG, null))).isSameAs(second);
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void interestEndsWhenItIsClosed() {
        ImportLookup lookup = lookup(Runnable::run);
        String id = sandbox().imports().create("A");
        lookup.interestIn(id);
        ImportLookup.Interest other = lookup.interestIn("1");
        other.close();
        other.close();
        Futures.join(lookup.find(id, NOW));
        assertThat(sandbox().requests().last().path()).endsWith("/imports/" + id);
    }

    private ImportLookup lookup(Executor executor) {
        return new ImportLookup(client(), ImportsOperation.get.operation(), ImportsOperation.list.operation(), executor);
    }
}
