package io.github.camelhubspot.internal.imports.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.internal.imports.state.ImportLookup;
import io.github.camelhubspot.internal.imports.state.ObservedImport;
import io.github.camelhubspot.internal.support.Cancellation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a consumer sees of HubSpot: all imports, or one until there is nothing more to see of it. Used by one thread at a time. */
public final class WatchView implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchView.class);

    private final ImportLookup lookup;
    private final String importId;
    private final ImportLookup.Interest interest;
    private final Cancellation cancellation;
    private ObservedImport last;
    private Long seenAt;
    private int absences;
    private boolean over;

    /**
     * @param importId     {@code null} for all imports
     * @param cancellation ends the wait for answers of HubSpot
     */
    public WatchView(ImportLookup lookup, String importId, Cancellation cancellation) {
        this.cancellation = cancellation;
        this.lookup = lookup;
        this.importId = importId;
        this.interest = importId == null ? null : lookup.interestIn(importId);
    }

    /**
     * Returns the imports as they are now. A list that an earlier call has returned is not returned again.
     *
     * @param maxAge  how old a list may be that another consumer has read
     * @param settled whether the state last seen has been dealt with
     */
    public Collection<ObservedImport> look(Duration maxAge, boolean settled) {
        if (importId == null) {
            return list(maxAge).values();
        }
        if (!over && last != null && last.isFinal() && settled) {
            end();
        }
        if (over) {
            return List.of();
        }
        ObservedImport found = find(maxAge);
        if (found == null) {
            return List.of();
        }
        last = found;
        return List.of(found);
    }

    @Override
    public void close() {
        if (interest != null) {
            interest.close();
        }
    }

    private ObservedImport find(Duration maxAge) {
        try {
            if (!lookup.several()) {
                return cancellation.join(lookup.one(importId));
            }
            ObservedImport listed = list(maxAge).get(importId);
            if (listed != null) {
                absences = 0;
                return listed;
            }
            // asked for when it vanishes; should it be there all the same, ever more rarely from then on, so that imports
            // that the list lacks neither cost a call per poll nor are forgotten
            return Integer.bitCount(++absences) == 1 ? cancellation.join(lookup.one(importId)) : null;
        } catch (HubSpotNotFoundException e) {
            if (last == null) {
                throw e;
            }
            LOG.warn("Import {}, last seen in state {}, is no longer at HubSpot and not watched any more", importId,
                    last.state());
            end();
            return null;
        }
    }

    private Map<String, ObservedImport> list(Duration maxAge) {
        ImportLookup.Snapshot snapshot = cancellation.join(lookup.all(maxAge, seenAt));
        seenAt = snapshot.takenAt();
        return snapshot.imports();
    }

    private void end() {
        over = true;
        interest.close();
    }
}
