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
 * Gives tests a {@link HubSpotSandbox}, reset before each test.
 *
 * <p>As a static field it lives as long as its test class, as an instance field as long as one test; the latter suits
 * tests of one class that run in parallel. Parameters of type {@link HubSpotSandbox} are injected.
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

    /** A sandbox with defaults. */
    public HubSpotSandboxExtension() {
        this(builder -> builder);
    }

    /** A sandbox with settings of the test's choice. */
    public HubSpotSandboxExtension(UnaryOperator<HubSpotSandbox.Builder> customizer) {
        this.customizer = customizer;
    }

    /** The sandbox; fails before JUnit has called the extension. */
    public synchronized HubSpotSandbox sandbox() {
        if (sandbox == null) {
            throw new IllegalStateException("the sandbox is started by JUnit: register this extension with @RegisterExtension");
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

    /** Nested classes share what an outer one has started. */
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
