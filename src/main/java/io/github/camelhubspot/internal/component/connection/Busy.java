package io.github.camelhubspot.internal.component.connection;

/** An object that endpoints of an account share and that must not be closed while exchanges wait for it. */
public interface Busy {

    /** Returns whether an exchange waits for it. */
    boolean isBusy();
}
