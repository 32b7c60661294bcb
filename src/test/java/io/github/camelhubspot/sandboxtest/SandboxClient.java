/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandboxtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.github.camelhubspot.sandbox.HubSpotSandbox;

/** A plain HTTP client for tests of the sandbox. */
final class SandboxClient {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A response; its JSON is null if the body is not JSON. */
    record Response(int status, JsonNode json, String text, HttpResponse<String> raw) {

        String header(String name) {
            return raw.headers().firstValue(name).orElse(null);
        }

        String at(String pointer) {
            return json.at(pointer).asText();
        }
    }

    private final HubSpotSandbox sandbox;
    private String token;

    SandboxClient(HubSpotSandbox sandbox) {
        this.sandbox = sandbox;
        this.token = sandbox.accessToken();
    }

    SandboxClient token(String other) {
        token = other;
        return this;
    }

    /** Measures the CPU time of client and sandbox, which, unlike elapsed time, does not depend on other processes. */
    static Duration cpuTime() {
        return Duration.ofNanos(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
    }

    Response get(String path) {
        return send("GET", path, "application/json", BodyPublishers.noBody());
    }

    Response delete(String path) {
        return send("DELETE", path, null, BodyPublishers.noBody());
    }

    /** Posts JSON, in which single quotes stand for double ones. */
    Response post(String path, String json) {
        return send("POST", path, "application/json", BodyPublishers.ofString(json.replace('\'', '"')));
    }

    Response post(String path) {
        return send("POST", path, null, BodyPublishers.noBody());
    }

    Response patch(String path, String json) {
        return send("PATCH", path, "application/json", BodyPublishers.ofString(json.replace('\'', '"')));
    }

    Response put(String path, String json) {
        return send("PUT", path, json == null ? null : "application/json",
                json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json.replace('\'', '"')));
    }

    Response form(String path, String form) {
        return send("POST", path, "application/x-www-form-urlencoded", BodyPublishers.ofString(form));
    }

    Response send(String method, String path, String contentType, BodyPublisher body) {
        HttpRequest.Builder request = request(path).method(method, body);
        if (contentType != null) {
            request.setHeader("Content-Type", contentType);
        }
        return exchange(request);
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.url() + path)).timeout(Duration.ofSeconds(60));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    Response exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            JsonNode json = null;
            try {
                json = response.body().isEmpty() ? null : JSON.readTree(response.body());
            } catch (IOException e) {
                json = null;
            }
            return new Response(response.statusCode(), json, response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
