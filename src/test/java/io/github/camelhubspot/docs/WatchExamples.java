package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import javax.sql.DataSource;

import io.github.camelhubspot.HubSpotConstants;
import org.apache.camel.Exchange;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.spi.IdempotentRepository;

/** The examples of docs/hubspot-import.md that watch imports. */
final class WatchExamples extends DocumentedExamples {

    void watchImports() {
        from("hubspot-import:watch?delay=1m")
            .to("direct:import-changed");
    }

    void watchImports(Stage stage) throws Exception {
        assertThat(deliveryOfAFailure(stage).getMessage().getHeaders()).containsEntry(HubSpotConstants.STATE, "FAILED")
                .containsEntry(HubSpotConstants.PREVIOUS_STATE, "STARTED");
    }

    void importErrors() {
        from("hubspot-import:watch?states=DONE,FAILED")
            .to("hubspot-import:errors?allPages=true&includeErrorMessage=true&includeRowData=true&outputType=POJO")
            .split(body()).streaming()
                .setBody(simple("line ${body.sourceData.lineNumber}: ${body.errorType}"))
                .to("direct:refused-row")
            .end();
    }

    void importErrors(Stage stage) throws Exception {
        stage.sandbox().imports().hold();
        String id = stage.sandbox().imports().create("watched");
        List<Exchange> refused = stage.resultsAt("direct:refused-row");
        stage.start();
        stage.awaitPolls();
        stage.sandbox().imports().addError(id, "INVALID_EMAIL", 7, "jane@");
        stage.sandbox().imports().setState(id, "DONE");
        stage.eventually(() -> assertThat(refused).extracting(exchange -> exchange.getMessage().getBody(String.class))
                .containsExactly("line 7: INVALID_EMAIL"));
    }

    void watchDurably() {
        DataSource dataSource = getContext().getRegistry().lookupByNameAndType("dataSource", DataSource.class);
        bindToRegistry("delivered", new JdbcMessageIdRepository(dataSource, "hubspot-imports"));

        from("hubspot-import:watch?delay=1m&idempotentRepository=#delivered")
            .to("direct:import-changed");
    }

    void watchDurably(Stage stage) throws Exception {
        deliveryOfAFailure(stage);
        IdempotentRepository delivered = stage.context().getRegistry().lookupByNameAndType("delivered",
                IdempotentRepository.class);
        assertThat(delivered).isNotNull();
    }

    void watchUntilFinal() {
        from("hubspot-import:watch?importId={{importId}}&states=DONE,FAILED,CANCELED,REVERTED").routeId("one-import")
            .to("direct:import-finished")
            .to("controlbus:route?routeId=one-import&action=stop&async=true");
    }

    void watchUntilFinal(Stage stage) throws Exception {
        stage.sandbox().imports().hold();
        String id = stage.sandbox().imports().create("watched");
        stage.context().getPropertiesComponent().addOverrideProperty("importId", id);
        List<Exchange> finished = stage.resultsAt("direct:import-finished");
        stage.start();
        stage.eventually(() -> assertThat(stage.sandbox().requests().count()).isGreaterThan(1));
        stage.sandbox().imports().setState(id, "DONE");
        stage.eventually(() -> assertThat(stage.context().getRouteController().getRouteStatus("one-import").isStopped())
                .isTrue());
        assertThat(finished).hasSize(1);
    }

    /** Lets an import fail after the baseline, and returns the exchange that the watch delivers. */
    private static Exchange deliveryOfAFailure(Stage stage) throws Exception {
        stage.sandbox().imports().hold();
        String id = stage.sandbox().imports().create("watched");
        List<Exchange> changes = stage.resultsAt("direct:import-changed");
        stage.start();
        stage.awaitPolls();
        stage.sandbox().imports().setState(id, "FAILED");
        stage.eventually(() -> assertThat(changes).hasSize(1));
        return changes.get(0);
    }
}
