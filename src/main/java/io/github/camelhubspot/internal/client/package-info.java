/**
 * Calls operations, from their arguments to a response or exception, and iterates over pages. Knows neither Camel nor any
 * single operation.
 */
package io.github.camelhubspot.internal.client;
