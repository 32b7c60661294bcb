package io.github.camelhubspot.internal.component.connection;

/** What endpoints of an account share and must not be taken from exchanges that still wait for it. */
public interface Busy {

    /** Whether something waits for it. */
    boolean isBusy();
}
