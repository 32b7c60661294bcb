package io.github.camelhubspot.internal.operation;

import java.util.List;
import java.util.Map;

import io.github.camelhubspot.model.ActionResult;
import io.github.camelhubspot.model.AssociatedRecord;
import io.github.camelhubspot.model.AssociatedRecordPage;
import io.github.camelhubspot.model.BatchResult;
import io.github.camelhubspot.model.Import;
import io.github.camelhubspot.model.ImportError;
import io.github.camelhubspot.model.ImportErrorPage;
import io.github.camelhubspot.model.ImportPage;
import io.github.camelhubspot.model.Lead;
import io.github.camelhubspot.model.LeadPage;
import io.github.camelhubspot.model.SearchResult;

/**
 * The type of an operation's response.
 *
 * @param record  the record of the model; {@code null} for no body
 * @param element the record of an element of a page or batch; {@code null} for other responses
 * @param inBatch whether HubSpot returns the record as the only one of a batch
 */
public record ResponseType(Class<?> record, Class<?> element, boolean inBatch) {

    /** No body: HubSpot responds with 204, or repeats the request. */
    public static final ResponseType NOTHING = new ResponseType(null, null, false);
    public static final ResponseType LEAD = new ResponseType(Lead.class, null, false);
    public static final ResponseType LEAD_IN_BATCH = new ResponseType(Lead.class, null, true);
    public static final ResponseType LEAD_PAGE = new ResponseType(LeadPage.class, Lead.class, false);
    public static final ResponseType SEARCH_RESULT = new ResponseType(SearchResult.class, Lead.class, false);
    public static final ResponseType BATCH_RESULT = new ResponseType(BatchResult.class, Lead.class, false);
    public static final ResponseType ASSOCIATED_RECORD_PAGE
            = new ResponseType(AssociatedRecordPage.class, AssociatedRecord.class, false);
    public static final ResponseType IMPORT = new ResponseType(Import.class, null, false);
    public static final ResponseType IMPORT_PAGE = new ResponseType(ImportPage.class, Import.class, false);
    public static final ResponseType IMPORT_ERROR = new ResponseType(ImportError.class, null, false);
    public static final ResponseType IMPORT_ERROR_PAGE = new ResponseType(ImportErrorPage.class, ImportError.class, false);
    public static final ResponseType ACTION_RESULT = new ResponseType(ActionResult.class, null, false);

    /** Returns whether the response has no body. */
    public boolean isNothing() {
        return record == null;
    }

    /** Returns the values of a response that become headers. */
    public ResponseMetadata metadata(Map<?, ?> content) {
        if (record == Import.class || record == Lead.class) {
            Map<?, ?> counters = counters(content);
            return new ResponseMetadata(text(content.get("id") == null ? content.get("importId") : content.get("id")),
                    text(content.get("state")), null, null, counters == null ? null : number(counters.get("ERRORS")), counters);
        }
        Object paging = content.get("paging");
        Object next = paging instanceof Map<?, ?> map ? map.get("next") : null;
        Object after = next instanceof Map<?, ?> map ? map.get("after") : null;
        return new ResponseMetadata(null, null, text(after), number(content.get("total")), errors(content), null);
    }

    /** Returns the elements of a page or batch; empty if the response has none. */
    public static List<?> results(Map<?, ?> content) {
        return content.get("results") instanceof List<?> list ? list : List.of();
    }

    /**
     * Returns the number of errors by the count or by the entries, whichever is larger; a batch with errors may have status
     * 200.
     */
    private static Long errors(Map<?, ?> content) {
        Long number = number(content.get("numErrors"));
        long entries = content.get("errors") instanceof List<?> list ? list.size() : 0;
        return number == null && entries == 0 ? null : Long.valueOf(Math.max(number == null ? 0 : number, entries));
    }

    private static Map<?, ?> counters(Map<?, ?> content) {
        Object counters = content.get("metadata") instanceof Map<?, ?> metadata ? metadata.get("counters") : null;
        return counters instanceof Map<?, ?> map ? map : null;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static Long number(Object value) {
        return value instanceof Number number ? Long.valueOf(number.longValue()) : null;
    }
}
