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
 * Makes records of trees in which some values do not fit their components, such as a text where a moment is expected. Such a
 * value is {@code null} in the record: one odd value must not lose a page of records. Logs where it stands, but not the value,
 * which may be personal data.
 */
final class OddValues {

    private static final Logger LOG = LoggerFactory.getLogger(OddValues.class);
    /** Each costs a further conversion of the whole tree. */
    private static final int MOST = 500;

    private OddValues() {
    }

    /** @throws IllegalArgumentException if there is no record even so */
    static <T> T convert(ObjectMapper mapper, Object value, Class<T> type) {
        Object tree = value;
        for (int odd = 0;; odd++) {
            try {
                return mapper.convertValue(tree, type);
            } catch (IllegalArgumentException e) {
                if (odd == MOST || !(e.getCause() instanceof JsonMappingException failure) || failure.getPath().isEmpty()) {
                    throw e;
                }
                Object without = without(tree, failure.getPath(), 0);
                if (without == tree) {
                    throw e;
                }
                LOG.warn("HubSpot answered a value that does not fit {} at {}: it is null in the record; outputType=MAP has it as it"
                        + " came", type.getSimpleName(), text(failure.getPath()));
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

    /** @return a copy in which there is {@code null} at a path; the tree itself if nothing is there */
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
