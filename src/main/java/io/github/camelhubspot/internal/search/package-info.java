/**
 * Searches: their bodies, what HubSpot accepts, and how to read beyond its limit of 10,000 results. Knows nothing of how
 * a call is sent.
 */
package io.github.camelhubspot.internal.search;
