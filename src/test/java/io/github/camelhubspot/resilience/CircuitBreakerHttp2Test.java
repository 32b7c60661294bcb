package io.github.camelhubspot.resilience;

import io.github.camelhubspot.HttpVersion;

/** The circuit breaker over HTTP/2. */
class CircuitBreakerHttp2Test extends CircuitBreakerTest {

    @Override
    protected HttpVersion httpVersion() {
        return HttpVersion.HTTP_2;
    }
}
