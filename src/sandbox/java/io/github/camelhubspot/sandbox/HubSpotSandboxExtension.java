/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.function.UnaryOperator;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit extension that starts a {@link HubSpotSandbox} and resets it before each test.
 *
 * <p>In a static field, one sandbox serves all tests of the class. In an instance field, each test gets its own sandbox, which
 * suits tests of one class that run in parallel. Parameters of type {@link HubSpotSandbox} are injected.
 *
 * <pre>{@code
 * @RegisterExtension
 * static HubSpotSandboxExtension hubspot = new HubSpotSandboxExtension();
 * }</pre>
 */
public final class HubSpotSandboxExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private final UnaryOperator<HubSpotSandbox.Builder> customizer;
    private HubSpotSandbox sandbox;
    private String startedBy;

    /** Creates an extension for a sandbox with default settings. */
    public HubSpotSandboxExtension() {
        this(builder -> builder);
    }

    /** Creates an extension for a sandbox with the settings that the customizer makes. */
    public HubSpotSandboxExtension(UnaryOperator<HubSpotSandbox.Builder> customizer) {
        this.customizer = customizer;
    }

    /**
     * Returns the sandbox.
     *
     * @throws IllegalStateException if JUnit has not started it yet
     */
    public synchronized HubSpotSandbox sandbox() {
        if (sandbox == null) {
            throw new IllegalStateException("the sandbox has not been started: register this extension with @RegisterExtension");
        }
        return sandbox;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        startIfNeeded(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        startIfNeeded(context);
        sandbox().reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stopIfStartedBy(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stopIfStartedBy(context);
    }

    /** Nested test classes share the sandbox that an outer class has started. */
    private synchronized void startIfNeeded(ExtensionContext context) {
        if (sandbox == null) {
            sandbox = customizer.apply(HubSpotSandbox.builder()).start();
            startedBy = context.getUniqueId();
        }
    }

    private synchronized void stopIfStartedBy(ExtensionContext context) {
        if (sandbox != null && context.getUniqueId().equals(startedBy)) {
            sandbox.close();
            sandbox = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == HubSpotSandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        startIfNeeded(context);
        return sandbox();
    }
}
