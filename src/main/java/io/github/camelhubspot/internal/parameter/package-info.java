/**
 * The parameters of operations, how their values are read, and the values that are more than a text or number. Knows no
 * operation.
 */
package io.github.camelhubspot.internal.parameter;
