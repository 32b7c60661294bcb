package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.camelhubspot.internal.http.HttpTransportException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Adds the contract of all transports over TLS: a server without a valid certificate receives no request. */
abstract class TlsTransportContract extends TransportFaultContract {

    @Override
    final String scheme() {
        return "https";
    }

    /** Returns the maximum connections of one call if no handshake succeeds. */
    int mostConnectionsUntilOneIsOpen() {
        return 1;
    }

    static Stream<Named<Function<Certificates, Path>>> badCertificates() {
        return Stream.of(Named.of("of another host", Certificates::wrongHost), Named.of("expired", Certificates::expired),
                Named.of("signed by itself", Certificates::selfSigned));
    }

    @ParameterizedTest
    @MethodSource("badCertificates")
    void sendsNothingToAServerWithAnInvalidCertificate(Function<Certificates, Path> keyStore) throws Exception {
        connectTo(keyStore.apply(certificates), Duration.ofSeconds(20), 1, RawServer.answering(RawServer.json("{}")));
        HttpTransportException failure = transportFailure(get());
        assertThat(failure.sent()).isFalse();
        assertThat(server().requests()).isEmpty();
    }

    @Test
    void aResetDuringTheHandshakeCountsAsUnsent() throws Exception {
        connectTo(RawServer.Peer::reset);
        assertThat(transportFailure(get()).sent()).isFalse();
        assertThat(server().accepted()).isBetween(1, mostConnectionsUntilOneIsOpen());
    }

    @Test
    void aHandshakeThatNeverEndsTimesOut() throws Exception {
        connectTo(certificates.server(), Duration.ofMillis(500), 1, peer -> peer.pause(30_000));
        long start = System.nanoTime();
        assertThat(transportFailure(get()).sent()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
}
