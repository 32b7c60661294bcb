package io.github.camelhubspot.leads;

import static io.github.camelhubspot.internal.operation.Resource.ASSOCIATIONS_FROM_LEADS;
import static io.github.camelhubspot.internal.operation.Resource.LEADS;
import static io.github.camelhubspot.internal.operation.Resource.LEAD_ASSOCIATIONS;
import static io.github.camelhubspot.internal.parameter.Parameters.ARCHIVED;
import static io.github.camelhubspot.internal.parameter.Parameters.ASSOCIATIONS;
import static io.github.camelhubspot.internal.parameter.Parameters.ASSOCIATION_CATEGORY;
import static io.github.camelhubspot.internal.parameter.Parameters.ASSOCIATION_TYPE_ID;
import static io.github.camelhubspot.internal.parameter.Parameters.BATCH;
import static io.github.camelhubspot.internal.parameter.Parameters.BATCH_CONCURRENCY;
import static io.github.camelhubspot.internal.parameter.Parameters.BATCH_SIZE;
import static io.github.camelhubspot.internal.parameter.Parameters.COALESCE;
import static io.github.camelhubspot.internal.parameter.Parameters.COMPANY_ID;
import static io.github.camelhubspot.internal.parameter.Parameters.CONCURRENCY;
import static io.github.camelhubspot.internal.parameter.Parameters.CONTACT_ID;
import static io.github.camelhubspot.internal.parameter.Parameters.FILTER_GROUPS;
import static io.github.camelhubspot.internal.parameter.Parameters.IDEMPOTENT_REPOSITORY;
import static io.github.camelhubspot.internal.parameter.Parameters.ID_PROPERTY;
import static io.github.camelhubspot.internal.parameter.Parameters.LEAD_ID;
import static io.github.camelhubspot.internal.parameter.Parameters.MAX_MESSAGES_PER_POLL;
import static io.github.camelhubspot.internal.parameter.Parameters.NULL_VALUES;
import static io.github.camelhubspot.internal.parameter.Parameters.OVERLAP;
import static io.github.camelhubspot.internal.parameter.Parameters.PARTIAL_FAILURE;
import static io.github.camelhubspot.internal.parameter.Parameters.POSITION_NAME;
import static io.github.camelhubspot.internal.parameter.Parameters.PROPERTIES;
import static io.github.camelhubspot.internal.parameter.Parameters.PROPERTIES_WITH_HISTORY;
import static io.github.camelhubspot.internal.parameter.Parameters.QUERY;
import static io.github.camelhubspot.internal.parameter.Parameters.SETTLE_WINDOW;
import static io.github.camelhubspot.internal.parameter.Parameters.SINCE;
import static io.github.camelhubspot.internal.parameter.Parameters.STATE_DIRECTORY;
import static io.github.camelhubspot.internal.parameter.Parameters.STATE_REPOSITORY;
import static io.github.camelhubspot.internal.parameter.Parameters.STREAMING;
import static io.github.camelhubspot.internal.parameter.Parameters.TO_OBJECT_ID;
import static io.github.camelhubspot.internal.parameter.Parameters.TO_OBJECT_TYPE;

import java.util.Arrays;
import java.util.List;

import io.github.camelhubspot.internal.lead.BatchPayloads;
import io.github.camelhubspot.internal.lead.CoalescedInputs;
import io.github.camelhubspot.internal.lead.LeadPayloads;
import io.github.camelhubspot.internal.lead.ParameterResolvers;
import io.github.camelhubspot.internal.operation.Coalescing;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.OperationBuilder;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.internal.search.DeepSearch;
import io.github.camelhubspot.internal.search.SearchPayload;

/** The operations of {@code hubspot-leads}, with the names that URIs use, and the HTTP calls that they make. */
public enum LeadsOperation {

    /** Reads a page of leads. Property names that are too long for a URL go into a batch read that completes the page. */
    list(lead("list").call("GET", LEADS).paged(100)
            .query(PROPERTIES, PROPERTIES_WITH_HISTORY, ASSOCIATIONS, ARCHIVED).responseType(ResponseType.LEAD_PAGE)
            .variant(Operation::exceedsUrl, lead("list").call("GET", LEADS).paged(100).query(ASSOCIATIONS, ARCHIVED)
                    .responseType(ResponseType.LEAD_PAGE).completedBy(properties("list")).build())),
    /**
     * Reads one lead. Property names that are too long for a URL go into a batch read of one lead. A batch read returns no
     * associations: with {@code associations} the lead is read without properties, and a batch read completes it.
     */
    read(lead("read").call("GET", LEADS, "/", LEAD_ID)
            .query(PROPERTIES, PROPERTIES_WITH_HISTORY, ASSOCIATIONS, ARCHIVED, ID_PROPERTY)
            .resolver(ParameterResolvers::leadOfBody).responseType(ResponseType.LEAD)
            .variant(Operation::exceedsUrl, lead("read").call("POST", LEADS, "/batch/read").query(ARCHIVED)
                    .takes(LEAD_ID, PROPERTIES, PROPERTIES_WITH_HISTORY, ID_PROPERTY)
                    .payload(BatchPayloads::readOne).responseType(ResponseType.LEAD_IN_BATCH)
                    .variant(ASSOCIATIONS, lead("read").call("GET", LEADS, "/", LEAD_ID)
                            .query(ASSOCIATIONS, ARCHIVED, ID_PROPERTY).responseType(ResponseType.LEAD)
                            .completedBy(properties("read")).build()).build())
            .coalescedBy(Coalescing.by(lead("read").call("POST", LEADS, "/batch/read").query(ARCHIVED)
                    .takes(PROPERTIES, PROPERTIES_WITH_HISTORY, ID_PROPERTY)
                    .payload(BatchPayloads.READ).responseType(ResponseType.BATCH_RESULT), CoalescedInputs::id)
                    .unless(CoalescedInputs::obstacleToRead))),
    /** Creates a lead. */
    create(lead("create").call("POST", LEADS)
            .takes(CONTACT_ID, COMPANY_ID, ASSOCIATION_TYPE_ID, ASSOCIATION_CATEGORY, NULL_VALUES)
            .payload(LeadPayloads::create).responseType(ResponseType.LEAD).notIdempotent()
            .coalescedBy(Coalescing.by(lead("create").call("POST", LEADS, "/batch/create").payload(BatchPayloads.CREATE)
                    .responseType(ResponseType.BATCH_RESULT).notIdempotent(), CoalescedInputs::create).withStatus(201))),
    /** Updates properties of a lead. */
    update(lead("update").call("PATCH", LEADS, "/", LEAD_ID).query(ID_PROPERTY).takes(NULL_VALUES)
            .resolver(ParameterResolvers::leadToWrite).payload(LeadPayloads::update).responseType(ResponseType.LEAD)
            .coalescedBy(Coalescing.by(lead("update").call("POST", LEADS, "/batch/update").payload(BatchPayloads.UPDATE)
                    .responseType(ResponseType.BATCH_RESULT), CoalescedInputs::update))),
    /** Moves a lead to the recycle bin. The id is never read from the body, so that no lead is archived by accident. */
    archive(lead("archive").call("DELETE", LEADS, "/", LEAD_ID).resolver(ParameterResolvers::checkedId)
            .coalescedBy(Coalescing.by(lead("archive").call("POST", LEADS, "/batch/archive").payload(BatchPayloads.ARCHIVE),
                    CoalescedInputs::id).withStatus(204))),
    /** Searches leads by filters or a text. */
    search(lead("search").call("POST", LEADS, "/search").search(200, new DeepSearch()).takes(QUERY, PROPERTIES)
            .payload(SearchPayload::of).responseType(ResponseType.SEARCH_RESULT)),
    /** Reads leads by id or by a unique property. */
    batchRead(lead("batchRead").call("POST", LEADS, "/batch/read").query(ARCHIVED)
            .takes(PROPERTIES, PROPERTIES_WITH_HISTORY, ID_PROPERTY)
            .batches(BatchPayloads.READ).responseType(ResponseType.BATCH_RESULT)),
    /** Creates leads. */
    batchCreate(lead("batchCreate").call("POST", LEADS, "/batch/create")
            .takes(ASSOCIATION_TYPE_ID, ASSOCIATION_CATEGORY, NULL_VALUES)
            .batches(BatchPayloads.CREATE).responseType(ResponseType.BATCH_RESULT).notIdempotent()),
    /** Updates properties of leads. */
    batchUpdate(lead("batchUpdate").call("POST", LEADS, "/batch/update")
            .takes(ID_PROPERTY, NULL_VALUES)
            .batches(BatchPayloads.UPDATE).responseType(ResponseType.BATCH_RESULT)),
    /** Creates or updates leads by a unique property; with {@code coalesce} one lead, because HubSpot has no single upsert. */
    batchUpsert(lead("batchUpsert").call("POST", LEADS, "/batch/upsert")
            .takes(ID_PROPERTY, NULL_VALUES)
            .batches(BatchPayloads.UPSERT).responseType(ResponseType.BATCH_RESULT)
            .variant((asked, arguments) -> Boolean.TRUE.equals(arguments.get(COALESCE)),
                    lead("batchUpsert").call("POST", LEADS, "/batch/upsert").takes(ID_PROPERTY, NULL_VALUES)
                            .payload(CoalescedInputs::upsertAlone).responseType(ResponseType.LEAD_IN_BATCH).build())
            .coalescedBy(Coalescing.by(lead("batchUpsert").call("POST", LEADS, "/batch/upsert")
                    .payload(BatchPayloads.UPSERT).responseType(ResponseType.BATCH_RESULT), CoalescedInputs::upsert)
                    .excluding(BATCH_SIZE, BATCH_CONCURRENCY, STREAMING, PARTIAL_FAILURE))),
    /** Moves leads to the recycle bin. */
    batchArchive(lead("batchArchive").call("POST", LEADS, "/batch/archive").batches(BatchPayloads.ARCHIVE)),
    /** Associates a lead with another record, by HubSpot's default association or by a type. */
    associate(pair("associate").call("PUT", LEAD_ASSOCIATIONS, "/", LEAD_ID, "/associations/default/", TO_OBJECT_TYPE, "/",
            TO_OBJECT_ID).resolver(ParameterResolvers::pair)
            .variant(ASSOCIATION_TYPE_ID, pair("associate").takes(ASSOCIATION_TYPE_ID, ASSOCIATION_CATEGORY)
                    .call("PUT", LEAD_ASSOCIATIONS, "/", LEAD_ID, "/associations/", TO_OBJECT_TYPE, "/", TO_OBJECT_ID)
                    .payload(LeadPayloads::label).build())),
    /** Removes associations between a lead and another record: all of them, or those of one type. */
    dissociate(pair("dissociate").call("DELETE", LEAD_ASSOCIATIONS, "/", LEAD_ID, "/associations/", TO_OBJECT_TYPE, "/",
            TO_OBJECT_ID).resolver(ParameterResolvers::pair)
            .variant(ASSOCIATION_TYPE_ID, pair("dissociate").takes(ASSOCIATION_TYPE_ID, ASSOCIATION_CATEGORY)
                    .call("POST", ASSOCIATIONS_FROM_LEADS, "/", TO_OBJECT_TYPE, "/batch/labels/archive")
                    .takes(LEAD_ID, TO_OBJECT_ID).payload(LeadPayloads::labelRemoval).build())),
    /** A page of the records of one type that a lead is associated with. */
    listAssociations(lead("listAssociations").call("GET", LEAD_ASSOCIATIONS, "/", LEAD_ID, "/associations/", TO_OBJECT_TYPE)
            .paged(500).resolver(ParameterResolvers::leadOfBody).responseType(ResponseType.ASSOCIATED_RECORD_PAGE)),
    /** Delivers an exchange for each lead that was created, changed or archived. */
    changes(lead("changes").call("POST", LEADS, "/search").searchPage(200)
            .takes(PROPERTIES, FILTER_GROUPS, ARCHIVED, ASSOCIATIONS, SINCE, SETTLE_WINDOW, OVERLAP)
            .takes(STATE_REPOSITORY, STATE_DIRECTORY, POSITION_NAME, IDEMPOTENT_REPOSITORY)
            .takes(BATCH, CONCURRENCY, MAX_MESSAGES_PER_POLL)
            .payload(SearchPayload::of).responseType(ResponseType.SEARCH_RESULT));

    private final Operation operation;

    LeadsOperation(OperationBuilder builder) {
        this.operation = builder.build();
    }

    /** Returns the calls that the operation makes. */
    Operation operation() {
        return operation;
    }

    static List<Operation> operations() {
        return Arrays.stream(values()).map(LeadsOperation::operation).toList();
    }

    private static OperationBuilder lead(String name) {
        return Operation.builder("hubspot-leads:" + name);
    }

    /** Returns the batch read that adds properties to leads that an operation has found. */
    private static Operation properties(String name) {
        return lead(name).call("POST", LEADS, "/batch/read").query(ARCHIVED).takes(PROPERTIES, PROPERTIES_WITH_HISTORY)
                .payload(BatchPayloads.READ).responseType(ResponseType.BATCH_RESULT).build();
    }

    private static OperationBuilder pair(String name) {
        return lead(name).takes(CONTACT_ID, COMPANY_ID);
    }
}
