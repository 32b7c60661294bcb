/**
 * Parameters of operations and their values, and how a raw value becomes a typed one. Knows no operation.
 */
package io.github.camelhubspot.internal.parameter;
