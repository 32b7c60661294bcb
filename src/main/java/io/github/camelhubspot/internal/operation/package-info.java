/**
 * Operations as data, and what a call is made of: body, path, page and response type. Knows neither Camel nor how a call
 * is sent.
 */
package io.github.camelhubspot.internal.operation;
