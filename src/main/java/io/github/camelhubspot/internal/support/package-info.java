/**
 * Helpers for texts, time spans, numbers and futures. Knows nothing of HubSpot.
 */
package io.github.camelhubspot.internal.support;
