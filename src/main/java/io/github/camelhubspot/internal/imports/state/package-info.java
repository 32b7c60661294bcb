/**
 * Reads the imports of an account, shared by all routes that watch or await them. Independent of exchanges.
 */
package io.github.camelhubspot.internal.imports.state;
