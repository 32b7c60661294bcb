package io.github.camelhubspot.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.sandbox.SandboxRequest;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.activation.FileDataSource;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileDefaultBinding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that {@code start} finds in a message. */
class ImportFilesTest extends ImportTestSupport {

    /** A request without entries for files, which allows any name. HubSpot refuses it, but the sandbox records it. */
    private static final Map<String, Object> ANY_NAME = Map.of("CamelHubSpotImportRequest", "{\"name\":\"Test\"}");
    private static final Map<String, Object> ONE_FILE = Map.of("CamelHubSpotImportRequest", request("c.csv"));
    private static final byte[] BYTES = CSV.getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path dir;

    private Path file(String name) throws IOException {
        return Files.writeString(dir.resolve(name), CSV);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(Arguments.of("text", CSV), Arguments.of("bytes", BYTES),
                Arguments.of("builder", new StringBuilder(CSV)), Arguments.of("reader", new StringReader(CSV)),
                Arguments.of("stream", new ByteArrayInputStream(BYTES)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void sendsTheBodyAsAFile(String kind, Object body) {
        assertStarted(start(body, ONE_FILE));
        assertThat(upload().text()).isEqualTo(CSV);
        assertThat(upload().contentType()).isEqualTo("text/csv");
        assertThat(upload().fileName()).isEqualTo("c.csv");
    }

    @Test
    void sendsAFileAndAPathUnderTheirOwnNames() throws IOException {
        for (Object body : new Object[] { file("own.csv"), dir.resolve("own.csv").toFile() }) {
            start(body, ANY_NAME);
            assertThat(upload().text()).isEqualTo(CSV);
            assertThat(upload().fileName()).isEqualTo("own.csv");
            assertThat(sandbox().requests().last().header("Content-Length")).isNotNull();
        }
    }

    @Test
    void takesFilesFromTheFileComponent() throws Exception {
        file("polled.csv");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + dir + "?initialDelay=0&delay=20").to(START + "?importName=P&objectTypeId=0-1"
                        + "&columnMappings=RAW(Email=email*,First=firstname)").to("mock:done");
            }
        });
        getMockEndpoint("mock:done").expectedMessageCount(1);
        getMockEndpoint("mock:done").assertIsSatisfied();
        assertThat(upload().fileName()).isEqualTo("polled.csv");
        assertThat(upload().text()).isEqualTo(CSV);
    }

    @Test
    void sendsACachedStreamAgainWhenTheRouteRedelivers() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0));
                from("direct:cached").streamCache("true").to(START);
            }
        });
        sandbox().faults().next(1).on("POST", ".*").status(423);
        assertStarted(send("direct:cached", new ByteArrayInputStream(BYTES), ONE_FILE));
        assertThat(upload().text()).isEqualTo(CSV);
        assertThat(sandbox().requests().matching("POST", ".*")).hasSize(2)
                .allSatisfy(request -> assertThat(request.part("files").text()).isEqualTo(CSV));
    }

    @Test
    void sendsACachedStreamAgainAfterARateLimit() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:cached").streamCache("true").to(START + "?maxRetries=2&retryDelay=1");
            }
        });
        for (Object body : new Object[] { new ByteArrayInputStream(BYTES), new StringReader(CSV) }) {
            sandbox().requests().clear();
            sandbox().faults().next(1).on("POST", ".*").status(429);
            Exchange exchange = send("direct:cached", body, ONE_FILE);
            assertStarted(exchange);
            assertThat(exchange.getMessage().getHeader("CamelHubSpotAttempts")).isEqualTo(2);
            assertThat(sandbox().requests().matching("POST", ".*")).hasSize(2)
                    .allSatisfy(request -> assertThat(request.part("files").text()).isEqualTo(CSV));
        }
    }

    @Test
    void closesTheStreamsOfARefusedMessage() {
        AtomicInteger open = new AtomicInteger();
        Map<String, Object> two = Map.of("CamelHubSpotImportRequest", request("a.csv", "b.csv"));
        List<Exchange> refused = List.of(start(counted(CSV.replace(',', ';'), open), ONE_FILE), start(counted("", open), ONE_FILE),
                start(counted(CSV, open), Map.of()), start(List.of(counted(CSV, open), counted("x,y\n", open)), two),
                start(Arrays.asList(counted(CSV, open), null), two), start(List.of(counted(CSV, open)), two),
                start(List.of(counted(CSV, open), new Object()), two),
                start(counted(CSV, open), Map.of("CamelHubSpotImportRequest", "{oops")),
                send(START + "?awaitCompletion=true", counted(CSV, open), Map.of("CamelHubSpotAwaitTimeout", "soon",
                        "CamelHubSpotImportRequest", request("c.csv"))));
        assertThat(refused).allSatisfy(exchange -> assertThat(exchange.getException()).isNotNull());
        assertThat(sandbox().requests().count()).isZero();
        assertThat(open).hasValue(0);
        assertStarted(start(counted(CSV, open), ONE_FILE));
        assertThat(open).hasValue(0);
    }

    private static InputStream counted(String text, AtomicInteger open) {
        open.incrementAndGet();
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            private boolean closed;

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    open.decrementAndGet();
                }
            }
        };
    }

    /** A file as the FTP component delivers it, which is not on the local disk. */
    private static GenericFile<String> remote(String name, String charset) {
        GenericFile<String> file = new GenericFile<>();
        file.setFile("remote");
        file.setFileName("in/" + name);
        file.setFileNameOnly(name);
        file.setCharset(charset);
        file.setBinding(new GenericFileDefaultBinding<>());
        file.setBody(CSV.replace("Jane", "J\u00fcrgen").getBytes(charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset)));
        return file;
    }

    @Test
    void remoteFilesInAListKeepTheirOwnNamesAndCharsets() {
        Map<String, Object> headers = Map.of("CamelHubSpotImportRequest", request("a.csv", "b.csv"), Exchange.FILE_NAME, "whole.csv");
        assertStarted(start(List.of(remote("b.csv", null), remote("a.csv", "ISO-8859-1")), headers));
        assertThat(uploads()).extracting(SandboxRequest.Part::fileName).containsExactly("b.csv", "a.csv");
        assertThat(uploads()).extracting(SandboxRequest.Part::text).containsOnly(CSV.replace("Jane", "J\u00fcrgen"));
        start(remote("c.csv", null), ANY_NAME);
        assertThat(upload().fileName()).isEqualTo("c.csv");
    }

    @Test
    void refusesAStreamThatWasReadBefore() {
        InputStream stream = new ByteArrayInputStream(BYTES);
        assertStarted(start(stream, ONE_FILE));
        sandbox().requests().clear();
        assertRefused(start(stream, ONE_FILE), "c.csv is empty, or a stream that was read before");
    }

    @Test
    void closesTheStreamThatItSent() {
        AtomicBoolean closed = new AtomicBoolean();
        start(new ByteArrayInputStream(BYTES) {
            @Override
            public void close() {
                closed.set(true);
            }
        }, ONE_FILE);
        assertThat(closed).isTrue();
    }

    @Test
    void matchesSeveralFilesWithTheRequestByName() throws IOException {
        Map<String, Object> headers = Map.of("CamelHubSpotImportRequest", request("a.csv", "b.csv"));
        File a = file("a.csv").toFile();
        for (Object body : new Object[] { List.of(file("b.csv"), a), new Object[] { file("b.csv"), a } }) {
            assertStarted(start(body, headers));
            assertThat(uploads()).extracting(SandboxRequest.Part::fileName).containsExactly("b.csv", "a.csv");
        }
        assertStarted(start(List.of(BYTES, BYTES), headers)); // files without names take those of the request, in order
        assertThat(uploads()).extracting(SandboxRequest.Part::fileName).containsExactly("a.csv", "b.csv");
    }

    @Test
    void matchesNamesThatLookTheSame() throws IOException {
        Map<String, Object> headers = Map.of("CamelHubSpotImportRequest", request("M\u00e4rz 1.csv", "b.csv"));
        assertStarted(start(List.of(file("Ma\u0308rz\u00a01.csv"), file("b.csv")), headers));
        assertThat(uploads()).extracting(SandboxRequest.Part::fileName).containsExactly("M\u00e4rz 1.csv", "b.csv");
    }

    @Test
    void refusesFilesThatTheRequestDoesNotHave() throws IOException {
        Map<String, Object> headers = Map.of("CamelHubSpotImportRequest", request("a.csv", "b.csv"));
        assertRefused(start(List.of(file("a.csv"), file("x.csv")), headers), "file 2 of the message, 'x.csv'", "which has 'a.csv', 'b.csv'");
        assertRefused(start(List.of(file("a.csv"), file("a.csv")), headers), "the files 'a.csv', 'a.csv'", "has 'a.csv', 'b.csv'");
        assertRefused(start(List.of(BYTES, BYTES, BYTES), headers), "'a.csv', 'b.csv'");
        assertRefused(start(BYTES, headers), "'a.csv', 'b.csv'", "one file");
        assertRefused(start(List.of(BYTES, BYTES), Map.of("CamelHubSpotImportRequest", "{\"name\":\"Test\"}")), "which has none");
    }

    @Test
    void takesAttachmentsWhenThereIsNoBody() throws IOException {
        Path second = file("second.csv");
        Exchange exchange = template.request(START, request -> {
            AttachmentMessage message = request.getMessage(AttachmentMessage.class);
            message.addAttachment("first.csv", new DataHandler(nameless()));
            message.addAttachment("id-2", new DataHandler(new FileDataSource(second.toFile())));
            message.setHeader("CamelHubSpotImportRequest", request("first.csv", "second.csv"));
        });
        assertStarted(exchange);
        assertThat(uploads()).extracting(SandboxRequest.Part::fileName).containsExactly("first.csv", "second.csv");
        assertThat(uploads()).extracting(SandboxRequest.Part::text).containsOnly(CSV);
    }

    private static DataSource nameless() {
        return new DataSource() {
            @Override
            public InputStream getInputStream() {
                return new ByteArrayInputStream(BYTES);
            }

            @Override
            public OutputStream getOutputStream() {
                throw new UnsupportedOperationException();
            }

            @Override
            public String getContentType() {
                return "text/csv";
            }

            @Override
            public String getName() {
                return null;
            }
        };
    }

    @Test
    void refusesBodiesThatAreNoFiles() {
        for (Object body : Arrays.asList(null, "", Map.of("a", 1), Map.of("files", List.of()), new HashMap<>(mapOfNull()),
                Arrays.asList(BYTES, null), new Object(), List.of(), Map.of("files", Map.of("fileName", "c.csv")))) {
            assertRefused(start(body, ONE_FILE), "file");
        }
    }

    private static Map<String, Object> mapOfNull() {
        Map<String, Object> map = new HashMap<>();
        map.put("files", null);
        return map;
    }

    @ParameterizedTest
    @ValueSource(strings = { "missing.csv", "." })
    void refusesAFileThatCannotBeRead(String name) {
        assertRefused(start(dir.resolve(name), ONE_FILE), "c.csv cannot be read");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        assertRefused(start(Files.writeString(dir.resolve("empty.csv"), ""), ONE_FILE), "c.csv is empty");
        assertRefused(start(new byte[0], ONE_FILE), "c.csv is empty");
    }

    @Test
    void aStreamThatFailsInTheMiddleStartsNoImport() {
        InputStream broken = new InputStream() {
            private int count; // more than the check before the upload reads

            @Override
            public int read() throws IOException {
                if (count >= 2_000_000) {
                    throw new IOException("disk gone");
                }
                return BYTES[count++ % BYTES.length];
            }
        };
        Exchange exchange = start(broken, ONE_FILE);
        assertThat(exchange.getException()).isInstanceOf(HubSpotTransportException.class)
                .hasMessageContaining("not sent").hasMessageContaining("file c.csv cannot be read: disk gone");
        assertThat(sandbox().imports().all()).isEmpty();
    }
}
