/**
 * Which state changes of imports a watch delivers, and which it has delivered. Knows nothing of exchanges.
 */
package io.github.camelhubspot.internal.imports.watch;
