/**
 * Import requests and files, and what is checked before an upload. Knows nothing of responses.
 */
package io.github.camelhubspot.internal.importfile;
