package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand waiting exchanges cost no more polls and threads than one. */
@Timeout(120)
class ImportAwaitManyTest extends ImportTestSupport {

    private static final int EXCHANGES = 10_000;
    private static final int IMPORTS = 300;
    private static final int PAGES = 3;
    private static final int ROUNDS = 7;

    @Override
    protected void setupResources() {
        sandbox().imports().hold();
    }

    @Test
    void blockNoThreadAndShareOnePoll() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < IMPORTS; i++) {
            String id = sandbox().imports().create("import " + i);
            sandbox().imports().setState(id, "PROCESSING");
            ids.add(id);
        }
        AsyncProducer producer = context.getEndpoint("hubspot-import:await?pollInterval=500").createAsyncProducer();
        producer.start();
        int threadsBefore = threadsOfTheComponent(context).size();
        AtomicInteger done = new AtomicInteger();
        AtomicInteger good = new AtomicInteger();
        for (int i = 0; i < EXCHANGES; i++) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setHeader("CamelHubSpotImportId", ids.get(i % IMPORTS));
            boolean finished = producer.process(exchange, doneSync -> {
                good.addAndGet(exchange.getException() == null
                        && "DONE".equals(exchange.getMessage().getHeader("CamelHubSpotState")) ? 1 : 0);
                done.incrementAndGet();
            });
            assertThat(finished).isFalse();
        }
        HubSpotImportEndpoint endpoint = (HubSpotImportEndpoint) producer.getEndpoint();
        int before = sandbox().requests().count();
        long begun = System.nanoTime();
        await().until(() -> sandbox().requests().count() - before >= ROUNDS * PAGES);
        double rounds = (System.nanoTime() - begun) / 500e6;
        // each round of polls is one list, independent of the number of exchanges
        assertThat(sandbox().requests().count() - before).isLessThanOrEqualTo((int) ((rounds + 2) * PAGES));
        assertThat(endpoint.getWaitingExchanges()).isEqualTo(EXCHANGES);
        assertThat(endpoint.getAwaitedImports()).hasSize(IMPORTS);
        // the timer and a few threads that poll; no thread waits for an import
        assertThat(threadsOfTheComponent(context).size() - threadsBefore).isLessThan(30);

        ids.forEach(id -> sandbox().imports().setState(id, "DONE"));
        await().until(() -> done.get() == EXCHANGES);
        assertThat(good).hasValue(EXCHANGES);
        assertThat(endpoint.getWaitingExchanges()).isZero();
        producer.stop();
    }
}
