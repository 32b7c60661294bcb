package io.github.camelhubspot.internal.imports.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.internal.imports.state.ImportLookup;
import io.github.camelhubspot.internal.imports.state.ObservedImport;
import io.github.camelhubspot.internal.support.Cancellation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the imports that a consumer watches: all, or a single one until it is in a final state or deleted.
 *
 * <p>Not thread-safe: the consumer polls on one thread at a time. Only {@link #close} may run on another thread.
 */
public final class WatchPoller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchPoller.class);

    private final ImportLookup lookup;
    private final String importId;
    private final ImportLookup.Registration registration;
    private final Cancellation cancellation;
    private ObservedImport last;
    private Long lastListAt;
    private int absences;
    private boolean finished;

    /**
     * @param importId     {@code null} for all imports
     * @param cancellation ends the wait for responses when the consumer stops
     */
    public WatchPoller(ImportLookup lookup, String importId, Cancellation cancellation) {
        this.cancellation = cancellation;
        this.lookup = lookup;
        this.importId = importId;
        this.registration = importId == null ? null : lookup.register(importId);
    }

    /**
     * Returns the imports as they are now. A list that an earlier poll returned is not returned again.
     *
     * @param maxAge    maximum age of a list that another consumer has read
     * @param isHandled tells whether the last state of an import was delivered or skipped
     */
    public Collection<ObservedImport> poll(Duration maxAge, Predicate<String> isHandled) {
        if (importId == null) {
            return list(maxAge).values();
        }
        if (last != null && last.isFinal() && isHandled.test(importId)) {
            finish();
        }
        ObservedImport found = finished ? null : find(maxAge);
        if (found == null) {
            return List.of();
        }
        last = found;
        return List.of(found);
    }

    @Override
    public void close() {
        if (registration != null) {
            registration.close();
        }
    }

    private ObservedImport find(Duration maxAge) {
        try {
            if (!lookup.prefersList()) {
                return cancellation.join(lookup.get(importId));
            }
            ObservedImport listed = list(maxAge).get(importId);
            if (listed != null) {
                absences = 0;
                return listed;
            }
            // an import that the list lacks is read by its id at the absences 1, 2, 4, 8 and so on: it neither costs a call per
            // poll nor is it lost if it still exists
            return Integer.bitCount(++absences) == 1 ? cancellation.join(lookup.get(importId)) : null;
        } catch (HubSpotNotFoundException e) {
            if (last == null) {
                throw e;
            }
            LOG.warn("Import {}, last seen in state {}, no longer exists at HubSpot and is not watched any more", importId,
                    last.state());
            finish();
            return null;
        }
    }

    private Map<String, ObservedImport> list(Duration maxAge) {
        ImportLookup.Snapshot snapshot = cancellation.join(lookup.list(maxAge, lastListAt));
        lastListAt = snapshot.takenAt();
        return snapshot.imports();
    }

    private void finish() {
        finished = true;
        registration.close();
    }
}
