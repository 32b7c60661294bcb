package io.github.camelhubspot.docs;

import javax.sql.DataSource;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.HubSpotRateLimitException;
import io.github.camelhubspot.HubSpotServerException;
import io.github.camelhubspot.HubSpotTransportException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;

/** The Java examples of docs/hubspot-leads.md and docs/bulk.md. */
final class LeadsRoutes {

    private LeadsRoutes() {
    }

    static final class CreateLead extends RouteBuilder {
        @Override
        public void configure() {
            // tag::create-lead
            from("direct:create-lead")
                .to("hubspot-leads:create")
                .log("Created lead ${header.CamelHubSpotRecordId}");
            // end::create-lead
        }
    }

    static final class ReadLead extends RouteBuilder {
        @Override
        public void configure() {
            // tag::read-lead
            from("direct:read-lead")
                .to("hubspot-leads:read?properties=hs_lead_name,hs_lead_label&associations=contacts&outputType=POJO")
                .setBody(simple("${body.properties[hs_lead_name]}"));
            // end::read-lead
        }
    }

    static final class ReadLeadByProperty extends RouteBuilder {
        @Override
        public void configure() {
            // tag::read-lead-by-property
            from("direct:read-lead-by-property")
                .setHeader(HubSpotConstants.LEAD_ID, body())
                .to("hubspot-leads:read?idProperty=external_id&properties=hs_lead_name,external_id");
            // end::read-lead-by-property
        }
    }

    static final class ListLeads extends RouteBuilder {
        @Override
        public void configure() {
            // tag::list-leads
            from("direct:list-leads")
                .to("hubspot-leads:list?allPages=true&properties=hs_lead_name")
                .split(body()).streaming()
                    .to("direct:lead")
                .end();
            // end::list-leads
        }
    }

    static final class SearchLeads extends RouteBuilder {
        @Override
        public void configure() {
            // tag::search-leads
            from("direct:search-leads")
                .setBody(constant("""
                    {"filterGroups": [{"filters": [
                      {"propertyName": "hs_lead_label", "operator": "EQ", "value": "HOT"}]}]}
                    """))
                .to("hubspot-leads:search?properties=hs_lead_name,hs_lead_label&limit=50");
            // end::search-leads
        }
    }

    static final class UpdateLead extends RouteBuilder {
        @Override
        public void configure() {
            // tag::update-lead
            from("direct:update-lead")
                .to("hubspot-leads:update?nullValues=CLEAR");
            // end::update-lead
        }
    }

    static final class ArchiveLead extends RouteBuilder {
        @Override
        public void configure() {
            // tag::archive-lead
            from("direct:archive-lead")
                .to("hubspot-leads:archive");
            // end::archive-lead
        }
    }

    static final class CreateLeads extends RouteBuilder {
        @Override
        public void configure() {
            // tag::create-leads
            from("direct:create-leads")
                .to("hubspot-leads:batchCreate")
                .choice()
                    .when(simple("${header.CamelHubSpotNumErrors} != null"))
                        .to("direct:refused-leads");
            // end::create-leads
        }
    }

    static final class ReadLeads extends RouteBuilder {
        @Override
        public void configure() {
            // tag::read-leads
            from("direct:read-leads")
                .to("hubspot-leads:batchRead?properties=hs_lead_name");
            // end::read-leads
        }
    }

    static final class UpdateLeads extends RouteBuilder {
        @Override
        public void configure() {
            // tag::update-leads
            from("direct:update-leads")
                .to("hubspot-leads:batchUpdate?partialFailure=THROW");
            // end::update-leads
        }
    }

    static final class UpsertLeads extends RouteBuilder {
        @Override
        public void configure() {
            // tag::upsert-leads
            from("direct:upsert-leads")
                .to("hubspot-leads:batchUpsert?idProperty=external_id");
            // end::upsert-leads
        }
    }

    static final class ArchiveLeads extends RouteBuilder {
        @Override
        public void configure() {
            // tag::archive-leads
            from("direct:archive-leads")
                .to("hubspot-leads:batchArchive");
            // end::archive-leads
        }
    }

    static final class AssociateLead extends RouteBuilder {
        @Override
        public void configure() {
            // tag::associate-lead
            from("direct:associate-lead")
                .to("hubspot-leads:associate");
            // end::associate-lead
        }
    }

    static final class DissociateLead extends RouteBuilder {
        @Override
        public void configure() {
            // tag::dissociate-lead
            from("direct:dissociate-lead")
                .to("hubspot-leads:dissociate?toObjectType=companies&associationTypeId=610");
            // end::dissociate-lead
        }
    }

    static final class LeadNotFound extends RouteBuilder {
        @Override
        public void configure() {
            // tag::lead-not-found
            onException(HubSpotNotFoundException.class)
                .handled(true)
                .setBody(simple("No lead ${header.CamelHubSpotLeadId}"));

            from("direct:find-lead")
                .to("hubspot-leads:read");
            // end::lead-not-found
        }
    }

    static final class TryAgain extends RouteBuilder {
        @Override
        public void configure() {
            // tag::try-again
            onException(HubSpotRateLimitException.class, HubSpotServerException.class, HubSpotTransportException.class)
                .maximumRedeliveries(5)
                .redeliveryDelay(500)
                .backOffMultiplier(3)
                .useExponentialBackOff();

            from("direct:create-lead-patiently")
                .to("hubspot-leads:create?maxRetries=0");
            // end::try-again
        }
    }

    static final class CreateLeadsOfAFile extends RouteBuilder {
        @Override
        public void configure() {
            // tag::create-leads-of-a-file
            from("direct:create-leads-of-a-file")
                .to("hubspot-leads:batchCreate?streaming=true")
                .split(body()).streaming()
                    .filter(simple("${body[outcome]} != 'DONE'"))
                        .to("direct:lead-not-created")
                    .end()
                .end();
            // end::create-leads-of-a-file
        }
    }

    static final class LeadForEachEvent extends RouteBuilder {
        @Override
        public void configure() {
            // tag::lead-for-each-event
            from("direct:lead-for-each-event")
                .to("hubspot-leads:create?coalesce=true")
                .setHeader("leadId", simple("${body[id]}"))
                .to("direct:event-done");
            // end::lead-for-each-event
        }
    }

    static final class UpdateAllLeads extends RouteBuilder {
        @Override
        public void configure() {
            // tag::update-all-leads
            from("direct:update-all-leads")
                .to("hubspot-leads:batchUpdate?batchConcurrency=4&outputType=POJO")
                .split(header(HubSpotConstants.VERDICTS))
                    .filter(simple("${body.outcome} == 'UNKNOWN'"))
                        .to("direct:look-at-lead")
                    .end()
                .end();
            // end::update-all-leads
        }
    }

    static final class ConsumeChanges extends RouteBuilder {
        @Override
        public void configure() {
            // tag::consume-changes
            from("hubspot-leads:changes?stateDirectory={{positions}}&positionName=crm&properties=hs_lead_name,hs_lead_label")
                .log("${header.CamelHubSpotChangeType} ${body[properties][hs_lead_name]} at ${header.CamelHubSpotModifiedAt}")
                .to("direct:lead-changed");
            // end::consume-changes
        }
    }

    static final class ConsumeChangesInBatches extends RouteBuilder {
        @Override
        public void configure() {
            // tag::consume-changes-in-batches
            from("hubspot-leads:changes?batch=true&outputType=JSON&stateDirectory={{positions}}"
                    + "&properties=hs_lead_name&associations=contacts"
                    + "&filterGroups=RAW([{\"filters\":[{\"propertyName\":\"hs_lead_label\",\"operator\":\"EQ\",\"value\":\"HOT\"}]}])")
                .to("direct:leads-changed");
            // end::consume-changes-in-batches
        }
    }

    static final class ConsumeArchived extends RouteBuilder {
        @Override
        public void configure() {
            // tag::consume-archived
            from("hubspot-leads:changes?archived=true&delay=6h&stateDirectory={{positions}}&properties=hs_lead_name")
                .to("direct:lead-archived");
            // end::consume-archived
        }
    }

    static final class ConsumeChangesOnce extends RouteBuilder {
        @Override
        public void configure() {
            // tag::consume-changes-once
            DataSource dataSource = getContext().getRegistry().lookupByNameAndType("dataSource", DataSource.class);
            bindToRegistry("done", new JdbcMessageIdRepository(dataSource, "lead-changes"));

            from("hubspot-leads:changes?stateDirectory={{positions}}&properties=hs_lead_name")
                .transacted()
                    .idempotentConsumer(simple("${header.CamelHubSpotRecordId} ${header.CamelHubSpotModifiedAt}"))
                        .idempotentRepository("done").removeOnFailure(false)
                        .to("sql:insert into lead_change (id, modified, name) values (:#${header.CamelHubSpotRecordId},"
                            + " :#${header.CamelHubSpotModifiedAt}, :#${body[properties][hs_lead_name]})?dataSource=#dataSource");
            // end::consume-changes-once
        }
    }
}
