/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.camelhubspot.sandbox.internal.handlers.Router;
import io.github.camelhubspot.sandbox.internal.state.Account;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.ApiMethod;
import io.github.camelhubspot.sandbox.internal.wire.Fault.Kind;
import io.github.camelhubspot.sandbox.internal.wire.Fault;
import io.github.camelhubspot.sandbox.internal.wire.MultipartBody;
import io.github.camelhubspot.sandbox.internal.wire.RateLimitBody;
import io.github.camelhubspot.sandbox.internal.wire.ReceivedCall;
import io.github.camelhubspot.sandbox.internal.wire.Response;

/**
 * The flow of every call: record it, count it, apply a scripted fault, authenticate it, check it, process it.
 *
 * <p>Stands here and not with the internal classes, because it joins them with what a test controls.
 */
final class Gateway implements ResponseDefinitionTransformerV2 {

    private static final String CORRELATION_ID = "X-HubSpot-Correlation-Id";

    /** Number of pieces in which a body drips. */
    private static final int PIECES = 10;

    private final Account account;
    private final SandboxTime time;
    private final Router router;
    private final SandboxTokens tokens;
    private final SandboxLimits limits;
    private final SandboxFaults faults;
    private final SandboxRequests requests;

    Gateway(Account account, SandboxTime time, SandboxTokens tokens, SandboxLimits limits, SandboxFaults faults,
            SandboxRequests requests) {
        this.account = account;
        this.time = time;
        this.router = new Router(account, tokens::token);
        this.tokens = tokens;
        this.limits = limits;
        this.faults = faults;
        this.requests = requests;
    }

    @Override
    public String getName() {
        return "hubspot-sandbox";
    }

    @Override
    public boolean applyGlobally() {
        return true;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        LoggedRequest request = event.getRequest();
        String url = request.getUrl();
        int mark = url.indexOf('?');
        String path = mark < 0 ? url : url.substring(0, mark);
        String rawQuery = mark < 0 ? "" : url.substring(mark + 1);
        String method = request.getMethod().getName();
        Map<String, List<String>> headers = headers(request);
        byte[] body = request.getBody() == null ? new byte[0] : request.getBody();
        ThreadLocalRandom random = ThreadLocalRandom.current(); // no need for a secure one, which costs more
        String correlationId = new UUID(random.nextLong(), random.nextLong()).toString();
        ReceivedCall call;
        try {
            call = new ReceivedCall(method, path, rawQuery, headers, body, correlationId);
        } catch (ApiError e) {
            record(request.getProtocol(), method, path, rawQuery, Map.of(), headers, body);
            return definition(Response.error(e, correlationId), correlationId).build();
        }
        record(request.getProtocol(), method, path, rawQuery, call.query(), headers, body);
        return respond(call, faults.take(method, path));
    }

    private ResponseDefinition respond(ReceivedCall call, Fault fault) {
        Map<String, ApiMethod> methods = router.find(call.segments());
        ApiMethod method = methods.get(call.method());
        String exceeded = method == null ? null : limits.arrive(method.kind());
        if (is(fault, Kind.RESET)) {
            return reset();
        }
        if (fault != null && fault.replacesResponse()) {
            return definition(fault.madeUpResponse(call.correlationId()), call.correlationId()).build();
        }
        Response response = method == null ? unknown(call, methods) : process(call, method, exceeded);
        if (is(fault, Kind.RESET_AFTER)) {
            return reset();
        }
        if (is(fault, Kind.TRUNCATE)) {
            response = response.withBody(Arrays.copyOf(response.body(), response.body().length / 2), response.contentType());
        }
        if (is(fault, Kind.HOLD)) {
            hold(fault);
        }
        ResponseDefinitionBuilder definition = definition(response, call.correlationId());
        if (is(fault, Kind.DRIP)) {
            definition.withGzipDisabled(true).withChunkedDribbleDelay(PIECES, (int) fault.millis());
        }
        long delay = is(fault, Kind.DELAY) ? fault.millis() : 0;
        if (method != null && method.kind() == ApiMethod.Kind.OAUTH) {
            delay += tokens.delayMillis();
        }
        if (delay > 0) {
            definition.withFixedDelay((int) delay);
        }
        return definition.build();
    }

    private static boolean is(Fault fault, Kind kind) {
        return fault != null && fault.kind() == kind;
    }

    private static Response unknown(ReceivedCall call, Map<String, ApiMethod> methods) {
        return Response.error(methods.isEmpty() ? ApiError.notFound("resource not found")
                : new ApiError(405, "METHOD_NOT_ALLOWED", "HTTP 405 Method Not Allowed"), call.correlationId());
    }

    private static void hold(Fault fault) {
        try {
            fault.hold().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // by the server, when the sandbox is closed
        }
    }

    /** Processes a call; {@code exceeded} names the rate limit that rejects it, or is null. */
    private Response process(ReceivedCall call, ApiMethod method, String exceeded) {
        boolean oauthToken = false;
        Response response;
        try {
            if (method.kind() != ApiMethod.Kind.OAUTH) {
                oauthToken = tokens.authenticate(call);
                tokens.requireScope(method.scope());
            }
            response = exceeded != null
                    ? Response.json(429, RateLimitBody.of(exceeded, call.correlationId())).with(limits.retryAfterHeader())
                    : handle(call, method);
        } catch (ApiError e) {
            response = Response.error(e, call.correlationId());
        }
        return response.with(limits.headers(method.kind(), oauthToken));
    }

    private Response handle(ReceivedCall call, ApiMethod method) {
        call.onlyParams(method.params());
        String type = call.mediaType();
        switch (method.body()) {
            case NONE -> {
                if (call.body().length > 0) {
                    throw ApiError.invalid("No body is expected with this call");
                }
            }
            case JSON -> requireType(type.equals("application/json"), type);
            case FORM -> requireType(type.equals("application/x-www-form-urlencoded"), type);
            case MULTIPART -> requireType(MultipartBody.isMultipart(call.header("Content-Type")), type);
        }
        if (method.kind() == ApiMethod.Kind.OAUTH) {
            return method.handler().handle(call);
        }
        return account.compute(() -> method.handler().handle(call));
    }

    private static void requireType(boolean accepted, String type) {
        if (!accepted) {
            throw new ApiError(415, "VALIDATION_ERROR", "Unsupported media type: '" + type + "'");
        }
    }

    private static ResponseDefinition reset() {
        return new ResponseDefinitionBuilder()
                .withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER).build();
    }

    private ResponseDefinitionBuilder definition(Response response, String correlationId) {
        ResponseDefinitionBuilder definition = new ResponseDefinitionBuilder().withStatus(response.status());
        if (!response.headers().containsKey(CORRELATION_ID)) { // a scripted response may have its own
            definition.withHeader(CORRELATION_ID, correlationId);
        }
        if (response.contentType() != null) {
            definition.withHeader("Content-Type", response.contentType());
        }
        if (!response.headers().containsKey("Date")) {
            definition.withHeader("Date",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(time.now().atOffset(ZoneOffset.UTC)));
        }
        response.headers().forEach(definition::withHeader);
        return response.body().length == 0 ? definition : definition.withBody(response.body());
    }

    private static Map<String, List<String>> headers(LoggedRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpHeader header : request.getHeaders().all()) {
            headers.put(header.key(), List.copyOf(header.values()));
        }
        return headers;
    }

    private void record(String protocol, String method, String path, String rawQuery, Map<String, List<String>> query,
            Map<String, List<String>> headers, byte[] body) {
        List<SandboxRequest.Part> parts = List.of();
        List<String> types = headers.get("Content-Type");
        if (types != null && MultipartBody.isMultipart(types.get(0))) {
            try {
                parts = MultipartBody.parse(types.get(0), body).stream()
                        .map(part -> new SandboxRequest.Part(part.name(), part.fileName(), part.contentType(),
                                part.textUpTo(SandboxRequest.MAX_KEPT), part.length()))
                        .toList();
            } catch (ApiError e) {
                parts = List.of();
            }
        }
        Instant at = time.now();
        byte[] kept = body.length <= SandboxRequest.MAX_KEPT ? body : Arrays.copyOf(body, SandboxRequest.MAX_KEPT);
        requests.add(new SandboxRequest(protocol, method, path, rawQuery, Collections.unmodifiableMap(query),
                headers, kept, body.length, parts, at));
    }
}
