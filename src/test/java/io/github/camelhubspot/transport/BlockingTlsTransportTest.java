package io.github.camelhubspot.transport;

/** The client of camel-http over TLS. */
class BlockingTlsTransportTest extends BlockingTransportTest {

    @Override
    String scheme() {
        return "https";
    }
}
