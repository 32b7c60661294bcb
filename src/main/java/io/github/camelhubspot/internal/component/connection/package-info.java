/**
 * What the endpoints of an account share: client, credentials, threads and limits, from the first use to the last. Knows
 * no operation and no message.
 */
package io.github.camelhubspot.internal.component.connection;
