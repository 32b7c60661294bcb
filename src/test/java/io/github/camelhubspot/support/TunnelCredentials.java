package io.github.camelhubspot.support;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets the JDK's HTTP client send a user name and password to a proxy for a tunnel, as a user's start script would. The JDK reads
 * the property once, so it is set before the first test.
 */
public final class TunnelCredentials implements LauncherSessionListener {

    /** Name of the property with the authentication schemes that Java does not use for a tunnel; "Basic" by default. */
    public static final String DISABLED = "jdk.http.auth.tunneling.disabledSchemes";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        System.setProperty(DISABLED, "");
    }
}
