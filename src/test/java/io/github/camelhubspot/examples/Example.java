package io.github.camelhubspot.examples;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The example file that a test runs. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Example {

    /** Name of the file in the folder of the examples. */
    String value();
}
