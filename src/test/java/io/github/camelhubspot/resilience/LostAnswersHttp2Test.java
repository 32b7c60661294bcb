package io.github.camelhubspot.resilience;

import io.github.camelhubspot.HttpVersion;

/** Lost answers, over HTTP/2: a connection that is reset loses those of all calls on it. */
class LostAnswersHttp2Test extends LostAnswersTest {

    @Override
    protected HttpVersion httpVersion() {
        return HttpVersion.HTTP_2;
    }

    @Override
    protected boolean losesNeighbours() {
        return true;
    }
}
