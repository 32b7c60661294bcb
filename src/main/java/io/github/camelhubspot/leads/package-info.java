/**
 * The scheme {@code hubspot-leads}: its component, endpoint, options, operations and consumer of changes. Knows neither
 * HTTP nor JSON, and nothing of imports.
 */
package io.github.camelhubspot.leads;
