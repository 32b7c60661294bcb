/**
 * One call of an operation, from its arguments to its response or exception, page by page if there are several. Knows
 * neither Camel nor any single operation.
 */
package io.github.camelhubspot.internal.client;
