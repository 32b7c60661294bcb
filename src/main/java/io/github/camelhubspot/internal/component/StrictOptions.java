package io.github.camelhubspot.internal.component;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.github.camelhubspot.internal.support.TimeSpans;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * Sets the options of a component, an endpoint or a configuration bean, and refuses a text that does not have the option's
 * type. Camel would set 0 for such a text, so a typing error would switch off retries or a limit. A blank text leaves the
 * option as it is, so that an unset environment variable does not hide a value from elsewhere.
 */
class StrictOptions implements PropertyConfigurer, PropertyConfigurerGetter {

    /** Camel's tools use it for a placeholder without a value. */
    private static final String PLACEHOLDER_OF_TOOLS = "@@CamelMagicValue@@";
    private static final Map<Class<?>, Set<String>> TIME_SPANS = new ConcurrentHashMap<>();

    private final PropertyConfigurer setter;
    private final PropertyConfigurerGetter getter;

    <C extends PropertyConfigurer & PropertyConfigurerGetter> StrictOptions(C options) {
        this.setter = options;
        this.getter = options;
    }

    private StrictOptions(PropertyConfigurer setter, PropertyConfigurerGetter getter) {
        this.setter = setter;
        this.getter = getter;
    }

    /** @param generated the configurer that Camel generates; {@code null} while the component is built */
    static PropertyConfigurer of(PropertyConfigurer generated) {
        return generated instanceof PropertyConfigurerGetter getter ? new StrictOptions(generated, getter) : generated;
    }

    @Override
    public boolean configure(CamelContext camelContext, Object target, String name, Object value, boolean ignoreCase) {
        Class<?> type = getter.getOptionType(name, ignoreCase);
        if (type == null || !(value instanceof String text) || text.startsWith("#") || text.equals(PLACEHOLDER_OF_TOOLS)) {
            return setter.configure(camelContext, target, name, value, ignoreCase);
        }
        return text.isBlank() || setter.configure(camelContext, target, name, parsed(target, name, type, text.strip()), ignoreCase);
    }

    private static Object parsed(Object target, String option, Class<?> type, String text) {
        try {
            if (TIME_SPANS.computeIfAbsent(target.getClass(), StrictOptions::timeSpans).contains(option)) {
                return timeSpan(text);
            }
            return type == int.class || type == Integer.class ? Integer.valueOf(text)
                    : type == long.class || type == Long.class ? Long.valueOf(text)
                    : type == double.class || type == Double.class ? number(text)
                    : type == boolean.class || type == Boolean.class ? bool(text)
                    : type.isEnum() ? constant(type, text) : text;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " '" + text + "' is not a " + (type == double.class
                    || type == Double.class ? "number" : "whole number"), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ' ' + e.getMessage(), e);
        }
    }

    private static Duration timeSpan(String text) {
        Duration span = TimeSpans.parse(text);
        try {
            span.toMillis();
            return span;
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is longer than a number of milliseconds can be", e);
        }
    }

    private static Double number(String text) {
        Double value = Double.valueOf(text);
        if (value.isNaN() || value.isInfinite()) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    private static Boolean bool(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("'" + text + "' is not true or false");
        }
        return Boolean.valueOf(text);
    }

    private static Object constant(Class<?> type, String text) {
        StringBuilder names = new StringBuilder();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            if (name.equalsIgnoreCase(text.replace('-', '_'))) {
                return constant;
            }
            names.append(names.isEmpty() ? "" : ", ").append(name);
        }
        throw new IllegalArgumentException("'" + text + "' is not one of " + names);
    }

    /** Returns the options of a class that are time spans. Their setters and the generated configurer declare them as numbers. */
    private static Set<String> timeSpans(Class<?> owner) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                UriParam option = field.getAnnotation(UriParam.class);
                // Camel declares the times of its scheduler as numbers without a Java type
                boolean ofCamel = type.getName().startsWith("org.apache.camel.") && field.getType() == long.class;
                if (option != null && (ofCamel || option.javaType().equals(Duration.class.getName()))) {
                    names.add(field.getName());
                }
                if (field.getType().isAnnotationPresent(UriParams.class)) {
                    names.addAll(timeSpans(field.getType()));
                }
            }
        }
        return names;
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return getter.getOptionType(name, ignoreCase);
    }

    @Override
    public String[] getAutowiredNames() {
        return getter.getAutowiredNames();
    }

    @Override
    public Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return getter.getCollectionValueType(target, name, ignoreCase);
    }

    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return getter.getOptionValue(target, name, ignoreCase);
    }
}
