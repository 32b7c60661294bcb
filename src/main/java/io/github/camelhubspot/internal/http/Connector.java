package io.github.camelhubspot.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexerFactory;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestUserAgent;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.ClientH2StreamMultiplexerFactory;
import org.apache.hc.core5.http2.impl.nio.ClientH2UpgradeHandler;
import org.apache.hc.core5.http2.impl.nio.ClientHttp1UpgradeHandler;
import org.apache.hc.core5.http2.impl.nio.HttpProtocolNegotiator;
import org.apache.hc.core5.http2.protocol.H2RequestConnControl;
import org.apache.hc.core5.http2.protocol.H2RequestContent;
import org.apache.hc.core5.http2.protocol.H2RequestTargetHost;
import org.apache.hc.core5.http2.ssl.ApplicationProtocol;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.IOSessionListener;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;

/**
 * Opens connections: address, TCP, tunnel, TLS, protocol. Built on HttpCore and not on HttpClient's asynchronous client,
 * because that one writes the token to its DEBUG log and shares no HTTP/2 connection between calls in the versions of all
 * supported Camel lines.
 */
final class Connector {

    /** A thread carries many connections; the second one goes on while the first is in a TLS handshake. */
    private static final int IO_THREADS = 2;
    private static final int WINDOW = 256 * 1024;

    private final TlsStrategy tls;
    private final Timeout connectTimeout;
    private final Executor executor;
    private final LongSupplier clock;
    private final HttpProcessor processor;
    private final DefaultConnectingIOReactor reactor;
    private final Map<String, AsyncConnection> sessions = new ConcurrentHashMap<>();

    /**
     * @param executor looks up addresses, which blocks
     * @param clock    of the connections, in milliseconds
     */
    Connector(TlsStrategy tls, TransportSettings settings, ThreadFactory threads, Executor executor, LongSupplier clock) {
        this.tls = tls;
        this.connectTimeout = Timeout.of(settings.connectTimeout());
        this.executor = executor;
        this.clock = clock;
        this.processor = HttpProcessorBuilder.create().addAll(H2RequestTargetHost.INSTANCE, H2RequestContent.INSTANCE,
                H2RequestConnControl.INSTANCE, new RequestUserAgent(settings.userAgent())).build();
        this.reactor = new DefaultConnectingIOReactor(
                (session, attachment) -> ((Opening) attachment).handler(session),
                IOReactorConfig.custom().setIoThreadCount(IO_THREADS).setTcpNoDelay(true).build(), threads, null, null,
                new Ends(), ShutdownCommand.GRACEFUL_IMMEDIATE_CALLBACK);
        reactor.start();
    }

    /** Opens a connection. */
    CompletableFuture<AsyncConnection> open(Route route) {
        Opening opening = new Opening(route);
        try {
            executor.execute(opening::lookUp);
        } catch (RejectedExecutionException e) {
            opening.failed(new IOException("the component stops", e));
        }
        return opening.result;
    }

    void close() {
        reactor.close(CloseMode.IMMEDIATE);
    }

    /** A connection on its way. */
    private final class Opening implements FutureCallback<IOSession> {

        private final Route route;
        private final CompletableFuture<AsyncConnection> result = new CompletableFuture<>();
        private Iterator<InetAddress> addresses;
        private volatile AsyncConnection connection;

        Opening(Route route) {
            this.route = route;
        }

        void lookUp() {
            try {
                addresses = Arrays.asList(InetAddress.getAllByName(route.firstHop().getHostName())).iterator();
                next();
            } catch (UnknownHostException e) {
                failed(e);
            } catch (RuntimeException | Error e) { // else all that wait for this connection would wait for ever
                failed(new IOException(FailureTexts.describe(e), e));
            }
        }

        private void next() {
            try {
                reactor.connect(route.firstHop(), new InetSocketAddress(addresses.next(), route.firstHop().getPort()), null,
                        connectTimeout, this, this);
            } catch (RuntimeException e) {
                failed(new IOException("the component stops", e));
            }
        }

        IOEventHandler handler(ProtocolIOSession session) {
            connection = new AsyncConnection(route, session, clock);
            sessions.put(session.getId(), connection);
            session.registerProtocol(ApplicationProtocol.HTTP_1_1.id, new ClientHttp1UpgradeHandler(
                    new ClientHttp1StreamDuplexerFactory(processor, HeadLimits.HTTP1, CharCodingConfig.DEFAULT)));
            session.registerProtocol(ApplicationProtocol.HTTP_2.id, new ClientH2UpgradeHandler(
                    new ClientH2StreamMultiplexerFactory(processor, null,
                            H2Config.custom().setPushEnabled(false).setInitialWindowSize(WINDOW)
                                    .setMaxHeaderListSize(HeadLimits.MAX_HEAD).build(),
                            CharCodingConfig.DEFAULT, connection.frames()), null));
            if (route.proxy() == null || route.forwarded()) {
                return negotiator(session);
            }
            session.setSocketTimeout(connectTimeout);
            return new Tunnel(route, () -> tunnelled(session), this::failed);
        }

        private HttpProtocolNegotiator negotiator(ProtocolIOSession session) {
            return new HttpProtocolNegotiator(session, new FutureCallback<>() {

                @Override
                public void completed(ProtocolIOSession negotiated) {
                    ready(negotiated);
                }

                @Override
                public void failed(Exception e) {
                    Opening.this.failed(e);
                }

                @Override
                public void cancelled() {
                    Opening.this.cancelled();
                }
            });
        }

        @Override
        public void completed(IOSession session) {
            if (route.secure() && route.proxy() == null) {
                startTls((ProtocolIOSession) session);
            }
        }

        private void tunnelled(ProtocolIOSession session) {
            session.setSocketTimeout(Timeout.DISABLED);
            session.upgrade(negotiator(session));
            startTls(session);
        }

        private void startTls(ProtocolIOSession session) {
            TlsConfig config = TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.NEGOTIATE).build();
            tls.upgrade(session, route.origin(), config, connectTimeout, new FutureCallback<>() {

                @Override
                public void completed(TransportSecurityLayer secured) {
                    // the negotiation of the protocol goes on
                }

                @Override
                public void failed(Exception e) {
                    Opening.this.failed(e);
                }

                @Override
                public void cancelled() {
                    Opening.this.cancelled();
                }
            });
        }

        private void ready(ProtocolIOSession session) {
            boolean http2 = session.getTlsDetails() != null
                    && ApplicationProtocol.HTTP_2.id.equals(session.getTlsDetails().getApplicationProtocol());
            connection.negotiated(http2);
            result.complete(connection);
        }

        @Override
        public void failed(Exception cause) {
            if (connection == null && addresses != null && addresses.hasNext()) {
                next();
            } else {
                result.completeExceptionally(connection != null ? cause
                        : new IOException("cannot connect to " + route.firstHop().toHostString() + ": "
                                + FailureTexts.describe(cause), cause));
            }
        }

        @Override
        public void cancelled() {
            failed(new ConnectionClosedException());
        }
    }

    /** Notes why connections end: HttpCore tells those who wait for their turn only that it will not come. */
    private final class Ends implements IOSessionListener {

        @Override
        public void exception(IOSession session, Exception cause) {
            AsyncConnection connection = sessions.get(session.getId());
            if (connection != null) {
                connection.failed(cause);
            }
        }

        @Override
        public void disconnected(IOSession session) {
            sessions.remove(session.getId());
        }

        @Override
        public void connected(IOSession session) {
            // of no interest
        }

        @Override
        public void startTls(IOSession session) {
            // of no interest
        }

        @Override
        public void inputReady(IOSession session) {
            // of no interest
        }

        @Override
        public void outputReady(IOSession session) {
            // of no interest
        }

        @Override
        public void timeout(IOSession session) {
            // of no interest
        }
    }
}
