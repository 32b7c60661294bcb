package io.github.camelhubspot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Tag;

/** {@code mvn -Pquick test} leaves out what is tagged {@code integration}: tests of the sandbox, a server or another JVM. */
@AnalyzeClasses(packages = "io.github.camelhubspot", importOptions = ImportOption.OnlyIncludeTests.class)
class TestTagsTest {

    private static final String BASE = "io.github.camelhubspot";
    private static final Set<String> SERVERS_AND_PROCESSES = Set.of(BASE + ".sandbox.HubSpotSandbox", "java.net.ServerSocket",
            "com.sun.net.httpserver.HttpServer", "java.lang.ProcessBuilder");

    @ArchTest
    static final ArchRule aTestIsTaggedIfAndOnlyIfItUsesAServerOrAnotherJvm = classes().that().haveSimpleNameEndingWith("Test")
            .and().doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
            .should(new ArchCondition<>("be tagged 'integration' if and only if they use a server or another JVM") {
                @Override
                public void check(JavaClass test, ConditionEvents events) {
                    Optional<String> used = serverOrProcess(test);
                    boolean tagged = Stream.of(test.reflect().getAnnotationsByType(Tag.class))
                            .anyMatch(tag -> tag.value().equals("integration"));
                    events.add(new SimpleConditionEvent(test, tagged == used.isPresent(), test.getName()
                            + (tagged ? " is tagged" : " is not tagged") + " and uses " + used.orElse("no server")));
                }
            });

    /** Follows what a test depends on through the other classes of the tests. */
    private static Optional<String> serverOrProcess(JavaClass test) {
        Set<JavaClass> seen = new HashSet<>();
        Deque<JavaClass> next = new ArrayDeque<>(Set.of(test));
        while (!next.isEmpty()) {
            JavaClass current = next.pop();
            if (SERVERS_AND_PROCESSES.contains(current.getName())) {
                return Optional.of(current.getName());
            }
            if (current.getPackageName().startsWith(BASE) && isTest(current) && seen.add(current)) {
                current.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass).forEach(next::push);
            }
        }
        return Optional.empty();
    }

    private static boolean isTest(JavaClass javaClass) {
        return javaClass.getSource().filter(source -> source.getUri().toString().contains("/test-classes/")).isPresent();
    }
}
