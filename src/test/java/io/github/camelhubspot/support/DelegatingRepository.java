package io.github.camelhubspot.support;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/** A repository that delegates to a started one; subclasses override what they observe. */
public abstract class DelegatingRepository extends ServiceSupport implements IdempotentRepository {

    private final IdempotentRepository delegate;

    protected DelegatingRepository(IdempotentRepository delegate) {
        this.delegate = delegate;
    }

    @Override
    public boolean add(String key) {
        return delegate.add(key);
    }

    @Override
    public boolean contains(String key) {
        return delegate.contains(key);
    }

    @Override
    public boolean remove(String key) {
        return delegate.remove(key);
    }

    @Override
    public boolean confirm(String key) {
        return delegate.confirm(key);
    }

    @Override
    public void clear() {
        delegate.clear();
    }
}
