package io.github.camelhubspot.internal.operation;

import java.io.IOException;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Calendar;
import java.util.Date;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;

/**
 * Keeps dates, times and durations as Java objects when Jackson converts a user's object to a map. They are then checked like
 * those of a map; Jackson's text of a local time or of a duration would be accepted as the text of a property. Annotations and
 * serializers of the user take precedence.
 */
final class EmbeddedTimesModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    EmbeddedTimesModule() {
        setSerializerModifier(new Modifier());
    }

    private static final class Modifier extends BeanSerializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonSerializer<?> modifySerializer(SerializationConfig config, BeanDescription description,
                JsonSerializer<?> serializer) {
            Class<?> type = description.getBeanClass();
            boolean time = TemporalAccessor.class.isAssignableFrom(type) || TemporalAmount.class.isAssignableFrom(type)
                    || Date.class.isAssignableFrom(type) || Calendar.class.isAssignableFrom(type);
            boolean jacksons = serializer.getClass().getName().startsWith("com.fasterxml.jackson.");
            return time && jacksons && !type.isEnum() ? new EmbeddedTimeSerializer(serializer) : serializer;
        }
    }

    /** Works only with a generator that builds a tree, not with one that writes text. */
    private static final class EmbeddedTimeSerializer extends JsonSerializer<Object> implements ContextualSerializer {

        private final JsonSerializer<?> text;

        EmbeddedTimeSerializer(JsonSerializer<?> text) {
            this.text = text;
        }

        @Override
        public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty property)
                throws JsonMappingException {
            JsonFormat.Value format = property == null ? JsonFormat.Value.empty()
                    : property.findPropertyFormat(provider.getConfig(), property.getType().getRawClass());
            return format.hasPattern() || format.hasShape() ? provider.handleSecondaryContextualization(text, property) : this;
        }

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeEmbeddedObject(value);
        }
    }
}
