package io.github.camelhubspot.client.resilience;

import java.time.Duration;

/** Is told what happens to calls. */
public interface CallListener {

    /**
     * A request was sent, or failed to be.
     *
     * @param operation the operation as a URI names it
     * @param status    of the answer; 0 if there was none
     * @param took      from the request to the end of the answer
     */
    void tried(String operation, int status, Duration took);

    /**
     * A call will be tried again.
     *
     * @param tries how often it was tried so far
     * @param wait  until the next try
     */
    void retrying(String operation, int status, int tries, Duration wait);

    /** A call got its turn under the rate limits. */
    void waited(String operation, RateLane lane, Duration time);
}
