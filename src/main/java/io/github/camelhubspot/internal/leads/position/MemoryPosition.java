package io.github.camelhubspot.internal.leads.position;

import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;

/** Keeps the position of one consumer in memory, for as long as its endpoint exists. */
public final class MemoryPosition extends ServiceSupport implements StateRepository<String, String> {

    private volatile String text;

    @Override
    public void setState(String key, String value) {
        text = value;
    }

    @Override
    public String getState(String key) {
        return text;
    }

    @Override
    public String toString() {
        return "memory";
    }
}
