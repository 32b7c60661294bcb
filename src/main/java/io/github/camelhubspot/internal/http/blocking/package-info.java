/** The transport on camel-http's client: HTTP/1.1, one call per connection, on the thread of its caller. */
package io.github.camelhubspot.internal.http.blocking;
