package io.github.camelhubspot.internal.lead;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.BaseStream;

import io.github.camelhubspot.internal.http.HttpBody;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.operation.Json;
import io.github.camelhubspot.internal.operation.Operation;

/**
 * Iterates over the inputs in the body of a batch message: a list, an iterator, HubSpot's own request with {@code inputs}, JSON
 * of one of these, or a sequence of JSON values. JSON is parsed lazily.
 *
 * <p>Not thread-safe.
 */
public final class BatchSource implements Iterator<Object>, Closeable {

    private final Map<String, Object> fields;
    private final Iterator<?> elements;
    /** Closed together with this source if it is closeable; may be {@code null}. */
    private final Object resource;

    private BatchSource(Map<String, Object> fields, Iterator<?> elements, Object resource) {
        this.fields = fields;
        this.elements = elements;
        this.resource = resource;
    }

    /**
     * Creates a source from a body.
     *
     * @param  usesFields whether the fields of a request beside its inputs are used
     * @param  streaming  whether inputs are sent before the body is read completely, so that the fields must precede them
     * @throws io.github.camelhubspot.HubSpotValidationException if the body has none of these forms
     */
    public static BatchSource of(Operation operation, Json json, Object raw, boolean usesFields, boolean streaming) {
        Input input = new Input(operation, json, raw);
        if (!input.isEmpty() && (raw instanceof CharSequence || raw instanceof byte[] || raw instanceof InputStream
                || raw instanceof Reader || raw instanceof HttpBody.Content)) {
            return ofJson(operation, json, raw, usesFields, streaming);
        }
        Object plain = raw instanceof BaseStream<?, ?> stream ? stream.iterator() : input.plain();
        Map<String, Object> fields = Map.of();
        Object inputs = plain;
        if (plain instanceof Map<?, ?>) {
            fields = new LinkedHashMap<>(input.map());
            inputs = fields.remove(BatchPayload.INPUTS);
        }
        Iterator<?> elements = iterator(inputs);
        if (elements == null) {
            throw notABatch(operation, plain);
        }
        return new BatchSource(fields, elements, raw);
    }

    private static BatchSource ofJson(Operation operation, Json json, Object raw, boolean usesFields, boolean streaming) {
        JsonInputs parsed = null;
        try {
            parsed = new JsonInputs(operation, json, raw instanceof HttpBody.Content content ? content.open()
                    : raw instanceof CharSequence text ? text.toString() : raw, usesFields && streaming);
            parsed.begin();
            if (!parsed.hasInputs()) {
                throw notABatch(operation, null);
            }
            Iterator<?> elements = parsed;
            if (usesFields && !streaming && parsed.inRequest()) {
                List<Object> all = new ArrayList<>();
                parsed.forEachRemaining(all::add);
                elements = all.iterator();
            }
            return new BatchSource(parsed.fields(), elements, parsed);
        } catch (IOException | RuntimeException e) {
            closeQuietly(parsed);
            throw e instanceof IOException failure ? Input.unreadable(operation, failure) : (RuntimeException) e;
        }
    }

    private static RuntimeException notABatch(Operation operation, Object plain) {
        return operation.invalid("the body of " + operation.name()
                + " must be a list, an iterator or an object with a list inputs, but is " + Input.describe(plain));
    }

    private static Iterator<?> iterator(Object value) {
        return value instanceof Iterable<?> iterable ? iterable.iterator()
                : value instanceof Iterator<?> iterator ? iterator
                : value instanceof Object[] array ? Arrays.asList(array).iterator()
                : value instanceof Number || value instanceof CharSequence ? List.of(Objects.toString(value)).iterator()
                : null;
    }

    /** Returns the fields of a request beside its inputs. */
    public Map<String, Object> fields() {
        return fields;
    }

    /** Returns at most {@code limit} of the next elements. */
    List<Object> first(int limit) {
        List<Object> result = new ArrayList<>();
        while (result.size() < limit && hasNext()) {
            result.add(next());
        }
        return result;
    }

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    @Override
    public Object next() {
        return elements.next();
    }

    @Override
    public void close() {
        closeQuietly(resource);
    }

    /** Ignores a failure of the close, because all that was needed has been read. */
    private static void closeQuietly(Object resource) {
        if (resource instanceof AutoCloseable closeable && !(resource instanceof HttpBody.Content)) {
            try {
                closeable.close();
            } catch (Exception e) {
                return;
            }
        }
    }
}
