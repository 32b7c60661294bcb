/**
 * Reports of the rows that an import rejected. Knows nothing of how errors are fetched.
 */
package io.github.camelhubspot.internal.importreport;
