package io.github.camelhubspot.internal.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts trees to records and replaces values that do not fit their components by {@code null}, such as a text that is not a
 * time. Otherwise one unexpected value would lose a page of records. Logs the path of the value, but not the value, which may be
 * personal data.
 */
final class LenientConversion {

    private static final Logger LOG = LoggerFactory.getLogger(LenientConversion.class);
    /** Each replaced value costs another conversion of the whole tree. */
    private static final int MAX_REPLACED = 500;

    private LenientConversion() {
    }

    /** @throws IllegalArgumentException if the tree cannot be converted even so */
    static <T> T convert(ObjectMapper mapper, Object value, Class<T> type) {
        Object tree = value;
        for (int replaced = 0;; replaced++) {
            try {
                return mapper.convertValue(tree, type);
            } catch (IllegalArgumentException e) {
                if (replaced == MAX_REPLACED || !(e.getCause() instanceof JsonMappingException failure)
                        || failure.getPath().isEmpty()) {
                    throw e;
                }
                Object without = without(tree, failure.getPath(), 0);
                if (without == tree) {
                    throw e;
                }
                LOG.warn("HubSpot returned a value that does not fit {} at '{}': it is null in the record. With outputType=MAP"
                        + " the body has the value.", type.getSimpleName(), text(failure.getPath()));
                tree = without;
            }
        }
    }

    private static String text(List<Reference> path) {
        StringBuilder text = new StringBuilder();
        for (Reference step : path) {
            text.append(step.getFieldName() == null ? "[" + step.getIndex() + ']' : (text.isEmpty() ? "" : ".") + step.getFieldName());
        }
        return text.toString();
    }

    /** Returns a copy with {@code null} at a path, or the tree itself if there is no value at that path. */
    private static Object without(Object tree, List<Reference> path, int depth) {
        if (depth == path.size()) {
            return null;
        }
        Reference step = path.get(depth);
        if (tree instanceof Map<?, ?> map && map.get(step.getFieldName()) != null) {
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            copy.put(step.getFieldName(), without(map.get(step.getFieldName()), path, depth + 1));
            return copy;
        }
        if (tree instanceof List<?> list && step.getIndex() >= 0 && step.getIndex() < list.size()
                && list.get(step.getIndex()) != null) {
            List<Object> copy = new ArrayList<>(list);
            copy.set(step.getIndex(), without(list.get(step.getIndex()), path, depth + 1));
            return copy;
        }
        return tree;
    }
}
