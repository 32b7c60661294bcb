/**
 * Requests, responses and what every transport shares: time-outs, forms, redirects and masked secrets. Knows nothing of HubSpot.
 */
package io.github.camelhubspot.internal.http;
