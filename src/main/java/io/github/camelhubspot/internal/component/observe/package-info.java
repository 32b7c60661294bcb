/**
 * Makes accounts and consumers of changes visible to operators: log, meters, JMX and health checks. Knows neither endpoints nor
 * messages.
 */
package io.github.camelhubspot.internal.component.observe;
