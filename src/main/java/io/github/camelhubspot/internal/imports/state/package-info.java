/**
 * What is known of the imports of an account, shared by all that watch or await them. Knows nothing of exchanges.
 */
package io.github.camelhubspot.internal.imports.state;
