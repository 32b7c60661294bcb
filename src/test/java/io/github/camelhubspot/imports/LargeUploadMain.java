package io.github.camelhubspot.imports;

import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;

import io.github.camelhubspot.HubSpotConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** Uploads a file twice, as a file and as a stream: run in a JVM of its own, with less memory than the file is long. */
final class LargeUploadMain {

    private LargeUploadMain() {
    }

    /** @param args service URL and file */
    public static void main(String[] args) throws Exception {
        File file = new File(args[1]);
        CamelContext context = new DefaultCamelContext();
        try (InputStream stream = new FileInputStream(file)) {
            HubSpotConfiguration configuration = new HubSpotConfiguration();
            configuration.setServiceUrl(args[0]);
            configuration.setAccessToken("any");
            context.getComponent("hubspot-import", HubSpotImportComponent.class).setConfiguration(configuration);
            context.start();
            try (ProducerTemplate template = context.createProducerTemplate()) {
                for (Object body : new Object[] { file, stream }) {
                    Map<?, ?> answer = template.requestBodyAndHeaders("hubspot-import:start?objectTypeId=0-1&fileName=gr\u00f6\u00dfe.csv"
                            + "&columnMappings=AUTO", body, Map.of(), Map.class);
                    if (!"STARTED".equals(answer.get("state"))) {
                        throw new IllegalStateException(answer.toString());
                    }
                }
            }
        } finally {
            context.stop();
        }
    }
}
