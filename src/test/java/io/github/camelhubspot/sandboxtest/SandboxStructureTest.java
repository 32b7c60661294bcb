/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandboxtest;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.camelhubspot.sandbox.SandboxTime;
import org.junit.jupiter.api.Test;

/** The packages of the sandbox. */
class SandboxStructureTest {

    private static final String SANDBOX = "io.github.camelhubspot.sandbox";

    private final JavaClasses classes = classes();

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.github.camelhubspot.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void dependsOnNoClassOfTheComponent() {
        assertThat(classes.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType().getPackageName())
                .filter(name -> name.startsWith("io.github.camelhubspot"))).isNotEmpty()
                .allMatch(name -> (name + '.').startsWith(SANDBOX + '.'));
    }

    @Test
    void publicMethodsShowNoInternalType() {
        assertThat(classes.that(resideInAnyPackage(SANDBOX)).stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)).flatMap(type -> type.getCodeUnits().stream()).filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(unit -> Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())))
                .isNotEmpty().noneMatch(type -> type.getPackageName().startsWith(SANDBOX + ".internal"));
    }

    @Test
    void sharesNoClassNameWithTheComponent() throws IOException {
        assertThat(names(Path.of("src/sandbox/java"))).isNotEmpty().doesNotContainAnyElementsOf(names(Path.of("src/main/java")));
    }

    /** Libraries are not resolved, which would take several times as long. */
    private static JavaClasses classes() {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter().importUrl(SandboxTime.class.getResource("."));
        });
    }

    private static Set<String> names(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.equals("package-info.java")).collect(Collectors.toSet());
        }
    }
}
