/**
 * What operators see of an account: log, meters, JMX and health. Knows neither endpoints nor messages.
 */
package io.github.camelhubspot.internal.component.observe;
