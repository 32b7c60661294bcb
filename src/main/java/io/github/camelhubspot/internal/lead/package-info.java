/**
 * Bodies of requests about leads, made from what a message brings. Knows neither responses nor how a call is sent.
 */
package io.github.camelhubspot.internal.lead;
