/**
 * The Camel side of both schemes: producer, base classes of components, endpoints and consumers, headers and converters. Knows no
 * single operation.
 */
package io.github.camelhubspot.internal.component;
