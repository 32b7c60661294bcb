/**
 * Builds the bodies of requests about leads from messages. Independent of responses and of how calls are sent.
 */
package io.github.camelhubspot.internal.lead;
