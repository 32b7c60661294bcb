package io.github.camelhubspot.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.camelhubspot.model.Lead;

/** JSON as the component reads and writes it. Numbers keep every digit; readers and writers are made once. */
public final class Json {

    /** HubSpot's JSON and the records of the model: as HubSpot writes them, however the user writes his own. */
    private final ObjectMapper mapper;
    /** Objects of the user's types. */
    private final ObjectMapper foreign;
    private final ObjectReader anyReader;
    private final ObjectReader valueReader;
    private final ObjectReader mapReader;
    private final ObjectWriter writer;

    /** @param own the user's mapper, which is copied and not changed; {@code null} for a plain one */
    public Json(ObjectMapper own) {
        mapper = configured(new ObjectMapper());
        foreign = own == null ? mapper : configured(own.copy());
        ObjectReader exact = mapper.reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        anyReader = exact.forType(Object.class);
        valueReader = anyReader.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapReader = exact.forType(mapper.getTypeFactory().constructMapType(LinkedHashMap.class,
                String.class, Object.class));
        writer = mapper.writer();
    }

    private static ObjectMapper configured(ObjectMapper mapper) {
        return mapper.registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** Any JSON value as maps, lists and scalars; {@code null} also if there is nothing at all. */
    Object readAny(Object source) throws IOException {
        try (JsonParser parser = parser(source)) {
            return parser.nextToken() == null ? null : anyReader.readValue(parser);
        }
    }

    /** @param source text, bytes, stream or reader; closed with the parser */
    JsonParser parser(Object source) throws IOException {
        if (source instanceof String text) {
            return anyReader.createParser(text);
        }
        if (source instanceof byte[] bytes) {
            return anyReader.createParser(bytes);
        }
        return source instanceof Reader reader ? anyReader.createParser(reader)
                : anyReader.createParser((InputStream) source);
    }

    /** The value at which a parser is, as maps, lists and scalars; the parser is then at its end. */
    Object value(JsonParser parser) throws IOException {
        return valueReader.readValue(parser);
    }

    Map<String, Object> readMap(InputStream source) throws IOException {
        return mapReader.readValue(source);
    }

    Map<String, Object> readMap(byte[] source) throws IOException {
        return mapReader.readValue(source);
    }

    /** A JSON object as a record of the model. */
    public <T> T read(byte[] source, Class<T> type) throws IOException {
        return mapper.readValue(source, type);
    }

    byte[] write(Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    public String writeText(Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * A tree of maps and lists as a record of the model, or the other way round. A value that does not fit its component is
     * {@code null} in the record.
     */
    public <T> T convert(Object value, Class<T> type) {
        return OddValues.convert(mapper, value, type);
    }

    /** Any object as maps, lists and scalars. */
    Object toPlain(Object value) {
        if (value instanceof JsonNode node && node.isMissingNode()) {
            return null;
        }
        boolean ours = value != null && value.getClass().getPackage() == Lead.class.getPackage();
        return (ours ? mapper : foreign).convertValue(value, Object.class);
    }
}
