/** The non-blocking transport, based on the JDK's HTTP client: HTTP/2 where the server offers it, no thread per call. */
package io.github.camelhubspot.internal.http.jdk;
