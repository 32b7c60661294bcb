package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.camelhubspot.sandbox.SandboxRecord;
import jakarta.activation.DataHandler;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.CamelFileDataSource;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files are sent as UTF-8, in whatever charset a body is. */
class ImportCharsetTest extends ImportTestSupport {

    private static final String PAIRS = START + "?objectTypeId=0-1&columnMappings=RAW(Email=email*,First=firstname)";
    private static final String TEXT = "Email,First\njane@example.com,J\u00fcrgen\n";
    private static final String EURO = TEXT.replace("J\u00fcrgen", "5 \u20ac");
    private static final Charset LATIN = StandardCharsets.ISO_8859_1;

    @TempDir
    Path dir;

    static Stream<Arguments> texts() {
        return Stream.of(Arguments.of("text", EURO), Arguments.of("builder", new StringBuilder(EURO)),
                Arguments.of("reader", new StringReader(EURO)));
    }

    private Exchange send(String uri, Object body, String charset, boolean asProperty) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            if (asProperty) {
                exchange.setProperty(Exchange.CHARSET_NAME, charset);
            } else {
                exchange.getMessage().setHeader(Exchange.CHARSET_NAME, charset);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void textIsSentAsUtf8InAnyCharsetOfTheExchange(String kind, Object body) {
        assertStarted(send(PAIRS, body, "ISO-8859-1", !kind.equals("builder")));
        assertThat(upload().text()).isEqualTo(EURO);
    }

    static Stream<Arguments> charsets() {
        return Stream.of(Arguments.of("ISO-8859-1", TEXT), Arguments.of("windows-1252", EURO), Arguments.of("UTF-16", EURO),
                Arguments.of("UTF-16LE", EURO), Arguments.of("GB18030", EURO), Arguments.of("UTF-8", EURO),
                Arguments.of("ISO-8859-15", EURO), Arguments.of("utf8", EURO));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("charsets")
    void rawBytesStreamsAndFilesBecomeUtf8(String charset, String text) throws IOException {
        byte[] bytes = text.getBytes(Charset.forName(charset));
        Path file = Files.write(dir.resolve("c.csv"), bytes);
        for (Object body : new Object[] { bytes, new ByteArrayInputStream(bytes), file, file.toFile(), List.of(file) }) {
            assertStarted(send(PAIRS, body, charset, true));
            assertThat(upload().text()).isEqualTo(text);
        }
    }

    @Test
    void theCharsetOfAFileEndpointIsUsed() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + dir + "/plain?charset=ISO-8859-1&initialDelay=0&delay=20").to(PAIRS).to("mock:done");
                from("file:" + dir + "/converted?charset=ISO-8859-1&initialDelay=0&delay=20").convertBodyTo(java.io.InputStream.class)
                        .to(PAIRS).to("mock:done");
                from("file:" + dir + "/lead?charset=ISO-8859-1&initialDelay=0&delay=20").to("hubspot-leads:create").to("mock:lead");
                from("file:" + dir + "/leads?charset=ISO-8859-1&initialDelay=0&delay=20").to("hubspot-leads:batchCreate").to("mock:leads");
                from("file:" + dir + "/written?charset=ISO-8859-1&initialDelay=0&delay=20").setBody(constant(lead()))
                        .marshal().json().to("hubspot-leads:create").to("mock:written");
            }
        });
        for (String folder : List.of("plain", "converted")) {
            getMockEndpoint("mock:done").reset();
            drop(folder, TEXT, "mock:done");
            assertThat(upload().text()).isEqualTo(TEXT);
        }
        String json = JSON.writeValueAsString(lead());
        drop("lead", json, "mock:lead");
        drop("leads", "[" + json + "]", "mock:leads");
        drop("written", "x", "mock:written");
        assertThat(sandbox().leads().all()).extracting(lead -> lead.get("hs_lead_name")).containsOnly("J\u00fcrgen").hasSize(3);
    }

    private Map<String, Object> lead() {
        return Map.of("hs_lead_name", "J\u00fcrgen", "contactId", contact());
    }

    private String contact() {
        return sandbox().contacts().all().stream().findFirst().map(SandboxRecord::id)
                .orElseGet(() -> sandbox().contacts().create(Map.of("email", "a@b.c")));
    }

    private void drop(String folder, String text, String mock) throws Exception {
        getMockEndpoint(mock).expectedMessageCount(1);
        Files.createDirectories(dir.resolve(folder));
        Path whole = Files.write(dir.resolve(folder + ".csv"), text.getBytes(LATIN));
        Files.move(whole, dir.resolve(folder).resolve("c.csv"));
        getMockEndpoint(mock).assertIsSatisfied();
    }

    @Test
    void jsonIsReadInTheCharsetOfTheExchange() {
        Map<String, Object> lead = lead();
        for (Object body : new Object[] { json(lead).getBytes(LATIN), new ByteArrayInputStream(json(lead).getBytes(LATIN)),
                json(lead).getBytes(StandardCharsets.UTF_8), json(lead), new StringReader(json(lead)) }) {
            assertThat(send("hubspot-leads:create", body, "ISO-8859-1", true).getException()).isNull();
        }
        assertThat(send("hubspot-leads:batchCreate", json(List.of(lead)).getBytes(LATIN), "ISO-8859-1", false).getException()).isNull();
        assertThat(sandbox().leads().all()).extracting(one -> one.get("hs_lead_name")).containsOnly("J\u00fcrgen").hasSize(6);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAttachmentIsReadInTheCharsetOfItsContentType() {
        for (String type : List.of("text/csv; charset=ISO-8859-1", "text/csv;charset=\"iso-8859-1\"", "text/csv")) {
            byte[] bytes = TEXT.getBytes(type.equals("text/csv") ? StandardCharsets.UTF_8 : LATIN);
            assertStarted(template.request(PAIRS, exchange -> exchange.getMessage(AttachmentMessage.class).addAttachment("c.csv",
                    new DataHandler(new CamelFileDataSource(Files.write(dir.resolve("c.csv"), bytes).toFile(), "c.csv") {
                        @Override
                        public String getContentType() {
                            return type;
                        }
                    }))));
            assertThat(upload().text()).isEqualTo(TEXT);
        }
    }

    @Test
    void anUnpairedSurrogateIsRefused() {
        for (Object body : new Object[] { TEXT + "x\ud83d,y\n", new StringReader(TEXT + "x\ud83d,y\n") }) {
            assertRefused(send(PAIRS, body, "UTF-8", true), "half a character (an unpaired surrogate)");
        }
    }

    @Test
    void bytesThatAreNotInTheStatedCharsetAreRefused() {
        byte[] bytes = TEXT.getBytes(LATIN);
        assertRefused(send(PAIRS, bytes, "US-ASCII", true), "file import.csv cannot be read", "it is not US-ASCII, which Camel states");
        assertRefused(send("hubspot-leads:create", "{\"hs_lead_name\":\"\u00fc\"}".getBytes(LATIN), "US-ASCII", true), "it is not US-ASCII");
        assertRefused(send(PAIRS, bytes, "klingon", true), "the charset 'klingon' of the body", "CamelCharsetName");
    }
}
