/**
 * Reports of the rows that an import rejected. Independent of how errors are fetched.
 */
package io.github.camelhubspot.internal.importreport;
