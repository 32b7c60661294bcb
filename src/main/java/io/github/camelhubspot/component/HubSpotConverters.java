package io.github.camelhubspot.component;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

import io.github.camelhubspot.client.Json;
import io.github.camelhubspot.model.ActionResult;
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
import org.apache.camel.spi.TypeConverterRegistry;

/**
 * Converts between HubSpot's JSON and the records of the model, so that {@code getBody(Lead.class)} works on every output type
 * and a record can be written to a file. Touches no other type.
 */
@Converter(generateLoader = true)
public final class HubSpotConverters {

    private static final Set<Class<?>> RECORDS = Set.of(Lead.class, LeadPage.class, SearchResult.class, BatchResult.class,
            BatchVerdict.class, Import.class, ImportPage.class, ImportError.class, ImportErrorPage.class, ActionResult.class);
    private static final Json JSON = new Json(null);

    private HubSpotConverters() {
    }

    /** @return {@code null} if neither side is a record of the model, which tells Camel to look further */
    @Converter(fallback = true)
    public static Object convertTo(Class<?> type, Exchange exchange, Object value, TypeConverterRegistry registry)
            throws IOException {
        if (value == null) {
            return null;
        }
        if (RECORDS.contains(type)) {
            return toRecord(type, value);
        }
        return RECORDS.contains(value.getClass()) ? fromRecord(type, value) : null;
    }

    private static Object toRecord(Class<?> type, Object value) throws IOException {
        if (value instanceof Map<?, ?>) {
            return JSON.convert(value, type);
        }
        if (value instanceof String text) {
            return JSON.read(text.getBytes(StandardCharsets.UTF_8), type);
        }
        if (value instanceof byte[] bytes) {
            return JSON.read(bytes, type);
        }
        return value instanceof InputStream stream ? JSON.read(stream.readAllBytes(), type) : null;
    }

    private static Object fromRecord(Class<?> type, Object value) {
        if (type == Map.class) {
            return JSON.convert(value, Map.class);
        }
        if (type == String.class) {
            return JSON.writeText(value);
        }
        if (type == byte[].class) {
            return JSON.writeText(value).getBytes(StandardCharsets.UTF_8);
        }
        return type == InputStream.class
                ? new ByteArrayInputStream(JSON.writeText(value).getBytes(StandardCharsets.UTF_8)) : null;
    }
}
