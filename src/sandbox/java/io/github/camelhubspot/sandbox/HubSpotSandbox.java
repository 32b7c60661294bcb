/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.nio.file.Path;
import java.util.function.Consumer;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.state.Account;

/**
 * An embedded HubSpot for tests: an HTTP server in this process that behaves like HubSpot's CRM API for leads, contacts,
 * companies and imports, with rate limits, OAuth and scripted faults. It keeps its state in memory and validates requests as
 * HubSpot does.
 *
 * <pre>{@code
 * try (HubSpotSandbox sandbox = HubSpotSandbox.start()) {
 *     String contact = sandbox.contacts().create(Map.of("email", "jane@example.com"));
 *     // call sandbox.url() with the bearer token sandbox.accessToken()
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class HubSpotSandbox implements AutoCloseable {

    private final Builder settings;
    private final SandboxTime time;
    private final Account account;
    private final SandboxTokens tokens;
    private final SandboxLimits limits;
    private final SandboxFaults faults = new SandboxFaults();
    private final SandboxRequests requests = new SandboxRequests();
    private final SandboxImports imports;
    private final WireMockServer server;

    private HubSpotSandbox(Builder settings) {
        this.settings = settings;
        this.time = settings.time == null ? new SandboxTime() : settings.time;
        this.account = new Account(time::millis, settings.requireAssociation);
        this.tokens = new SandboxTokens(settings.credentials(), time);
        this.limits = new SandboxLimits(time);
        this.imports = new SandboxImports(account);
        WireMockConfiguration options = WireMockConfiguration.options()
                .containerThreads(250)
                .jettyAcceptQueueSize(500)
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(100)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .http2PlainDisabled(!settings.http2)
                .http2TlsDisabled(settings.http1Only)
                .extensions(new Gateway(account, time, tokens, limits, faults, requests));
        if (settings.port == 0) {
            options.dynamicPort();
        } else {
            options.port(settings.port);
        }
        if (settings.https) {
            options.dynamicHttpsPort();
            settings.tls.accept(options);
        }
        this.server = new WireMockServer(options);
        server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse()));
        server.start();
    }

    /** Starts a sandbox with default settings on a free port. */
    public static HubSpotSandbox start() {
        return builder().start();
    }

    /** Returns a builder with default settings. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the base URL without a trailing slash, for example {@code http://localhost:49152}. */
    public String url() {
        return "http://localhost:" + server.port();
    }

    /**
     * Returns the base URL for TLS, with HTTP/2 by ALPN.
     *
     * @throws IllegalStateException if the sandbox was started without {@link Builder#https()}
     */
    public String httpsUrl() {
        if (!settings.https) {
            throw new IllegalStateException("this sandbox was started without https()");
        }
        return "https://localhost:" + server.httpsPort();
    }

    /** Returns the static bearer token that the sandbox accepts. */
    public String accessToken() {
        return settings.accessToken;
    }

    /** Returns the value that the sandbox accepts in the headers {@code private-app} and {@code private-app-legacy}. */
    public String privateAppKey() {
        return settings.privateAppKey;
    }

    /** Returns the clock. */
    public SandboxTime time() {
        return time;
    }

    /** Returns the leads. */
    public SandboxRecords leads() {
        return objects(ObjectType.LEAD);
    }

    /** Returns the contacts. */
    public SandboxRecords contacts() {
        return objects(ObjectType.CONTACT);
    }

    /** Returns the companies. */
    public SandboxRecords companies() {
        return objects(ObjectType.COMPANY);
    }

    /**
     * Returns the records of an object type.
     *
     * @param typeOrId plural name, singular name or id of the type, for example {@code deals} or {@code 0-3}
     * @throws IllegalArgumentException if the sandbox does not know the type
     */
    public SandboxRecords objects(String typeOrId) {
        ObjectType type = ObjectType.find(typeOrId)
                .orElseThrow(() -> new IllegalArgumentException("unknown object type '" + typeOrId + "'"));
        return new SandboxRecords(account, account.store(type));
    }

    /** Returns the imports and their controls. */
    public SandboxImports imports() {
        return imports;
    }

    /** Returns the scripted faults. */
    public SandboxFaults faults() {
        return faults;
    }

    /** Returns the rate limits. */
    public SandboxLimits limits() {
        return limits;
    }

    /** Returns the credentials. */
    public SandboxTokens tokens() {
        return tokens;
    }

    /** Returns the received requests. */
    public SandboxRequests requests() {
        return requests;
    }

    /** Sets how the last page of a list shows that no page follows; {@link PagingStyle#ABSENT} by default. */
    public HubSpotSandbox pagingStyle(PagingStyle style) {
        account.run(() -> account.lastPage(style.lastPage()));
        return this;
    }

    /** Sets whether batch responses have their results in reverse order, as HubSpot guarantees no order; false by default. */
    public HubSpotSandbox reverseBatchResults(boolean reverse) {
        account.run(() -> account.reverseBatchResults(reverse));
        return this;
    }

    /**
     * Removes all records, imports, faults and recorded requests, and sets all settings to their defaults. Port and credentials
     * stay, and so does a clock given to the builder.
     */
    public void reset() {
        faults.reset();
        account.reset();
        limits.reset();
        tokens.reset();
        requests.clear();
        if (settings.time == null) {
            time.followSystem();
        }
    }

    /** Stops the server. */
    @Override
    public void close() {
        server.stop();
    }

    /** Settings of a sandbox. Not thread-safe. */
    public static final class Builder {

        private int port;
        private boolean https;
        private boolean http2;
        private boolean http1Only;
        private Consumer<WireMockConfiguration> tls = options -> {
        };
        private boolean requireAssociation = true;
        private String accessToken = "sandbox-token";
        private String privateAppKey = "sandbox-key";
        private String clientId = "sandbox-client";
        private String clientSecret = "sandbox-secret";
        private String refreshToken = "sandbox-refresh";
        private SandboxTime time;

        private Builder() {
        }

        /** Sets the port; 0, the default, selects a free one. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** Accepts TLS too, on a free port, with a self-signed certificate. */
        public Builder https() {
            https = true;
            return this;
        }

        /**
         * Accepts TLS too, on a free port.
         *
         * @param keyStore PKCS12 file with the key and the certificate of the server
         * @param password password of the file and of its key
         */
        public Builder https(Path keyStore, String password) {
            tls = tls.andThen(options -> options.keystoreType("PKCS12").keystorePath(keyStore.toString())
                    .keystorePassword(password).keyManagerPassword(password));
            return https();
        }

        /**
         * Accepts TLS too, on a free port, and requires a certificate of the client.
         *
         * @param trustStore PKCS12 file with the authorities that may sign clients' certificates
         * @param password   password of the file
         */
        public Builder clientCertificate(Path trustStore, String password) {
            tls = tls.andThen(options -> options.needClientAuth(true).trustStoreType("PKCS12")
                    .trustStorePath(trustStore.toString()).trustStorePassword(password));
            return https();
        }

        /** Accepts HTTP/2 without TLS too. With TLS, HTTP/2 is available unless {@link #http1Only} is set. */
        public Builder http2() {
            http2 = true;
            return this;
        }

        /** Disables HTTP/2 with TLS. */
        public Builder http1Only() {
            http1Only = true;
            return this;
        }

        /** Sets the static bearer token; {@code sandbox-token} by default. */
        public Builder accessToken(String token) {
            accessToken = token;
            return this;
        }

        /** Sets the value of the private-app headers; {@code sandbox-key} by default. */
        public Builder privateAppKey(String key) {
            privateAppKey = key;
            return this;
        }

        /** Sets the OAuth client; {@code sandbox-client}, {@code sandbox-secret} and {@code sandbox-refresh} by default. */
        public Builder oauthClient(String id, String secret, String refresh) {
            clientId = id;
            clientSecret = secret;
            refreshToken = refresh;
            return this;
        }

        /** Sets the clock; by default one that follows the system clock until a test moves it. */
        public Builder time(SandboxTime clock) {
            time = clock;
            return this;
        }

        /** Sets whether creating a lead requires an association with a contact or company; true by default. */
        public Builder requireAssociation(boolean required) {
            requireAssociation = required;
            return this;
        }

        /** Starts the sandbox. */
        public HubSpotSandbox start() {
            return new HubSpotSandbox(this);
        }

        private SandboxTokens.Credentials credentials() {
            return new SandboxTokens.Credentials(accessToken, privateAppKey, clientId, clientSecret, refreshToken);
        }
    }
}
