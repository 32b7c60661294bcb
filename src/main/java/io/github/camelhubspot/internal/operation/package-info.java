/**
 * Operations as data, and the parts of a call: body, path, page and response type. Knows neither Camel nor how a call is sent.
 */
package io.github.camelhubspot.internal.operation;
