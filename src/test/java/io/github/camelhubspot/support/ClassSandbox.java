package io.github.camelhubspot.support;

import java.util.function.UnaryOperator;

import io.github.camelhubspot.sandbox.HubSpotSandbox;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One sandbox per test class, in JUnit's store of the class, because a server per test would cost more than the test. */
public final class ClassSandbox implements BeforeEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(ClassSandbox.class);

    private final UnaryOperator<HubSpotSandbox.Builder> customizer;
    private HubSpotSandbox sandbox;

    ClassSandbox(UnaryOperator<HubSpotSandbox.Builder> customizer) {
        this.customizer = customizer;
    }

    HubSpotSandbox sandbox() {
        return sandbox;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ExtensionContext owner = context;
        while (owner.getTestMethod().isPresent()) {
            owner = owner.getParent().orElseThrow();
        }
        // JUnit closes it with its store, after the last test of the class
        sandbox = owner.getStore(NAMESPACE).getOrComputeIfAbsent(context.getRequiredTestClass(),
                type -> customizer.apply(HubSpotSandbox.builder()).start(), HubSpotSandbox.class);
        sandbox.reset();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == HubSpotSandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return sandbox;
    }
}
