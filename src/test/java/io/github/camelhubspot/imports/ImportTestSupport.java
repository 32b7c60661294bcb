package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.sandbox.SandboxRequest;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.Exchange;

/** Base class of the tests of {@code hubspot-import:}. */
abstract class ImportTestSupport extends HubSpotTestSupport {

    protected static final String START = "hubspot-import:start";
    protected static final String CSV = "Email,First\njane@example.com,Jane\n";
    protected static final ObjectMapper JSON = new ObjectMapper();

    /** Returns a request for files with the columns Email and First. */
    protected static String request(String... fileNames) {
        return "{\"name\":\"Test\",\"importOperations\":{\"0-1\":\"UPSERT\"},\"files\":["
                + Stream.of(fileNames).map(name -> "{\"fileName\":\"" + name + "\",\"fileFormat\":\"CSV\",\"fileImportPage\":"
                        + "{\"hasHeader\":true,\"columnMappings\":["
                        + "{\"columnObjectTypeId\":\"0-1\",\"columnName\":\"Email\",\"propertyName\":\"email\","
                        + "\"columnType\":\"HUBSPOT_ALTERNATE_ID\"},"
                        + "{\"columnObjectTypeId\":\"0-1\",\"columnName\":\"First\",\"propertyName\":\"firstname\"}]}}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    protected Exchange start(Object body, Map<String, Object> headers) {
        return send(START, body, headers);
    }

    protected CompletableFuture<Exchange> sendAsync(String uri, Object body, Map<String, Object> headers) {
        return template.asyncSend(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    /** Returns the header that names an import. */
    protected static Map<String, Object> id(Object id) {
        return Map.of("CamelHubSpotImportId", id);
    }

    /** Starts an import of one file, which HubSpot must accept, and returns the name of the file. */
    protected String uploadedName(Object body, Map<String, Object> headers) {
        assertStarted(start(body, headers));
        return upload().fileName();
    }

    protected static void assertStarted(Exchange exchange) {
        if (exchange.getException() != null) {
            throw new AssertionError("the import was not started", exchange.getException());
        }
        assertThat(((Map<?, ?>) exchange.getMessage().getBody()).get("state")).isIn("STARTED", "DEFERRED");
    }

    /** Returns the only file of the last call. */
    protected SandboxRequest.Part upload() {
        List<SandboxRequest.Part> files = uploads();
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    protected List<SandboxRequest.Part> uploads() {
        return sandbox().requests().last().parts().stream().filter(part -> part.name().equals("files")).toList();
    }

    /** Returns the import request of the last call. */
    protected Map<?, ?> sentRequest() {
        try {
            return JSON.readValue(sandbox().requests().last().part("importRequest").text(), Map.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Asserts that a call was refused before anything was sent, with a message that contains all texts. */
    protected HubSpotException assertRefused(Exchange exchange, String... texts) {
        assertThat(exchange.getException()).isInstanceOf(HubSpotValidationException.class)
                .hasMessageContaining(exchange.getProperty(Exchange.TO_ENDPOINT, START, String.class).split("[?]")[0]
                        .replace("://", ":"))
                .hasMessageContainingAll(texts);
        assertThat(sandbox().requests().count()).isZero();
        return (HubSpotException) exchange.getException();
    }
}
