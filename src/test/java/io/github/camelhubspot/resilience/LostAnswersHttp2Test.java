package io.github.camelhubspot.resilience;

import io.github.camelhubspot.HttpVersion;

/** Lost responses over HTTP/2: a connection reset loses the responses of all calls on the connection. */
class LostAnswersHttp2Test extends LostAnswersTest {

    @Override
    protected HttpVersion httpVersion() {
        return HttpVersion.HTTP_2;
    }

    @Override
    protected boolean losesOthers() {
        return true;
    }
}
