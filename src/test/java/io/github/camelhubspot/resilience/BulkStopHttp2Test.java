package io.github.camelhubspot.resilience;

import io.github.camelhubspot.HttpVersion;

/** {@link BulkStopTest} over HTTP/2, where a stop closes the connection that the batches share. */
class BulkStopHttp2Test extends BulkStopTest {

    @Override
    protected HttpVersion httpVersion() {
        return HttpVersion.HTTP_2;
    }
}
