package io.github.camelhubspot.imports;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;

import io.github.camelhubspot.HubSpotConstants;
import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.ReportFormat;
import io.github.camelhubspot.internal.component.MessageFiles;
import io.github.camelhubspot.internal.importreport.ImportErrorReport;
import io.github.camelhubspot.internal.importreport.SourceRows;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.ImportFile;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Futures;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Writes the errors of an import as a report if {@code reportFormat} is set. The report goes to a temporary file first, because a
 * header contains the number of errors, which is known only after all have been read.
 */
final class ImportReportProducer extends DefaultAsyncProducer {

    private final HubSpotImportEndpoint endpoint;
    private final AsyncProducer errors;

    /** @param errors reads the pages of errors */
    ImportReportProducer(HubSpotImportEndpoint endpoint, AsyncProducer errors) {
        super(endpoint);
        this.endpoint = endpoint;
        this.errors = errors;
    }

    /** The parameters of one report. */
    private record Request(ImportErrorReport.Form form, SourceRows source, String importId, Object body) {
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Request request;
        try {
            ReportFormat format = endpoint.argument(exchange.getMessage(), Parameters.REPORT_FORMAT);
            if (format == null) {
                return errors.process(exchange, callback);
            }
            request = request(exchange, format);
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        return errors.process(exchange, done -> {
            try (SourceRows source = request.source()) {
                if (exchange.getException() == null) {
                    report(exchange, request);
                }
            } catch (IOException e) {
                exchange.setException(e);
            }
            callback.done(done);
        });
    }

    private Request request(Exchange exchange, ReportFormat format) throws Exception {
        Operation operation = endpoint.getApiOperation();
        if (endpoint.outputType() != OutputType.MAP) {
            throw operation.invalid("reportFormat and outputType exclude each other: a report is a stream");
        }
        Object body = exchange.getMessage().getBody();
        Arguments arguments = operation.resolveParameters(endpoint.arguments(exchange.getMessage()),
                endpoint.client().input(operation, body));
        ImportFile source = arguments.get(Parameters.SOURCE_FILE);
        if (source == null && (body instanceof WrappedFile<?> || body instanceof File || body instanceof Path)) {
            source = MessageFiles.of(exchange, body, null);
        }
        return new Request(new ImportErrorReport.Form(format, Boolean.TRUE.equals(arguments.get(Parameters.ESCAPE_FORMULAS))),
                source == null ? null : SourceRows.open(operation, source),
                operation.require(Parameters.IMPORT_ID, arguments), body);
    }

    private void report(Exchange exchange, Request request) {
        Message message = exchange.getMessage();
        try (Closeable pages = (Closeable) message.getBody()) {
            Path file = Files.createTempFile("hubspot-errors-", ".tmp");
            try {
                ImportErrorReport.Result result;
                try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                    result = ImportErrorReport.write(endpoint.getApiOperation(), request.form(), (Iterator<?>) pages,
                            request.source(), importOf(request), out);
                }
                message.setHeader(HubSpotConstants.NUM_ERRORS, result.errors());
                message.setHeader(HubSpotConstants.ERROR_COUNTS, result.counts());
                message.setBody(FileStream.of(file, exchange));
                setUtf8(exchange);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            message.setBody(request.body());
            exchange.setException(e);
        }
    }

    /** Replaces the charset that the exchange states for the imported file: a report is UTF-8. */
    private static void setUtf8(Exchange exchange) {
        if (ExchangeHelper.getCharsetName(exchange, false) != null) {
            exchange.getMessage().removeHeader(Exchange.CHARSET_NAME);
            exchange.setProperty(ExchangePropertyKey.CHARSET_NAME, StandardCharsets.UTF_8.name());
        }
    }

    /** Returns the import with its request: the body if it has one, else as HubSpot returns it. */
    private Map<?, ?> importOf(Request request) {
        return request.body() instanceof Map<?, ?> map && map.get("importRequestJson") != null ? map
                : Futures.join(endpoint.lookup().get(request.importId())).content();
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
