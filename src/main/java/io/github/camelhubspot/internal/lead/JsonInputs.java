package io.github.camelhubspot.internal.lead;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.Operation;

/**
 * Parses inputs from JSON one by one: an array, an object with an array {@code inputs}, or a sequence of values.
 *
 * <p>Not thread-safe.
 */
final class JsonInputs implements Iterator<Object>, Closeable {

    private enum Form {
        ARRAY, REQUEST, VALUES
    }

    private final Operation operation;
    private final Json json;
    private final JsonParser parser;
    private final boolean fieldsFirst;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private Form form;
    private Object next;
    private boolean ready;
    private boolean ended;

    /**
     * @param source      text, bytes, stream or reader
     * @param fieldsFirst whether fields after the inputs are refused
     */
    JsonInputs(Operation operation, Json json, Object source, boolean fieldsFirst) throws IOException {
        this.fieldsFirst = fieldsFirst;
        this.operation = operation;
        this.json = json;
        this.parser = json.parser(source);
    }

    /** Reads up to the first input. */
    void begin() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
            form = Form.ARRAY;
        } else if (token == JsonToken.START_OBJECT) {
            form = readFields() ? Form.REQUEST : Form.VALUES;
            if (form == Form.VALUES) {
                next = new LinkedHashMap<>(fields);
                fields.clear();
                ready = true;
            }
        } else if (token != null && token != JsonToken.VALUE_NULL) {
            form = Form.VALUES;
            next = json.value(parser);
            ready = true;
        }
    }

    /** Reads fields. Returns whether it has reached the array of inputs; otherwise it has reached the end of the object. */
    private boolean readFields() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(BatchPayload.INPUTS)) {
                return true;
            }
            fields.put(name, json.value(parser));
        }
        return false;
    }

    boolean hasInputs() {
        return form != null;
    }

    /** Returns whether the inputs are in an object that may have other fields after them. */
    boolean inRequest() {
        return form == Form.REQUEST;
    }

    /** Returns the fields beside the inputs that have been read so far. */
    Map<String, Object> fields() {
        return fields;
    }

    @Override
    public boolean hasNext() {
        if (!ready && !ended) {
            try {
                advance();
            } catch (IOException e) {
                ended = true;
                throw Input.unreadable(operation, e);
            }
        }
        return ready;
    }

    private void advance() throws IOException {
        JsonToken token = parser.nextToken();
        if (form == Form.VALUES ? token != null : token != JsonToken.END_ARRAY) {
            if (token == null) {
                throw new JsonEOFException(parser, null, "the list of inputs is incomplete");
            }
            next = json.value(parser);
            ready = true;
            return;
        }
        ended = true;
        if (form == Form.REQUEST) {
            int before = fields.size();
            readFields();
            if (fieldsFirst && fields.size() > before) {
                throw operation.invalid("with streaming=true the fields of the request must precede inputs, but some"
                        + " follow them and could not be used");
            }
        }
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "there is more text after the end of the inputs");
        }
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ready = false;
        return next;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        parser.close();
    }
}
