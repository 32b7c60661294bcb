package io.github.camelhubspot.imports;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.ReportFormat;
import io.github.camelhubspot.client.ImportErrorReport;
import io.github.camelhubspot.client.Parameter;
import io.github.camelhubspot.client.Parameters;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.camel.converter.stream.FileInputStreamCache;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Makes a report of the errors of an import if one is asked for. It is written to a temporary file first, because headers tell
 * the number of errors, which is known only when all are read; the file is deleted with the exchange.
 */
final class ImportReportProducer extends DefaultAsyncProducer {

    private final HubSpotImportEndpoint endpoint;
    private final AsyncProducer errors;

    /** @param errors asks for the errors */
    ImportReportProducer(HubSpotImportEndpoint endpoint, AsyncProducer errors) {
        super(endpoint);
        this.endpoint = endpoint;
        this.errors = errors;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Message message = exchange.getMessage();
        ReportFormat format;
        Object body = message.getBody();
        Path source;
        try {
            format = value(message, Parameters.REPORT_FORMAT);
            String named = value(message, Parameters.SOURCE_FILE);
            source = named == null ? file(body) : Path.of(named.startsWith("file:") ? named.substring("file:".length()) : named);
        } catch (IllegalArgumentException e) {
            return failed(exchange, endpoint.getApiOperation().invalid(e.getMessage(), e), callback);
        }
        if (format == null) {
            return errors.process(exchange, callback);
        }
        if (endpoint.outputType() != OutputType.MAP) {
            return failed(exchange, endpoint.getApiOperation().invalid(
                    "reportFormat and outputType exclude each other: a report is a stream"), callback);
        }
        if (source != null && !Files.isReadable(source)) {
            return failed(exchange, endpoint.getApiOperation().invalid("sourceFile " + source + " cannot be read"), callback);
        }
        return errors.process(exchange, done -> {
            if (exchange.getException() == null) {
                report(exchange, format, source, body);
            }
            callback.done(done);
        });
    }

    private static boolean failed(Exchange exchange, Exception failure, AsyncCallback callback) {
        exchange.setException(failure);
        callback.done(true);
        return true;
    }

    private <T> T value(Message message, Parameter<T> parameter) {
        T value = parameter.parse(message.getHeader(parameter.header()));
        return value != null ? value : endpoint.options().get(parameter);
    }

    private static Path file(Object body) {
        Object file = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        return file instanceof Path path ? path : file instanceof File known ? known.toPath() : null;
    }

    private static void report(Exchange exchange, ReportFormat format, Path source, Object answer) {
        Message message = exchange.getMessage();
        try (Closeable pages = (Closeable) message.getBody()) {
            Path report = Files.createTempFile("hubspot-errors-", ".tmp");
            deleteWith(exchange, report);
            ImportErrorReport.Result result;
            try (Writer out = Files.newBufferedWriter(report, StandardCharsets.UTF_8)) {
                result = ImportErrorReport.write(format, (Iterator<?>) pages, source, answer, out);
            }
            message.setHeader(HubSpotConstants.NUM_ERRORS, result.errors());
            message.setHeader(HubSpotConstants.ERROR_COUNTS, result.counts());
            FileInputStreamCache stream = new FileInputStreamCache(report.toFile());
            stream.available(); // opens it: who asked by a template reads it when the exchange is done
            message.setBody(stream);
        } catch (IOException | RuntimeException e) {
            message.setBody(answer);
            exchange.setException(e);
        }
    }

    private static void deleteWith(Exchange exchange, Path report) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                if (!report.toFile().delete()) {
                    report.toFile().deleteOnExit();
                }
            }
        });
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        ServiceHelper.initService(errors);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ServiceHelper.startService(errors);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(errors);
        super.doStop();
    }
}
