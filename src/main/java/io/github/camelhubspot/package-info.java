/**
 * The names that users write: configuration, constants, enumerations and exceptions. Knows nothing else of this project.
 */
package io.github.camelhubspot;
