package io.github.camelhubspot.internal.component;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.github.camelhubspot.HubSpotConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.component.PropertyConfigurerSupport;

/**
 * Sets the options of a configuration bean, such as {@code camel.beans.hubspot.maxRetries=5}, with the same checks as for a
 * component. Camel finds this class by the name of the bean's class under {@code META-INF/services}. A generated configurer would
 * set 0 for a text that is not a number.
 */
public final class HubSpotConfigurationConfigurer extends StrictOptions {

    public HubSpotConfigurationConfigurer() {
        super(new Setters());
    }

    private static final class Setters extends PropertyConfigurerSupport implements PropertyConfigurer, PropertyConfigurerGetter {

        private static final Map<String, Method> SETTERS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        static {
            for (Method method : HubSpotConfiguration.class.getMethods()) {
                if (method.getName().startsWith("set") && method.getParameterCount() == 1) {
                    SETTERS.put(method.getName().substring(3), method);
                }
            }
        }

        @Override
        public boolean configure(CamelContext camelContext, Object target, String name, Object value, boolean ignoreCase) {
            Method setter = SETTERS.get(name);
            if (setter == null) {
                return false;
            }
            Class<?> type = setter.getParameterTypes()[0];
            call(setter, target, value instanceof Duration span && type == long.class ? span.toMillis()
                    : property(camelContext, type, value));
            return true;
        }

        @Override
        public Class<?> getOptionType(String name, boolean ignoreCase) {
            Method setter = SETTERS.get(name);
            return setter == null ? null : setter.getParameterTypes()[0];
        }

        @Override
        public Object getOptionValue(Object target, String name, boolean ignoreCase) {
            Method setter = SETTERS.get(name);
            if (setter == null) {
                return null;
            }
            String prefix = setter.getParameterTypes()[0] == boolean.class ? "is" : "get";
            try {
                return call(HubSpotConfiguration.class.getMethod(prefix + setter.getName().substring(3)), target);
            } catch (NoSuchMethodException e) {
                throw new RuntimeCamelException(e);
            }
        }

        private static Object call(Method method, Object target, Object... arguments) {
            try {
                return method.invoke(target, arguments);
            } catch (ReflectiveOperationException e) {
                throw new RuntimeCamelException(e);
            }
        }
    }
}
