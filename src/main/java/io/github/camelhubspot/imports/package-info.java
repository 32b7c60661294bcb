/**
 * The scheme {@code hubspot-import}: its component, endpoint, options, table of operations and consumer of state
 * changes. Knows neither HTTP nor JSON, and nothing of the scheme of leads.
 */
package io.github.camelhubspot.imports;
