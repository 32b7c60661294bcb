package io.github.camelhubspot.internal.operation;

import java.util.List;
import java.util.Map;

import io.github.camelhubspot.model.ActionResult;
import io.github.camelhubspot.model.BatchResult;
import io.github.camelhubspot.model.Import;
import io.github.camelhubspot.model.ImportError;
import io.github.camelhubspot.model.ImportErrorPage;
import io.github.camelhubspot.model.ImportPage;
import io.github.camelhubspot.model.Lead;
import io.github.camelhubspot.model.LeadPage;
import io.github.camelhubspot.model.SearchResult;

/**
 * What an operation answers.
 *
 * @param record  the record of the model that holds it; {@code null} for nothing
 * @param element the record of one element of a page or batch; {@code null} elsewhere
 * @param inBatch whether HubSpot answers the record as the only one of a batch
 */
public record ResponseType(Class<?> record, Class<?> element, boolean inBatch) {

    /** Nothing that would be worth a body: HubSpot answers 204, or repeats what it was told. */
    public static final ResponseType NOTHING = new ResponseType(null, null, false);
    public static final ResponseType LEAD = new ResponseType(Lead.class, null, false);
    public static final ResponseType LEAD_IN_BATCH = new ResponseType(Lead.class, null, true);
    public static final ResponseType LEAD_PAGE = new ResponseType(LeadPage.class, Lead.class, false);
    public static final ResponseType SEARCH_RESULT = new ResponseType(SearchResult.class, Lead.class, false);
    public static final ResponseType BATCH_RESULT = new ResponseType(BatchResult.class, Lead.class, false);
    public static final ResponseType IMPORT = new ResponseType(Import.class, null, false);
    public static final ResponseType IMPORT_PAGE = new ResponseType(ImportPage.class, Import.class, false);
    public static final ResponseType IMPORT_ERROR = new ResponseType(ImportError.class, null, false);
    public static final ResponseType IMPORT_ERROR_PAGE = new ResponseType(ImportErrorPage.class, ImportError.class, false);
    public static final ResponseType ACTION_RESULT = new ResponseType(ActionResult.class, null, false);

    public boolean isNothing() {
        return record == null;
    }

    /** The facts of an answer that the message headers tell. */
    public ResponseMetadata metadata(Map<?, ?> answer) {
        if (record == Import.class || record == Lead.class) {
            Map<?, ?> counters = counters(answer);
            return new ResponseMetadata(text(answer.get("id") == null ? answer.get("importId") : answer.get("id")),
                    text(answer.get("state")), null, null, counters == null ? null : number(counters.get("ERRORS")), counters);
        }
        Object paging = answer.get("paging");
        Object next = paging instanceof Map<?, ?> map ? map.get("next") : null;
        Object after = next instanceof Map<?, ?> map ? map.get("after") : null;
        return new ResponseMetadata(null, null, text(after), number(answer.get("total")), errors(answer), null);
    }

    /** The elements of a page, as they stand in the answer. */
    public static List<?> results(Map<?, ?> answer) {
        return answer.get("results") instanceof List<?> list ? list : List.of();
    }

    /** A batch went wrong in part if it says so by number or by entry; the status alone is not reliable. */
    private static Long errors(Map<?, ?> answer) {
        Long number = number(answer.get("numErrors"));
        long entries = answer.get("errors") instanceof List<?> list ? list.size() : 0;
        return number == null && entries == 0 ? null : Long.valueOf(Math.max(number == null ? 0 : number, entries));
    }

    private static Map<?, ?> counters(Map<?, ?> answer) {
        Object counters = answer.get("metadata") instanceof Map<?, ?> metadata ? metadata.get("counters") : null;
        return counters instanceof Map<?, ?> map ? map : null;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static Long number(Object value) {
        return value instanceof Number number ? Long.valueOf(number.longValue()) : null;
    }
}
