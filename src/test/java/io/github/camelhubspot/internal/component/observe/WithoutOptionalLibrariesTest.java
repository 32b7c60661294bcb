package io.github.camelhubspot.internal.component.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.leads.HubSpotLeadsComponent;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The component works without Micrometer, camel-health, camel-management and camel-console. */
@Tag("integration")
class WithoutOptionalLibrariesTest {

    /** An application on a class path without them, in a class loader of its own. */
    public static final class Application {

        private Application() {
        }

        /** Makes a call; returns its status. */
        public static Integer call(String url, String token) throws Exception {
            HubSpotConfiguration configuration = new HubSpotConfiguration();
            configuration.setServiceUrl(url);
            configuration.setAccessToken(token);
            try (CamelContext context = new DefaultCamelContext()) {
                context.getComponent("hubspot-leads", HubSpotLeadsComponent.class).setConfiguration(configuration);
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("hubspot-leads:changes").to("log:changes");
                    }
                });
                context.start();
                try (var template = context.createFluentProducerTemplate()) {
                    return template.to("hubspot-leads:list").send().getMessage()
                            .getHeader("CamelHubSpotStatusCode", Integer.class);
                }
            }
        }
    }

    @Test
    void makesCallsAndConsumesChangesWithoutThem() throws Exception {
        URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(File::new)
                .filter(file -> !file.getName().matches("(micrometer|camel-health|camel-management|camel-console)-.*"))
                .map(WithoutOptionalLibrariesTest::url).toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (HubSpotSandbox sandbox = HubSpotSandbox.start();
                URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            for (String absent : new String[] { "io.micrometer.core.instrument.MeterRegistry",
                    "org.apache.camel.impl.health.AbstractHealthCheck" }) {
                assertThatThrownBy(() -> loader.loadClass(absent)).isInstanceOf(ClassNotFoundException.class);
            }
            Object status = loader.loadClass(Application.class.getName()).getMethod("call", String.class, String.class)
                    .invoke(null, sandbox.url(), sandbox.accessToken());
            assertThat(status).isEqualTo(200);
            assertThat(sandbox.requests().count("GET", ".*/leads")).isEqualTo(1);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(File file) {
        try {
            return file.toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
