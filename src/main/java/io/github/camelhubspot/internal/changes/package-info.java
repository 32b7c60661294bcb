/**
 * Which leads have changed since a position. Knows nothing of exchanges or of where a position is kept.
 */
package io.github.camelhubspot.internal.changes;
