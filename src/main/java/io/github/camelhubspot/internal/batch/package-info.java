/**
 * Inputs of any number: split into batches, sent, and matched with one verdict each; single calls that share a batch.
 * Knows neither Camel nor HTTP.
 */
package io.github.camelhubspot.internal.batch;
