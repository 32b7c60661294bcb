/**
 * When a call may be sent, and whether it is sent again: rate limits, retries and the circuit breaker. Knows neither
 * HTTP nor HubSpot.
 */
package io.github.camelhubspot.internal.resilience;
