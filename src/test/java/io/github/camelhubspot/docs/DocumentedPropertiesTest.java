package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.github.camelhubspot.docs.MarkdownPage.Block;
import io.github.camelhubspot.sandbox.HubSpotSandbox;
import io.github.camelhubspot.sandbox.HubSpotSandboxExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each block of properties on the pages binds in Camel Main and takes effect. */
@Execution(ExecutionMode.SAME_THREAD) // the tests of this class share a sandbox
@Tag("integration")
class DocumentedPropertiesTest {

    @RegisterExtension
    static final HubSpotSandboxExtension HUBSPOT = new HubSpotSandboxExtension();

    private static final Pattern PREFIX = Pattern.compile("camel\\.(beans\\.[a-z]+|component\\.hubspot-[a-z]+)\\.");

    static List<Block> blocks() {
        return MarkdownPage.allBlocks().stream().filter(block -> block.info().equals("properties")).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void bindsWithoutAnUnknownKey(Block block, HubSpotSandbox hubspot) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(block.text()));
        TreeSet<String> prefixes = new TreeSet<>();
        PREFIX.matcher(block.text()).results().forEach(match -> prefixes.add(match.group()));
        prefixes.forEach(prefix -> properties.setProperty(prefix + "service-url", hubspot.url()));
        if (!block.text().contains("oken=")) {
            prefixes.forEach(prefix -> properties.setProperty(prefix + "access-token", hubspot.accessToken()));
        }
        DocumentedMain main = new DocumentedMain();
        main.setPropertyPlaceholderLocations("false");
        main.setOverrideProperties(properties);
        main.configure().setAutoConfigurationFailFast(true);
        try {
            main.start();
            List<String> schemes = List.of("hubspot-leads", "hubspot-import").stream().filter(scheme -> prefixes.stream()
                    .anyMatch(prefix -> prefix.contains(scheme) || prefix.startsWith("camel.beans."))).toList();
            for (String scheme : schemes) {
                main.getCamelContext().createProducerTemplate().requestBody(scheme + ":list", (Object) null);
                assertThat(hubspot.requests().last().header("Authorization")).startsWith("Bearer sandbox-");
            }
        } finally {
            main.stop();
        }
    }

    /** Returns a Camel Main with the environment variables that the pages name. */
    private static final class DocumentedMain extends Main {

        @Override
        protected CamelContext createCamelContext() {
            CamelContext context = super.createCamelContext();
            context.getPropertiesComponent().addPropertiesFunction(new DocumentedEnvironment());
            return context;
        }
    }
}
