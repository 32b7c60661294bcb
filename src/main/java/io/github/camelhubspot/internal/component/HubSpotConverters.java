package io.github.camelhubspot.internal.component;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.model.ActionResult;
import io.github.camelhubspot.model.AssociatedRecord;
import io.github.camelhubspot.model.AssociatedRecordPage;
import io.github.camelhubspot.model.BatchResult;
import io.github.camelhubspot.model.BatchVerdict;
import io.github.camelhubspot.model.Import;
import io.github.camelhubspot.model.ImportError;
import io.github.camelhubspot.model.ImportErrorPage;
import io.github.camelhubspot.model.ImportPage;
import io.github.camelhubspot.model.Lead;
import io.github.camelhubspot.model.LeadPage;
import io.github.camelhubspot.model.SearchResult;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/**
 * Converts between HubSpot's JSON and the records of the model, so that {@code getBody(Lead.class)} works with each output type
 * and a record can be written to a file. The JSON has HubSpot's form; the mapper of a route does not affect it. A method that
 * returns {@code null} leaves the value to other converters.
 *
 * <p>Camel's generator needs a method for each type. A fallback converter would need no list, but the class path decides in
 * which order Camel asks fallback converters, so one with another mapper could come first.
 */
@Converter(generateLoader = true)
public final class HubSpotConverters {

    private static final Json JSON = new Json(null);

    private HubSpotConverters() {
    }

    @Converter
    public static Lead toLead(Object value, Exchange exchange) throws IOException {
        return read(Lead.class, value, exchange);
    }

    @Converter
    public static LeadPage toLeadPage(Object value, Exchange exchange) throws IOException {
        return read(LeadPage.class, value, exchange);
    }

    @Converter
    public static SearchResult toSearchResult(Object value, Exchange exchange) throws IOException {
        return read(SearchResult.class, value, exchange);
    }

    @Converter
    public static BatchResult toBatchResult(Object value, Exchange exchange) throws IOException {
        return read(BatchResult.class, value, exchange);
    }

    @Converter
    public static BatchVerdict toBatchVerdict(Object value, Exchange exchange) throws IOException {
        return read(BatchVerdict.class, value, exchange);
    }

    @Converter
    public static AssociatedRecordPage toAssociatedRecordPage(Object value, Exchange exchange) throws IOException {
        return read(AssociatedRecordPage.class, value, exchange);
    }

    @Converter
    public static AssociatedRecord toAssociatedRecord(Object value, Exchange exchange) throws IOException {
        return read(AssociatedRecord.class, value, exchange);
    }

    @Converter
    public static Import toImport(Object value, Exchange exchange) throws IOException {
        return read(Import.class, value, exchange);
    }

    @Converter
    public static ImportPage toImportPage(Object value, Exchange exchange) throws IOException {
        return read(ImportPage.class, value, exchange);
    }

    @Converter
    public static ImportError toImportError(Object value, Exchange exchange) throws IOException {
        return read(ImportError.class, value, exchange);
    }

    @Converter
    public static ImportErrorPage toImportErrorPage(Object value, Exchange exchange) throws IOException {
        return read(ImportErrorPage.class, value, exchange);
    }

    @Converter
    public static ActionResult toActionResult(Object value, Exchange exchange) throws IOException {
        return read(ActionResult.class, value, exchange);
    }

    @Converter
    public static Map<?, ?> toMap(Record value) {
        return isOfModel(value) ? JSON.convert(value, Map.class) : null;
    }

    @Converter
    public static String toText(Record value) {
        return isOfModel(value) ? JSON.writeText(value) : null;
    }

    @Converter
    public static byte[] toBytes(Record value) {
        return isOfModel(value) ? JSON.writeText(value).getBytes(StandardCharsets.UTF_8) : null;
    }

    @Converter
    public static InputStream toStream(Record value) {
        return isOfModel(value) ? new ByteArrayInputStream(toBytes(value)) : null;
    }

    private static boolean isOfModel(Record value) {
        return value.getClass().getPackage() == Lead.class.getPackage();
    }

    private static <T> T read(Class<T> type, Object value, Exchange exchange) throws IOException {
        if (value instanceof Map<?, ?>) {
            return JSON.convert(value, type);
        }
        if (value instanceof String text) {
            return JSON.read(Json.withoutByteOrderMark(text).getBytes(StandardCharsets.UTF_8), type);
        }
        if (value instanceof byte[] bytes) {
            return JSON.read(bytes, type);
        }
        if (value instanceof InputStream stream) {
            return JSON.read(stream.readAllBytes(), type);
        }
        boolean content = value instanceof Reader || value instanceof StreamCache || value instanceof File
                || value instanceof WrappedFile<?>;
        return content && exchange != null
                ? read(type, exchange.getContext().getTypeConverter().convertTo(String.class, exchange, value), exchange) : null;
    }
}
