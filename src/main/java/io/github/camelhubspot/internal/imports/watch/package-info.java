/**
 * Which state transitions of imports a watch delivers, and which it has delivered. Independent of exchanges.
 */
package io.github.camelhubspot.internal.imports.watch;
