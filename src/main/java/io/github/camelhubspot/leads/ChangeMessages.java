package io.github.camelhubspot.leads;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.changes.Change;
import io.github.camelhubspot.internal.changes.ChangeWalk;
import io.github.camelhubspot.internal.operation.ResponseType;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Builds the messages that a consumer of changes delivers. */
final class ChangeMessages {

    private final HubSpotLeadsEndpoint endpoint;
    private final boolean batch;

    /** @param batch whether a message has a list of leads instead of one lead */
    ChangeMessages(HubSpotLeadsEndpoint endpoint, boolean batch) {
        this.endpoint = endpoint;
        this.batch = batch;
    }

    /**
     * Sets body and headers.
     *
     * @param changes of one exchange; the headers describe the last one
     */
    void fill(Message message, List<Change> changes, ChangeWalk walk) {
        OutputType type = endpoint.outputType();
        List<Object> leads = changes.stream()
                .map(change -> endpoint.client().inOutputType(change.lead(), ResponseType.LEAD, type))
                .collect(Collectors.toCollection(ArrayList::new)); // routes may change the list
        Change last = changes.get(changes.size() - 1);
        if (batch) {
            message.setBody(type == OutputType.JSON ? jsonArray(leads) : leads);
            message.setHeader(HubSpotConstants.CHANGE_COUNT, leads.size());
        } else {
            message.setBody(leads.get(0));
        }
        message.setHeader(HubSpotConstants.RECORD_ID, last.leadId());
        message.setHeader(HubSpotConstants.CHANGE_TYPE, walk.type(last));
        message.setHeader(HubSpotConstants.MODIFIED_AT, last.modified().toString());
        message.setHeader(HubSpotConstants.POSITION, walk.positionAfter(last));
        message.setHeader(HubSpotConstants.LAG, endpoint.progress().ageMillis(last.modified()));
        message.setHeader(Exchange.MESSAGE_TIMESTAMP, last.modified().toEpochMilli());
    }

    /** Returns what an exchange delivers, as the subject of a sentence in the log. */
    static String describe(List<Change> changes) {
        Change first = changes.get(0);
        return changes.size() == 1 ? "Lead " + first.leadId() + " as changed at " + first.modified()
                : changes.size() + " leads, the first one " + first.leadId() + " as changed at " + first.modified() + ",";
    }

    private static String jsonArray(List<Object> texts) {
        return texts.stream().map(Object::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
