/**
 * Clients, credentials, threads and rate limits that the endpoints of an account share. Knows no operation and no message.
 */
package io.github.camelhubspot.internal.component.connection;
