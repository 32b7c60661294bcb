/**
 * Configuration, header constants, enumerations and exceptions for users. Knows nothing else of this project.
 */
package io.github.camelhubspot;
