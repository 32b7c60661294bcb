/**
 * Stores the position of a consumer of changes: in a directory, a state repository or memory. Knows nothing of HubSpot: a
 * position is a text.
 */
package io.github.camelhubspot.internal.leads.position;
