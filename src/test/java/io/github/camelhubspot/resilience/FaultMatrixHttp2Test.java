package io.github.camelhubspot.resilience;

import io.github.camelhubspot.HttpVersion;

/** Every operation with every fault over HTTP/2. */
class FaultMatrixHttp2Test extends FaultMatrixTest {

    @Override
    protected HttpVersion httpVersion() {
        return HttpVersion.HTTP_2;
    }

    @Override
    protected boolean losesAttempts() {
        return true;
    }
}
