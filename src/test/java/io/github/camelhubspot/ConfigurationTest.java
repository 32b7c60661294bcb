package io.github.camelhubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelhubspot.leads.HubSpotLeadsComponent;
import io.github.camelhubspot.leads.HubSpotLeadsEndpoint;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the options of a bean, a component and an endpoint are combined. */
class ConfigurationTest extends HubSpotTestSupport {

    private static final Map<Class<?>, Object> OTHER_VALUES = Map.of(String.class, "other", long.class, 7L, int.class, 7,
            Integer.class, 6, double.class, 1.5, HttpVersion.class, HttpVersion.HTTP_2, Compression.class, Compression.NEVER,
            SSLContextParameters.class, new SSLContextParameters(), HttpClientConfigurer.class,
            (HttpClientConfigurer) builder -> {
            }, ObjectMapper.class, new ObjectMapper());

    private static List<Method> setters() {
        List<Method> setters = Stream.of(HubSpotConfiguration.class.getDeclaredMethods())
                .filter(method -> method.getName().startsWith("set")).toList();
        assertThat(setters).hasSizeGreaterThan(10);
        return setters;
    }

    private static HubSpotConfiguration changed(Method setter) throws ReflectiveOperationException {
        HubSpotConfiguration configuration = new HubSpotConfiguration();
        Class<?> type = setter.getParameterTypes()[0];
        setter.invoke(configuration, type == boolean.class ? !isOn(configuration, setter) : OTHER_VALUES.get(type));
        return configuration;
    }

    private static boolean isOn(HubSpotConfiguration configuration, Method setter) throws ReflectiveOperationException {
        return (boolean) HubSpotConfiguration.class.getMethod("is" + setter.getName().substring(3)).invoke(configuration);
    }

    @Test
    void aCopyHasEveryOption() throws ReflectiveOperationException {
        for (Method setter : setters()) {
            HubSpotConfiguration configuration = changed(setter);
            assertThat(configuration.copy()).as(setter.getName()).isNotSameAs(configuration)
                    .usingRecursiveComparison().isEqualTo(configuration);
        }
    }

    @Test
    void everySetOptionWinsAndEveryOtherComesFromTheBase() throws ReflectiveOperationException {
        for (Method setter : setters()) {
            HubSpotConfiguration configuration = changed(setter);
            assertThat(configuration.over(new HubSpotConfiguration())).as(setter.getName())
                    .usingRecursiveComparison().isEqualTo(configuration);
            assertThat(new HubSpotConfiguration().over(configuration)).as(setter.getName())
                    .usingRecursiveComparison().isEqualTo(configuration);
        }
    }

    @Test
    void aCredentialIsNeverMixed() {
        HubSpotConfiguration bean = new HubSpotConfiguration();
        bean.setClientId("id");
        bean.setClientSecret("secret");
        bean.setRefreshToken("refresh");
        bean.setMaxConnections(3);
        HubSpotConfiguration own = new HubSpotConfiguration();
        own.setAccessToken("token");
        HubSpotConfiguration merged = own.over(bean);
        assertThat(merged.getAccessToken()).isEqualTo("token");
        assertThat(merged.getClientSecret()).isNull();
        assertThat(merged.getMaxConnections()).isEqualTo(3);
    }

    @Test
    void optionsOfAComponentWinOverTheBeanInTheRegistryInAnyOrder() throws Exception {
        for (String bean : List.of("found in the registry", "set before", "set after")) {
            try (CamelContext other = new DefaultCamelContext()) {
                HubSpotLeadsComponent component = other.getComponent("hubspot-leads", HubSpotLeadsComponent.class);
                other.getRegistry().bind("hubspot", configuration());
                if (bean.equals("set before")) {
                    component.setConfiguration(configuration());
                }
                PropertyBindingSupport.build().withConfigurer(component.getComponentPropertyConfigurer())
                        .bind(other, component, "apiVersion", "2026-03");
                if (bean.equals("set after")) {
                    component.setConfiguration(configuration());
                }
                other.start();
                try (ProducerTemplate producer = other.createProducerTemplate()) {
                    assertThat(producer.request("hubspot-leads:list", exchange -> {
                    }).getException()).as(bean).isNull();
                }
                assertThat(sandbox().requests().last().path()).as(bean).isEqualTo("/crm/objects/2026-03/leads");
            }
        }
    }

    @Test
    void anOptionThatIsSetToItsDefaultWins() throws Exception {
        HubSpotConfiguration bean = configuration();
        bean.setMaxRetries(5);
        bean.setFollowRedirects(true);
        bean.setCompression(Compression.NEVER);
        try (CamelContext other = new DefaultCamelContext()) {
            other.getRegistry().bind("hubspot", bean);
            HubSpotLeadsComponent component = other.getComponent("hubspot-leads", HubSpotLeadsComponent.class);
            PropertyBindingSupport.build().withConfigurer(component.getComponentPropertyConfigurer())
                    .bind(other, component, "maxRetries", "3");
            PropertyBindingSupport.build().withConfigurer(component.getComponentPropertyConfigurer())
                    .bind(other, component, "followRedirects", "false");
            other.start();
            HubSpotConfiguration used = other.getEndpoint("hubspot-leads:list", HubSpotLeadsEndpoint.class).getConfiguration();
            assertThat(used.getMaxRetries()).isEqualTo(3);
            assertThat(used.isFollowRedirects()).isFalse();
            assertThat(used.getCompression()).isEqualTo(Compression.NEVER);
        }
    }

    @Test
    void anOptionThatIsNotSetHasItsDefault() throws ReflectiveOperationException {
        HubSpotConfiguration plain = new HubSpotConfiguration();
        for (Method setter : setters()) {
            Field field = HubSpotConfiguration.class.getDeclaredField(
                    Character.toLowerCase(setter.getName().charAt(3)) + setter.getName().substring(4));
            UriParam option = field.getAnnotation(UriParam.class);
            String prefix = setter.getParameterTypes()[0] == boolean.class ? "is" : "get";
            Object value = HubSpotConfiguration.class.getMethod(prefix + setter.getName().substring(3)).invoke(plain);
            if (option != null && value != null && !option.defaultValue().isEmpty()) {
                assertThat(value).as(field.getName()).hasToString(option.defaultValue());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "accessToken=", "accessToken= ", "accessToken={{unset:}}", "clientId=&clientSecret=&refreshToken=",
        "accessToken={{?unset}}" })
    void aBlankCredentialOfAnEndpointDoesNotHideThatOfTheComponent(String options) {
        Exchange exchange = send("hubspot-leads:list?" + options, null);
        assertThat(exchange.getException()).isNull();
        assertThat(sandbox().requests().last().header("Authorization")).isEqualTo("Bearer " + sandbox().accessToken());
    }

    @Test
    void aBlankCredentialOfAComponentDoesNotHideThatOfTheBean() throws Exception {
        try (CamelContext other = new DefaultCamelContext()) {
            other.getRegistry().bind("hubspot", configuration());
            HubSpotConfiguration own = new HubSpotConfiguration();
            own.setAccessToken(" ");
            own.setProxyHost("");
            assertThat(own.over(configuration())).usingRecursiveComparison().isEqualTo(configuration());
            PropertyBindingSupport.build().withConfigurer(other.getComponent("hubspot-leads").getComponentPropertyConfigurer())
                    .bind(other, other.getComponent("hubspot-leads"), "accessToken", "");
            other.start();
            try (ProducerTemplate producer = other.createProducerTemplate()) {
                assertThat(producer.request("hubspot-leads:list", exchange -> {
                }).getException()).isNull();
            }
        }
    }

    @Test
    void ignoresTheBeanWithoutAutowiring() throws Exception {
        try (CamelContext other = new DefaultCamelContext()) {
            other.setAutowiredEnabled(false);
            other.getRegistry().bind("hubspot", configuration());
            other.start();
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> other.getEndpoint("hubspot-leads:list").createProducer())
                    .hasMessageContaining("No HubSpot credential is configured");
        }
    }
}
