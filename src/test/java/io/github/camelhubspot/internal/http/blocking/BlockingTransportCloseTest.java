package io.github.camelhubspot.internal.http.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.camelhubspot.internal.http.HttpAnswer;
import io.github.camelhubspot.internal.http.HttpCall;
import io.github.camelhubspot.internal.http.HttpTransport;
import io.github.camelhubspot.internal.http.HttpTransportException;
import io.github.camelhubspot.internal.http.TransportSettings;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing a transport ends every call, even one that HttpClient leaves alone because it has no connection yet. */
@Timeout(60)
class BlockingTransportCloseTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch executing = new CountDownLatch(1);
    /** Executes a request until it is aborted. */
    private final HttpClient client = (HttpClient) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] { HttpClient.class }, (proxy, method, arguments) -> execute((HttpUriRequestBase) arguments[0]));
    private final HttpTransport transport = new BlockingTransport(client, () -> { }, new TransportSettings(false,
            Duration.ofMinutes(1), Duration.ofMinutes(10), 1, null, null, false, false, 1_000, false, null, "test"), timer);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private Object execute(HttpUriRequestBase request) throws Exception {
        CountDownLatch aborted = new CountDownLatch(1);
        request.setDependency(() -> {
            aborted.countDown();
            return true;
        });
        executing.countDown();
        aborted.await();
        throw new RequestFailedException("Request aborted");
    }

    private Throwable failureOfACall() {
        HttpCall call = new HttpCall("GET", URI.create("http://localhost"), List.of(), null);
        return catchThrowable(() -> transport.send(call, HttpAnswer::status).join()).getCause();
    }

    @Test
    void aCallInFlightEnds() throws Exception {
        CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(this::failureOfACall);
        executing.await();
        transport.close();
        assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(HttpTransportException.class).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void aCallThatStartsAfterwardsEnds() {
        transport.close();
        assertThat(failureOfACall()).isInstanceOf(HttpTransportException.class).hasRootCauseInstanceOf(IOException.class);
    }
}
