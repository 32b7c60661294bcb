package io.github.camelhubspot.internal.operation;

import java.util.ArrayList;
import java.util.List;

import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.resilience.RateLimitBucket;

/** Builds an operation. */
public final class OperationBuilder {

    final String uri;
    String method;
    Resource resource;
    PathTemplate path;
    final List<Parameter<?>> query = new ArrayList<>();
    final List<Parameter<?>> others = new ArrayList<>();
    Payload payload = Payload.NONE;
    ResponseType responseType = ResponseType.NOTHING;
    boolean idempotent = true;
    RateLimitBucket rateLimitBucket = RateLimitBucket.GENERAL;
    int maxLimit;
    PageWalk pageWalk = PageWalk.BY_CURSOR;
    Operation.ParameterResolver resolver = (arguments, body) -> arguments;
    Operation.Condition variantOn;
    Operation variant;
    Coalescing coalescing;
    Operation completion;

    OperationBuilder(String uri) {
        this.uri = uri;
    }

    /**
     * Sets method and path.
     *
     * @param path literal texts, and {@link Parameter}s, whose values are encoded
     */
    public OperationBuilder call(String method, Resource resource, Object... path) {
        this.method = method;
        this.resource = resource;
        this.path = PathTemplate.of(path);
        return this;
    }

    /** Adds parameters that go into the query under their own names. */
    public OperationBuilder query(Parameter<?>... parameters) {
        query.addAll(List.of(parameters));
        return this;
    }

    /** Adds parameters that go neither into the path nor into the query. */
    public OperationBuilder takes(Parameter<?>... parameters) {
        others.addAll(List.of(parameters));
        return this;
    }

    public OperationBuilder payload(Payload payload) {
        this.payload = payload;
        return this;
    }

    public OperationBuilder responseType(ResponseType responseType) {
        this.responseType = responseType;
        return this;
    }

    /** Sets the body of an operation that takes any number of inputs, in batches. */
    public OperationBuilder batches(Payload inputs) {
        return payload(inputs).takes(Parameters.BATCH_SIZE, Parameters.BATCH_CONCURRENCY, Parameters.STREAMING,
                Parameters.PARTIAL_FAILURE);
    }

    /** A request without a response is not sent again: it may have taken effect, and HubSpot has no idempotency key. */
    public OperationBuilder notIdempotent() {
        this.idempotent = false;
        return this;
    }

    /** The response is a page; its cursor goes into the query. */
    public OperationBuilder paged(int maxLimit) {
        this.maxLimit = maxLimit;
        return query(Parameters.LIMIT, Parameters.AFTER).takes(Parameters.ALL_PAGES);
    }

    /** The response is a page of a search, which has a rate limit of its own. The caller puts the cursor into the body. */
    public OperationBuilder searchPage(int maxLimit) {
        this.rateLimitBucket = RateLimitBucket.SEARCH;
        this.maxLimit = maxLimit;
        return this;
    }

    /** Like {@link #searchPage}, but with the parameters of a page and a walk over all pages. */
    public OperationBuilder search(int maxLimit, PageWalk walk) {
        this.pageWalk = walk;
        return searchPage(maxLimit).takes(Parameters.LIMIT, Parameters.AFTER, Parameters.ALL_PAGES);
    }

    /** Sets what adds parameters that neither header nor option gives. */
    public OperationBuilder resolver(Operation.ParameterResolver resolver) {
        this.resolver = resolver;
        return this;
    }

    /** Sets the operation that applies instead if a parameter has a value. */
    public OperationBuilder variant(Parameter<?> on, Operation variant) {
        return variant((operation, arguments) -> arguments.get(on) != null, variant);
    }

    /** Sets the operation that applies instead under a condition. */
    public OperationBuilder variant(Operation.Condition on, Operation variant) {
        this.variantOn = on;
        this.variant = variant;
        return this;
    }

    /** Sets how single calls are sent together as a batch. */
    public OperationBuilder coalescedBy(Coalescing coalescing) {
        this.coalescing = coalescing;
        return takes(Parameters.COALESCE, Parameters.COALESCE_DELAY);
    }

    /**
     * Sets the operation that completes the records of the response.
     *
     * @param operation takes the ids of records in batches and returns records
     */
    public OperationBuilder completedBy(Operation operation) {
        this.completion = operation;
        return this;
    }

    public Operation build() {
        return new Operation(this);
    }
}
