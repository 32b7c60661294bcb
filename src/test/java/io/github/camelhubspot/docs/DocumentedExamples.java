package io.github.camelhubspot.docs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.camel.builder.RouteBuilder;

/**
 * Examples of the pages. For the example {@code create-lead}, the method {@code createLead()} contains the routes that the page
 * shows in Java, and {@code createLead(Stage)} is the scenario that drives the example in each language. An instance stands for
 * one example.
 */
abstract class DocumentedExamples extends RouteBuilder {

    private static final List<Supplier<DocumentedExamples>> GROUPS = List.of(SetupExamples::new, LeadExamples::new,
            BulkExamples::new, ChangesExamples::new, ImportExamples::new, WatchExamples::new);

    private Method scenario;

    /** Returns all examples by name. */
    static Map<String, DocumentedExamples> all() {
        Map<String, DocumentedExamples> all = new HashMap<>();
        for (Supplier<DocumentedExamples> group : GROUPS) {
            for (Method method : group.get().getClass().getDeclaredMethods()) {
                if (isScenario(method)) {
                    DocumentedExamples example = group.get();
                    example.scenario = method;
                    all.put(name(method.getName()), example);
                }
            }
        }
        return all;
    }

    /** Excludes lambdas, which are synthetic, and helpers, which are static. */
    private static boolean isScenario(Method method) {
        return !method.isSynthetic() && !Modifier.isStatic(method.getModifiers())
                && Arrays.equals(method.getParameterTypes(), new Class<?>[] { Stage.class });
    }

    /** Returns the name of the example that a method belongs to. */
    static String name(String method) {
        return method.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    @Override
    public void configure() throws Exception {
        invoke(getClass().getDeclaredMethod(scenario.getName()));
    }

    /** Drives the example and asserts its effects. */
    void play(Stage stage) throws Exception {
        invoke(scenario, stage);
    }

    private void invoke(Method method, Object... arguments) throws Exception {
        try {
            method.invoke(this, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw (Error) e.getCause();
        }
    }
}
