/**
 * Rate limits, retries and the circuit breaker: when a call may be sent, and whether it is sent again. Independent of HTTP.
 */
package io.github.camelhubspot.internal.resilience;
