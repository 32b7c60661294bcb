package io.github.camelhubspot.imports;

import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.camelhubspot.HubSpotConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Uploads a file twice at the same time, as a file and as a stream. Runs in its own JVM, which has less memory than the file has
 * bytes.
 */
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
                List<CompletableFuture<Map<?, ?>>> uploads = List.of(upload(template, file), upload(template, stream));
                for (CompletableFuture<Map<?, ?>> upload : uploads) {
                    if (!"STARTED".equals(upload.join().get("state"))) {
                        throw new IllegalStateException(upload.join().toString());
                    }
                }
            }
        } finally {
            context.stop();
        }
    }

    private static CompletableFuture<Map<?, ?>> upload(ProducerTemplate template, Object body) {
        return template.asyncRequestBody("hubspot-import:start?objectTypeId=0-1&fileName=gr\u00f6\u00dfe.csv&columnMappings=AUTO",
                body, Map.class).thenApply(response -> response);
    }
}
