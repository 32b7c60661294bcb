package io.github.camelhubspot.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Responds to upserts, lists and searches of any number of leads without storing them, so that measurements measure the caller.
 * Leads have the ids 1, 2, 3 and so on.
 */
public final class BulkServer implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String PATH = "/crm/v3/objects/leads";

    private final HttpServer server;
    private final ExecutorService threads;
    private final long leads;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong sum = new AtomicLong();

    private BulkServer(HttpServer server, ExecutorService threads, long leads) {
        this.server = server;
        this.threads = threads;
        this.leads = leads;
    }

    /** @param leads number of leads that lists and searches return */
    public static BulkServer start(long leads) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // otherwise every response waits 40 ms for an acknowledgement
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        BulkServer server = new BulkServer(http, Executors.newFixedThreadPool(4), leads);
        http.createContext(PATH + "/batch/upsert", exchange -> server.answer(exchange, server.upsert(exchange)));
        http.createContext(PATH + "/search", exchange -> server.answer(exchange, server.search(exchange)));
        http.createContext(PATH, exchange -> server.answer(exchange, server.list(exchange)));
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    /** Runs in its own process until its input ends; prints its address. */
    public static void main(String[] args) throws IOException {
        try (BulkServer server = start(Long.parseLong(args[0]))) {
            System.out.println(server.url());
            while (System.in.read() >= 0) {
                System.out.println(server.calls.getAndSet(0)); // any byte of input requests it
            }
        }
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Returns the number of upserted inputs. */
    public long rows() {
        return rows.get();
    }

    /** Returns the sum of the ids of upserted inputs. */
    public long sum() {
        return sum.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange, StringBuilder text) throws IOException {
        calls.incrementAndGet();
        byte[] answer = text.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json;charset=utf-8");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private StringBuilder upsert(HttpExchange exchange) throws IOException {
        StringBuilder answer = new StringBuilder(40_000).append("{\"status\":\"COMPLETE\",\"results\":[");
        String separator = "";
        try (JsonParser parser = JSON.createParser(exchange.getRequestBody())) {
            String id = null;
            String traceId = null;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "id".equals(parser.currentName())) {
                    id = parser.getText();
                } else if (token == JsonToken.VALUE_STRING && "objectWriteTraceId".equals(parser.currentName())) {
                    traceId = parser.getText();
                } else if (token == JsonToken.END_OBJECT && parser.getParsingContext().inArray()) {
                    lead(answer.append(separator), id, traceId);
                    separator = ",";
                    rows.incrementAndGet();
                    sum.addAndGet(Long.parseLong(id));
                    traceId = null;
                }
            }
        }
        return answer.append("],\"startedAt\":\"2026-05-01T00:00:00Z\",\"completedAt\":\"2026-05-01T00:00:01Z\"}");
    }

    private StringBuilder list(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        int limit = Integer.parseInt(query.replaceFirst(".*limit=(\\d+).*", "$1"));
        long after = query.contains("after=") ? Long.parseLong(query.replaceFirst(".*after=(\\d+).*", "$1")) : 0;
        return page(after, limit, "{");
    }

    private StringBuilder search(HttpExchange exchange) throws IOException {
        int limit = 10;
        long after = 0;
        try (JsonParser parser = JSON.createParser(exchange.getRequestBody())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT && "limit".equals(parser.currentName())) {
                    limit = parser.getIntValue();
                } else if (token == JsonToken.VALUE_STRING && "value".equals(parser.currentName())) {
                    after = Long.parseLong(parser.getText()); // the only filter of a deep search is hs_object_id GT
                }
            }
        }
        return page(after, limit, "{\"total\":" + (leads - after) + ',');
    }

    private StringBuilder page(long after, int limit, String begin) {
        StringBuilder answer = new StringBuilder(40_000).append(begin).append("\"results\":[");
        long end = Math.min(leads, after + limit);
        for (long id = after + 1; id <= end; id++) {
            lead(answer.append(id == after + 1 ? "" : ","), String.valueOf(id), null);
        }
        answer.append(']');
        return end == leads ? answer.append('}') : answer.append(",\"paging\":{\"next\":{\"after\":\"").append(end).append("\"}}}");
    }

    private static void lead(StringBuilder answer, String id, String traceId) {
        answer.append("{\"id\":\"").append(id).append("\",\"properties\":{\"hs_lead_name\":\"Jane Doe ").append(id)
                .append("\",\"external_id\":\"").append(id).append("\",\"createdate\":\"2026-05-01T00:00:00.000Z\",")
                .append("\"hs_lastmodifieddate\":\"2026-05-01T00:00:00.000Z\"},\"createdAt\":\"2026-05-01T00:00:00.000Z\",")
                .append("\"updatedAt\":\"2026-05-01T00:00:00.000Z\",\"archived\":false");
        if (traceId != null) {
            answer.append(",\"objectWriteTraceId\":\"").append(traceId).append('"');
        }
        answer.append('}');
    }
}
