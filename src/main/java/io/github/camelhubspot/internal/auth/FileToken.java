package io.github.camelhubspot.internal.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.internal.http.SecretHeader;

/**
 * Uses an access token in a file, as secret stores mount it. A rotated token takes effect without a restart: the file is read
 * again when it has changed, and when HubSpot refuses the token.
 *
 * <p>Thread-safe: {@code lock} guards all fields that change.
 */
final class FileToken implements Authorization {

    /** Time between two checks whether the file has changed. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);
    /** Bytes. */
    private static final int MAX_SIZE = 16 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private final InstantSource clock;
    private FileTime lastModified;
    private Instant nextCheck = Instant.MIN;
    private String token;
    private Instant since;
    private List<SecretHeader> headers;

    FileToken(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<List<SecretHeader>> headers() {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (!now.isBefore(nextCheck)) {
                try {
                    read(false);
                } catch (IOException | HubSpotAuthenticationException e) {
                    // the file may be missing or empty while a secret store replaces it, so the previous token is used
                    if (headers == null) {
                        return CompletableFuture.failedFuture(
                                e instanceof IOException ? unusable("cannot be read: " + e, e) : e);
                    }
                }
                nextCheck = now.plus(CHECK_INTERVAL);
            }
            return CompletableFuture.completedFuture(headers);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CompletableFuture<Boolean> renewed(List<SecretHeader> refused) {
        lock.lock();
        try {
            try {
                read(true);
            } catch (IOException | HubSpotAuthenticationException e) {
                return CompletableFuture.completedFuture(false); // so the call fails with HubSpot's refusal
            }
            return CompletableFuture.completedFuture(headers != refused);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String problem() {
        return headers().handle((current, failure) -> failure == null ? null : failure.getMessage()).join();
    }

    @Override
    public Duration tokenAge() {
        lock.lock();
        try {
            return since == null ? null : Duration.between(since, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    private void read(boolean always) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        if (!always && time.equals(lastModified)) {
            return;
        }
        if (Files.size(file) > MAX_SIZE) {
            throw unusable("has more than " + MAX_SIZE + " bytes, which is no token", null);
        }
        String content = Files.readString(file).strip();
        String flaw = content.isEmpty() ? "is empty" : Credentials.flaw(content);
        if (flaw != null) {
            throw unusable(flaw, null);
        }
        lastModified = time;
        if (!content.equals(token)) {
            token = content;
            since = clock.instant();
            headers = Authorization.bearer(content);
        }
    }

    private HubSpotAuthenticationException unusable(String problem, Exception cause) {
        return new HubSpotAuthenticationException(HubSpotError.local("accessToken", "the file " + file + " " + problem
                + ": it has to hold the access token and nothing else", 0), cause);
    }
}
