package io.github.camelhubspot.docs;

import javax.sql.DataSource;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotImportFailedException;
import io.github.camelhubspot.HubSpotOutcomeUnknownException;
import io.github.camelhubspot.HubSpotValidationException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;

/** The Java examples of docs/hubspot-import.md. */
final class ImportRoutes {

    private ImportRoutes() {
    }

    static final class StartImport extends RouteBuilder {
        @Override
        public void configure() {
            // tag::start-import
            from("file:{{inbox}}?antInclude=*.csv&moveFailed=.failed")
                .to("hubspot-import:start?objectTypeId=0-1"
                    + "&columnMappings=Email=email*,First Name=firstname,Last Name=lastname")
                .to("direct:import-started");
            // end::start-import
        }
    }

    static final class StartImportRequest extends RouteBuilder {
        @Override
        public void configure() {
            // tag::start-import-request
            from("direct:import-fair")
                .to("hubspot-import:start?importRequest=classpath:contacts-import.json");
            // end::start-import-request
        }
    }

    static final class ImportAndWait extends RouteBuilder {
        @Override
        public void configure() {
            // tag::import-and-wait
            onException(HubSpotImportFailedException.class)
                .handled(true)
                .setBody(simple("import ${exception.importId} is ${exception.state}"))
                .to("direct:import-failed");

            from("direct:import-and-wait")
                .to("hubspot-import:start?objectTypeId=0-1&columnMappings=AUTO&skipIfRunning=true")
                .to("hubspot-import:await?awaitTimeout=2h")
                .to("hubspot-import:errors?includeErrorMessage=true")
                .to("direct:import-errors");
            // end::import-and-wait
        }
    }

    static final class GetImport extends RouteBuilder {
        @Override
        public void configure() {
            // tag::get-import
            from("direct:import-state")
                .to("hubspot-import:get")
                .setBody(header(HubSpotConstants.STATE));
            // end::get-import
        }
    }

    static final class ListImports extends RouteBuilder {
        @Override
        public void configure() {
            // tag::list-imports
            from("direct:list-imports")
                .to("hubspot-import:list?allPages=true")
                .split(body()).streaming()
                    .to("direct:import")
                .end();
            // end::list-imports
        }
    }

    static final class CancelImport extends RouteBuilder {
        @Override
        public void configure() {
            // tag::cancel-import
            from("direct:cancel-import")
                .to("hubspot-import:cancel");
            // end::cancel-import
        }
    }

    static final class WatchImports extends RouteBuilder {
        @Override
        public void configure() {
            // tag::watch-imports
            from("hubspot-import:watch?delay=1m")
                .to("direct:import-changed");
            // end::watch-imports
        }
    }

    static final class ImportErrors extends RouteBuilder {
        @Override
        public void configure() {
            // tag::import-errors
            from("hubspot-import:watch?states=DONE,FAILED")
                .to("hubspot-import:errors?allPages=true&includeErrorMessage=true&includeRowData=true&outputType=POJO")
                .split(body()).streaming()
                    .setBody(simple("line ${body.sourceData.lineNumber}: ${body.errorType}"))
                    .to("direct:refused-row")
                .end();
            // end::import-errors
        }
    }

    static final class FailedRows extends RouteBuilder {
        @Override
        public void configure() {
            // tag::failed-rows
            from("direct:failed-rows")
                .to("hubspot-import:errors?reportFormat=CSV")
                .to("direct:report");
            // end::failed-rows
        }
    }

    static final class RefusedFile extends RouteBuilder {
        @Override
        public void configure() {
            // tag::refused-file
            onException(HubSpotValidationException.class)
                .handled(true)
                .setBody(exceptionMessage())
                .to("direct:tell-the-sender");

            from("direct:checked-import")
                .to("hubspot-import:start?objectTypeId=0-1&columnMappings=Email=email*,Name=firstname");
            // end::refused-file
        }
    }

    static final class StartOnce extends RouteBuilder {
        @Override
        public void configure() {
            // tag::start-once
            onException(HubSpotOutcomeUnknownException.class)
                .handled(true)
                .to("direct:check-by-hand");

            from("direct:start-once")
                .to("hubspot-import:start?objectTypeId=0-1&columnMappings=AUTO");
            // end::start-once
        }
    }

    static final class WatchDurably extends RouteBuilder {
        @Override
        public void configure() {
            // tag::watch-durably
            DataSource dataSource = getContext().getRegistry().lookupByNameAndType("dataSource", DataSource.class);
            bindToRegistry("delivered", new JdbcMessageIdRepository(dataSource, "hubspot-imports"));

            from("hubspot-import:watch?delay=1m&idempotentRepository=#delivered")
                .to("direct:import-changed");
            // end::watch-durably
        }
    }

    static final class WatchUntilFinal extends RouteBuilder {
        @Override
        public void configure() {
            // tag::watch-until-final
            from("hubspot-import:watch?importId={{importId}}&states=DONE,FAILED,CANCELED,REVERTED").routeId("one-import")
                .to("direct:import-finished")
                .to("controlbus:route?routeId=one-import&action=stop&async=true");
            // end::watch-until-final
        }
    }
}
