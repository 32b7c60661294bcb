/**
 * Reads responses and errors, and decides which exception an error becomes. Knows nothing of retries.
 */
package io.github.camelhubspot.internal.response;
