/** The transport on the JDK's HTTP client: HTTP/2 where the server offers it, without a thread per call. */
package io.github.camelhubspot.internal.http.jdk;
