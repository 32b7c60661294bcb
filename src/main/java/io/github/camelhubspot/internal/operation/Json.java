package io.github.camelhubspot.internal.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.camelhubspot.internal.support.Texts;
import io.github.camelhubspot.model.Lead;

/**
 * Reads and writes JSON. Numbers keep all digits.
 *
 * <p>Thread-safe: readers, writers and configured mappers are immutable.
 */
public final class Json {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Limit of names, values and brackets in a response. The length of the text does not limit memory: 60 MB of empty lists, 57
     * KB when compressed, take more than a gigabyte. The largest responses of the API have some hundred thousand tokens.
     */
    private static final int MAX_TOKENS = 4_000_000;

    /** For HubSpot's JSON and the records of the model; the user's mapper does not affect it. */
    private final ObjectMapper mapper;
    /** For objects of the user's types. */
    private final ObjectMapper userMapper;
    private final ObjectReader anyReader;
    private final ObjectReader valueReader;
    private final ObjectReader mapReader;
    private final ObjectWriter writer;

    /** @param own the user's mapper, which is copied; {@code null} for a default one */
    public Json(ObjectMapper own) {
        mapper = configured(new ObjectMapper());
        userMapper = configured(own == null ? new ObjectMapper() : own.copy()).registerModule(new EmbeddedTimesModule());
        ObjectReader exact = mapper.reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        anyReader = exact.forType(Object.class);
        valueReader = anyReader.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapReader = new ObjectMapper(JsonFactory.builder().streamReadConstraints(
                StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build()).build()).reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).forType(mapper.getTypeFactory().constructMapType(LinkedHashMap.class,
                String.class, Object.class));
        writer = mapper.writer();
    }

    private static ObjectMapper configured(ObjectMapper mapper) {
        return mapper.registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** Reads any JSON value as maps, lists and scalars; {@code null} also for an empty source. */
    public Object readAny(Object source) throws IOException {
        try (JsonParser parser = parser(source)) {
            return parser.nextToken() == null ? null : value(parser, anyReader);
        }
    }

    /**
     * Returns a parser for JSON that may begin with a byte order mark.
     *
     * @param source text, bytes, stream or reader; closed with the parser
     */
    public JsonParser parser(Object source) throws IOException {
        if (source instanceof String text) {
            return anyReader.createParser(withoutByteOrderMark(text));
        }
        if (source instanceof byte[] bytes) {
            return anyReader.createParser(bytes);
        }
        return source instanceof Reader reader ? anyReader.createParser(withoutByteOrderMark(reader))
                : anyReader.createParser((InputStream) source);
    }

    /** Reads the value at which a parser stands as maps, lists and scalars. The parser then stands at its end. */
    public Object value(JsonParser parser) throws IOException {
        return value(parser, valueReader);
    }

    /** Adds the place to the failure of a number with too many digits, whose exception has none. */
    private static Object value(JsonParser parser, ObjectReader reader) throws IOException {
        try {
            return reader.readValue(parser);
        } catch (NumberFormatException e) {
            throw new JsonParseException(parser, "the number" + place(parser) + " has more digits than HubSpot can hold", e);
        }
    }

    private static String place(JsonParser parser) {
        StringBuilder path = new StringBuilder();
        for (JsonPointer at = parser.getParsingContext().pathAsPointer(); !at.matches(); at = at.tail()) {
            path.append(at.mayMatchElement() ? "[" + at.getMatchingIndex() + ']'
                    : (path.isEmpty() ? "" : ".") + Texts.printable(at.getMatchingProperty()));
        }
        return path.isEmpty() ? "" : " at " + path;
    }

    /** Removes the byte order mark that some editors put at the beginning of a file. Jackson itself skips it in bytes only. */
    public static String withoutByteOrderMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static Reader withoutByteOrderMark(Reader reader) throws IOException {
        PushbackReader text = new PushbackReader(reader);
        int first = text.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            text.unread(first);
        }
        return text;
    }

    /** Reads the JSON object of a response. Refuses more than {@value #MAX_TOKENS} tokens. */
    public Map<String, Object> readMap(InputStream source) throws IOException {
        try (JsonParser parser = mapReader.createParser(source)) {
            return map(parser);
        }
    }

    /** Reads the JSON object of a response. Refuses more than {@value #MAX_TOKENS} tokens. */
    public Map<String, Object> readMap(byte[] source) throws IOException {
        try (JsonParser parser = mapReader.createParser(source)) {
            return map(parser);
        }
    }

    @SuppressWarnings("unchecked") // the reader makes maps with texts as keys
    private Map<String, Object> map(JsonParser parser) throws IOException {
        return (Map<String, Object>) value(parser, mapReader);
    }

    /** Reads a JSON object as a record of the model. */
    public <T> T read(byte[] source, Class<T> type) throws IOException {
        return mapper.readValue(source, type);
    }

    public byte[] write(Object value) {
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
     * Converts maps and lists to a record of the model, or back. A value that does not fit its component becomes {@code null}.
     */
    public <T> T convert(Object value, Class<T> type) {
        return LenientConversion.convert(mapper, value, type);
    }

    /** Converts any object to maps, lists and scalars. Dates and times stay Java objects. */
    public Object toPlain(Object value) {
        if (value instanceof JsonNode node && node.isMissingNode()) {
            return null;
        }
        boolean ofModel = value != null && value.getClass().getPackage() == Lead.class.getPackage();
        return (ofModel ? mapper : userMapper).convertValue(value, Object.class);
    }
}
