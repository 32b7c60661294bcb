/**
 * The leads that have changed since a position. Independent of exchanges, and of where a position is stored.
 */
package io.github.camelhubspot.internal.changes;
