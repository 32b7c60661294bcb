/**
 * Import requests and files, and their checks before an upload. Independent of responses.
 */
package io.github.camelhubspot.internal.importfile;
