package io.github.camelhubspot.internal.leads.position;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The positions that consumers of an account use. Two consumers with one position would each skip the changes that the other one
 * has delivered.
 *
 * <p>Thread-safe: {@code lock} guards the holders.
 */
public final class PositionsInUse {

    private record Key(Object place, String name) {
    }

    private final Map<Key, StoredPosition> holders = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Reserves a position for one consumer.
     *
     * @param  place                 where the position is stored; equal for all objects of the same place
     * @return                       {@code false} if a stopped consumer still holds it because an exchange is in flight
     * @throws IllegalStateException if another consumer uses the position
     */
    boolean take(Object place, String name, StoredPosition holder) {
        lock.lock();
        try {
            StoredPosition other = holders.putIfAbsent(new Key(place, name), holder);
            if (other == null || other == holder) {
                return true;
            }
            if (other.isAbandoned()) {
                return false;
            }
            throw new IllegalStateException("Position " + name + " in " + holder.repository()
                    + " is in use by another consumer: give each consumer its own positionName");
        } finally {
            lock.unlock();
        }
    }

    void free(Object place, String name, StoredPosition holder) {
        lock.lock();
        try {
            holders.remove(new Key(place, name), holder);
        } finally {
            lock.unlock();
        }
    }
}
