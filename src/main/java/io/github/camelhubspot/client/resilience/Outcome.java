package io.github.camelhubspot.client.resilience;

/**
 * How one try of a call ended.
 *
 * @param <T>     what an answer is read as
 * @param answer  {@code null} if there was none
 * @param status  of the answer; 0 if there was none
 * @param signal  what the answer says about quotas
 * @param failure why there was none; {@code null} if there was
 * @param sent    whether the request may have reached HubSpot
 * @param passing whether the failure may be over at the next try
 */
public record Outcome<T>(T answer, int status, RateSignal signal, Exception failure, boolean sent, boolean passing) {

    /** There was an answer, whatever it says. */
    public static <T> Outcome<T> answered(T answer, int status, RateSignal signal) {
        return new Outcome<>(answer, status, signal, null, true, true);
    }

    /** There was none. */
    public static <T> Outcome<T> unanswered(Exception failure, boolean sent, boolean passing) {
        return new Outcome<>(null, 0, RateSignal.NONE, failure, sent, passing);
    }

    boolean succeeded() {
        return status >= 200 && status < 300;
    }
}
