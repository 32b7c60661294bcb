package io.github.camelhubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;

/** {@code mvn -Pquick test} leaves out what is tagged {@code integration}: tests of the sandbox, a server or another JVM. */
class TestTagsTest {

    private static final Set<String> SERVERS_AND_PROCESSES = Set.of("io.github.camelhubspot.sandbox.HubSpotSandbox",
            "java.net.ServerSocket", "com.sun.net.httpserver.HttpServer", "java.lang.ProcessBuilder");

    @Test
    void aTestIsTaggedIfAndOnlyIfItUsesAServerOrAnotherJvm() {
        JavaClasses classes = testClasses();
        Set<String> missing = new TreeSet<>();
        Set<String> needless = new TreeSet<>();
        classes.stream().filter(type -> type.getSimpleName().endsWith("Test") && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .forEach(test -> {
                    Optional<String> used = serverOrProcess(test, classes);
                    boolean tagged = AnnotationSupport.findRepeatableAnnotations(test.reflect(), Tag.class).stream()
                            .anyMatch(tag -> tag.value().equals("integration"));
                    if (used.isPresent() && !tagged) {
                        missing.add(test.getName() + " uses " + used.get());
                    } else if (tagged && used.isEmpty()) {
                        needless.add(test.getName());
                    }
                });
        assertThat(missing).as("without the tag").isEmpty();
        assertThat(needless).as("with the tag, but without a server").isEmpty();
    }

    /** Libraries are not resolved, which would take several times as long. */
    private static JavaClasses testClasses() {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            JavaClasses classes = new ClassFileImporter().importPath(Path.of("target", "test-classes"));
            assertThat(classes.contain(TestTagsTest.class)).isTrue();
            return classes;
        });
    }

    /** Follows what a test depends on through the other classes of the tests. */
    private static Optional<String> serverOrProcess(JavaClass test, JavaClasses testClasses) {
        Set<JavaClass> seen = new HashSet<>();
        Deque<JavaClass> next = new ArrayDeque<>(Set.of(test));
        while (!next.isEmpty()) {
            JavaClass current = next.pop();
            if (SERVERS_AND_PROCESSES.contains(current.getName())) {
                return Optional.of(current.getName());
            }
            if (testClasses.contain(current.getName()) && seen.add(current)) {
                current.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass).forEach(next::push);
            }
        }
        return Optional.empty();
    }
}
