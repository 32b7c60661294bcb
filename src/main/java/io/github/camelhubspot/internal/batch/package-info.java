/**
 * Batch operations on any number of inputs with one verdict each, and single calls that share batches. Independent of Camel and
 * of HTTP.
 */
package io.github.camelhubspot.internal.batch;
