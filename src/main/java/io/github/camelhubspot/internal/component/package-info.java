/**
 * Camel's side of both schemes: producer, base of the endpoints and consumers, headers, converters. Knows no single
 * operation.
 */
package io.github.camelhubspot.internal.component;
