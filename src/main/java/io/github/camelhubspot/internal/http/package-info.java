/**
 * Transports: one request to one response, with time-outs, TLS, proxies and masked secrets. Knows nothing of HubSpot.
 */
package io.github.camelhubspot.internal.http;
