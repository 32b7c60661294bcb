/**
 * HTTP requests and responses, and the code that all transports share: time-outs, forms, redirects and masking of secrets. It
 * does not depend on HubSpot's API.
 */
package io.github.camelhubspot.internal.http;
