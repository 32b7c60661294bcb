/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
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

/** The way of every call: recorded, met by a scripted fault, authenticated, counted, checked, handled. */
final class Gateway implements ResponseDefinitionTransformerV2 {

    private static final String CORRELATION_ID = "X-HubSpot-Correlation-Id";

    private static final int DROPS = 10;

    private final Account account;
    private final Router router;
    private final SandboxTokens tokens;
    private final SandboxLimits limits;
    private final SandboxFaults faults;
    private final SandboxRequests requests;

    Gateway(Account account, SandboxTokens tokens, SandboxLimits limits, SandboxFaults faults, SandboxRequests requests) {
        this.account = account;
        this.router = new Router(account, tokens);
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
        int question = url.indexOf('?');
        String path = question < 0 ? url : url.substring(0, question);
        String rawQuery = question < 0 ? "" : url.substring(question + 1);
        String method = request.getMethod().getName();
        Map<String, List<String>> headers = headers(request);
        byte[] body = request.getBody() == null ? new byte[0] : request.getBody();
        String correlationId = new UUID(ThreadLocalRandom.current().nextLong(), ThreadLocalRandom.current().nextLong()).toString();
        Call call;
        try {
            call = new Call(method, path, rawQuery, headers, body, correlationId);
        } catch (ApiError e) {
            record(request.getProtocol(), method, path, rawQuery, Map.of(), headers, body);
            return respond(Answer.error(e, correlationId), correlationId).build();
        }
        record(request.getProtocol(), method, path, rawQuery, call.query(), headers, body);
        return answer(call, faults.take(method, path));
    }

    private ResponseDefinition answer(Call call, Fault fault) {
        Map<String, Operation> operations = router.find(call.segments());
        Operation operation = operations.get(call.method());
        String refusal = operation == null ? null : limits.arrive(operation.kind());
        if (fault != null && fault.kind == Fault.Kind.RESET) {
            return reset();
        }
        if (fault != null && fault.replacesAnswer()) {
            return respond(fault.madeUpAnswer(call.correlationId()), call.correlationId()).build();
        }
        Answer answer;
        if (operation == null) {
            answer = Answer.error(operations.isEmpty() ? ApiError.notFound("resource not found")
                    : new ApiError(405, "METHOD_NOT_ALLOWED", "HTTP 405 Method Not Allowed"), call.correlationId());
        } else {
            answer = answer(call, operation, refusal);
        }
        if (fault != null && fault.kind == Fault.Kind.RESET_AFTER) {
            return reset();
        }
        if (fault != null && fault.kind == Fault.Kind.TRUNCATE) {
            answer = answer.withBody(Arrays.copyOf(answer.body(), answer.body().length / 2), answer.contentType());
        }
        if (fault != null && fault.kind == Fault.Kind.HOLD) {
            hold(fault);
        }
        ResponseDefinitionBuilder response = respond(answer, call.correlationId());
        if (fault != null && fault.kind == Fault.Kind.DRIP) {
            response.withGzipDisabled(true).withChunkedDribbleDelay(DROPS, (int) fault.millis);
        }
        long delay = fault != null && fault.kind == Fault.Kind.DELAY ? fault.millis : 0;
        if (operation != null && operation.kind() == Operation.Kind.OAUTH) {
            delay += tokens.delayMillis();
        }
        if (delay > 0) {
            response.withFixedDelay((int) delay);
        }
        return response.build();
    }

    private static void hold(Fault fault) {
        try {
            fault.hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the sandbox is closed
        }
    }

    private Answer answer(Call call, Operation operation, String refusal) {
        boolean oauthToken = false;
        Answer answer;
        try {
            if (operation.kind() != Operation.Kind.OAUTH) {
                oauthToken = tokens.authenticate(call);
                tokens.requireScope(operation.scope());
            }
            answer = refusal != null
                    ? Answer.json(429, RateLimitBody.of(refusal, call.correlationId())).with(limits.retryAfterHeader())
                    : handle(call, operation);
        } catch (ApiError e) {
            answer = Answer.error(e, call.correlationId());
        }
        return answer.with(limits.headers(operation.kind(), oauthToken));
    }

    private Answer handle(Call call, Operation operation) {
        call.onlyParams(operation.params());
        String type = call.mediaType();
        switch (operation.body()) {
            case NONE -> {
                if (call.body().length > 0) {
                    throw ApiError.invalid("No body is expected with this call");
                }
            }
            case JSON -> requireType(type.equals("application/json"), type);
            case FORM -> requireType(type.equals("application/x-www-form-urlencoded"), type);
            case MULTIPART -> requireType(MultipartBody.isMultipart(call.header("Content-Type")), type);
        }
        if (operation.kind() == Operation.Kind.OAUTH) {
            return operation.handler().handle(call);
        }
        return account.look(() -> operation.handler().handle(call));
    }

    private static void requireType(boolean good, String type) {
        if (!good) {
            throw new ApiError(415, "VALIDATION_ERROR", "Unsupported media type: '" + type + "'");
        }
    }

    private static ResponseDefinition reset() {
        return new ResponseDefinitionBuilder().withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER).build();
    }

    private ResponseDefinitionBuilder respond(Answer answer, String correlationId) {
        ResponseDefinitionBuilder response = new ResponseDefinitionBuilder().withStatus(answer.status());
        if (!answer.headers().containsKey(CORRELATION_ID)) { // a scripted answer may have its own
            response.withHeader(CORRELATION_ID, correlationId);
        }
        if (answer.contentType() != null) {
            response.withHeader("Content-Type", answer.contentType());
        }
        if (!answer.headers().containsKey("Date")) {
            response.withHeader("Date",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(account.time().now().atOffset(ZoneOffset.UTC)));
        }
        answer.headers().forEach(response::withHeader);
        return answer.body().length == 0 ? response : response.withBody(answer.body());
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
        Instant at = account.time().now();
        byte[] kept = body.length <= SandboxRequest.MAX_KEPT ? body : Arrays.copyOf(body, SandboxRequest.MAX_KEPT);
        requests.add(new SandboxRequest(protocol, method, path, rawQuery, java.util.Collections.unmodifiableMap(query),
                headers, kept, body.length, parts, at));
    }
}
