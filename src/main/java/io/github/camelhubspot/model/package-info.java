/**
 * HubSpot's objects as records, for routes with {@code outputType=POJO}. Knows nothing else of this project.
 */
package io.github.camelhubspot.model;
