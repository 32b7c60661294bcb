/**
 * Searches: their bodies, HubSpot's rules for them, and walks beyond its limit of 10,000 results. Independent of how calls are
 * sent.
 */
package io.github.camelhubspot.internal.search;
