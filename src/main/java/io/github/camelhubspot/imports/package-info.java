/**
 * The scheme {@code hubspot-import}: component, endpoint, options, table of operations and the consumer of state transitions.
 * Independent of HTTP, JSON and the scheme {@code hubspot-leads}.
 */
package io.github.camelhubspot.imports;
