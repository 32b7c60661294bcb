package io.github.camelhubspot.internal.resilience;

import java.util.concurrent.CompletableFuture;

/** An idempotent, replayable call without another credential. */
public abstract class SafeAttempt implements Attempt<String> {

    @Override
    public String operation() {
        return "test:call";
    }

    @Override
    public RateLimitBucket bucket() {
        return RateLimitBucket.GENERAL;
    }

    @Override
    public boolean idempotent() {
        return true;
    }

    @Override
    public boolean replayable() {
        return true;
    }

    @Override
    public boolean urgent() {
        return false;
    }

    @Override
    public CompletableFuture<Boolean> renewCredential() {
        return CompletableFuture.completedFuture(false);
    }
}
