/** The blocking transport, based on camel-http's client: HTTP/1.1, one call at a time per connection, on the caller's thread. */
package io.github.camelhubspot.internal.http.blocking;
