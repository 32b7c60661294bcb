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

/**
 * A HubSpot account of one's own: an HTTP server in this process that answers like HubSpot's CRM API for leads, contacts,
 * companies and imports, with quotas, OAuth and scripted faults. It keeps its state in memory and is strict where HubSpot is.
 *
 * <pre>{@code
 * try (HubSpotSandbox sandbox = HubSpotSandbox.start()) {
 *     String contact = sandbox.contacts().create(Map.of("email", "jane@example.com"));
 *     // call sandbox.url() with the bearer token sandbox.accessToken()
 * }
 * }</pre>
 *
 * All methods may be called from any thread.
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
        this.account = new Account(time, settings.requireAssociation);
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
                .extensions(new Gateway(account, tokens, limits, faults, requests));
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

    /** Starts a sandbox with defaults on a free port. */
    public static HubSpotSandbox start() {
        return builder().start();
    }

    /** Settings for a sandbox. */
    public static Builder builder() {
        return new Builder();
    }

    /** Base URL without a slash at the end, for example {@code http://localhost:49152}. */
    public String url() {
        return "http://localhost:" + server.port();
    }

    /** Base URL for TLS (HTTP/2 by ALPN); fails unless the builder asked for {@code https()}. */
    public String httpsUrl() {
        if (!settings.https) {
            throw new IllegalStateException("this sandbox was started without https()");
        }
        return "https://localhost:" + server.httpsPort();
    }

    /** The static bearer token it accepts. */
    public String accessToken() {
        return settings.accessToken;
    }

    /** The value it accepts in the headers {@code private-app} and {@code private-app-legacy}. */
    public String privateAppKey() {
        return settings.privateAppKey;
    }

    /** The clock. */
    public SandboxTime time() {
        return time;
    }

    /** Leads. */
    public SandboxRecords leads() {
        return objects(ObjectType.LEAD);
    }

    /** Contacts. */
    public SandboxRecords contacts() {
        return objects(ObjectType.CONTACT);
    }

    /** Companies. */
    public SandboxRecords companies() {
        return objects(ObjectType.COMPANY);
    }

    /** Records of a type by its name or id, for example {@code deals} or {@code 0-3}. */
    public SandboxRecords objects(String typeOrId) {
        ObjectType type = ObjectType.find(typeOrId)
                .orElseThrow(() -> new IllegalArgumentException("unknown object type: " + typeOrId));
        return new SandboxRecords(account, account.store(type));
    }

    /** Imports. */
    public SandboxImports imports() {
        return imports;
    }

    /** Scripted faults. */
    public SandboxFaults faults() {
        return faults;
    }

    /** Quotas. */
    public SandboxLimits limits() {
        return limits;
    }

    /** Credentials. */
    public SandboxTokens tokens() {
        return tokens;
    }

    /** Received calls. */
    public SandboxRequests requests() {
        return requests;
    }

    /** How last pages say that there is no further one; {@link PagingStyle#ABSENT} at the start. */
    public HubSpotSandbox pagingStyle(PagingStyle style) {
        account.change(() -> account.pagingStyle(style));
        return this;
    }

    /** Whether batch answers hold their results in reverse order; HubSpot promises no order. False at the start. */
    public HubSpotSandbox reverseBatchResults(boolean reverse) {
        account.change(() -> account.reverseBatchResults(reverse));
        return this;
    }

    /** Puts everything back to the start: no records, default settings. Port and credentials stay, and so does a clock given to the builder. */
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

    /** What a sandbox is started with. */
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

        /** Port to listen on, 0 (the default) for any free one. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** Listens for TLS too, on a free port, with a certificate that it signed itself. */
        public Builder https() {
            https = true;
            return this;
        }

        /**
         * Listens for TLS too, on a free port.
         *
         * @param keyStore PKCS12 file with the key and certificate to show
         * @param password password of the file and of its key
         */
        public Builder https(Path keyStore, String password) {
            tls = tls.andThen(options -> options.keystoreType("PKCS12").keystorePath(keyStore.toString())
                    .keystorePassword(password).keyManagerPassword(password));
            return https();
        }

        /**
         * Over TLS, talks to none but clients with a certificate.
         *
         * @param trustStore PKCS12 file with those who may sign the clients' certificates
         * @param password   password of the file
         */
        public Builder clientCertificate(Path trustStore, String password) {
            tls = tls.andThen(options -> options.needClientAuth(true).trustStoreType("PKCS12")
                    .trustStorePath(trustStore.toString()).trustStorePassword(password));
            return https();
        }

        /** Speaks HTTP/2 without TLS too; over TLS it offers it unless {@link #http1Only} is set. */
        public Builder http2() {
            http2 = true;
            return this;
        }

        /** Does not offer HTTP/2 over TLS. */
        public Builder http1Only() {
            http1Only = true;
            return this;
        }

        /** The static bearer token; {@code sandbox-token} by default. */
        public Builder accessToken(String token) {
            accessToken = token;
            return this;
        }

        /** The value of the private-app headers; {@code sandbox-key} by default. */
        public Builder privateAppKey(String key) {
            privateAppKey = key;
            return this;
        }

        /** The OAuth client; {@code sandbox-client}, {@code sandbox-secret} and {@code sandbox-refresh} by default. */
        public Builder oauthClient(String id, String secret, String refresh) {
            clientId = id;
            clientSecret = secret;
            refreshToken = refresh;
            return this;
        }

        /** The clock; by default one that follows the system until it is driven. */
        public Builder time(SandboxTime clock) {
            time = clock;
            return this;
        }

        /** Whether creating a lead needs an association with a contact or company; true by default. */
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
