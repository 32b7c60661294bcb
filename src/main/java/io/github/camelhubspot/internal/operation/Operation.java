package io.github.camelhubspot.internal.operation;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.camelhubspot.HubSpotError;
import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.resilience.RateLimitBucket;

/**
 * An operation of HubSpot's API as data: method, path, parameters, body, response and whether it is idempotent. No code of the
 * component decides by the name of an operation.
 *
 * <p>Immutable.
 */
public final class Operation {

    /** Adds parameters that follow from other parameters or from the body, such as the id of a lead in the body. */
    @FunctionalInterface
    public interface ParameterResolver {
        Arguments resolve(Arguments arguments, Input body);
    }

    /** Decides whether the variant of an operation applies. */
    @FunctionalInterface
    public interface Condition {
        boolean holds(Operation operation, Arguments arguments);
    }

    /**
     * Limit of path and query in characters. HubSpot responds to a longer URL with 414 and does not document its limit. Servers
     * commonly limit the head of a request to 8,192 bytes; the rest is left for headers, of which a token may take 500.
     */
    static final int MAX_TARGET = 7_000;
    /** A character has up to three bytes in UTF-8, each of which is encoded as three characters. */
    private static final int MAX_ENCODED_LENGTH = 9;

    private final String uri;
    private final String method;
    private final Resource resource;
    private final PathTemplate path;
    private final List<Parameter<?>> query;
    private final Payload payload;
    private final ResponseType responseType;
    private final boolean idempotent;
    private final RateLimitBucket rateLimitBucket;
    private final int maxLimit;
    private final PageWalk pageWalk;
    private final Set<Parameter<?>> parameters;
    private final ParameterResolver resolver;
    private final Condition variantOn;
    private final Operation variant;
    private final Coalescing coalescing;
    private final Operation completion;

    Operation(OperationBuilder builder) {
        this.uri = builder.uri;
        this.method = builder.method;
        this.resource = builder.resource;
        this.path = builder.path;
        this.query = List.copyOf(builder.query);
        this.payload = builder.payload;
        this.responseType = builder.responseType;
        this.idempotent = builder.idempotent;
        this.rateLimitBucket = builder.rateLimitBucket;
        this.maxLimit = builder.maxLimit;
        this.pageWalk = builder.pageWalk;
        this.resolver = builder.resolver;
        this.variantOn = builder.variantOn;
        this.variant = builder.variant;
        this.coalescing = builder.coalescing;
        this.completion = builder.completion;
        Set<Parameter<?>> all = new LinkedHashSet<>(path.parameters());
        all.addAll(query);
        all.addAll(builder.others);
        all.add(Parameters.URGENT);
        if (variant != null) {
            all.addAll(variant.parameters);
        }
        if (completion != null) {
            all.addAll(completion.parameters);
        }
        // in a fixed order, so that of two unacceptable headers always the same one is reported
        this.parameters = Collections.unmodifiableSet(all);
    }

    /**
     * Returns a builder.
     *
     * @param uri the operation as a URI names it, such as {@code hubspot-leads:read}
     */
    public static OperationBuilder builder(String uri) {
        return new OperationBuilder(uri);
    }

    /** Returns the operation as a URI names it, such as {@code hubspot-leads:read}. */
    public String uri() {
        return uri;
    }

    /** Returns the operation's name, such as {@code read}. */
    public String name() {
        return uri.substring(uri.indexOf(':') + 1);
    }

    public String method() {
        return method;
    }

    /** Returns all parameters that headers and options may give, also those of its variant and of its completion. */
    public Set<Parameter<?>> parameters() {
        return parameters;
    }

    public ResponseType responseType() {
        return responseType;
    }

    /** Returns whether the request may be sent again when it is not known whether an earlier attempt took effect. */
    public boolean idempotent() {
        return idempotent;
    }

    /** Returns the rate limit that HubSpot counts the call in. */
    public RateLimitBucket rateLimitBucket() {
        return rateLimitBucket;
    }

    /** Returns whether the response has many records. */
    public boolean largeResponse() {
        return responseType.element() != null;
    }

    /** Returns whether the response is a page with a cursor. */
    public boolean paged() {
        return maxLimit > 0;
    }

    /** Returns whether the operation takes many inputs and HubSpot reports an outcome for each. */
    public boolean inBatches() {
        return payload.inBatches();
    }

    /** Returns how single calls are sent together as a batch; {@code null} if HubSpot has no batch for them. */
    public Coalescing coalescing() {
        return coalescing;
    }

    /** Returns the maximum of records per page; 0 if the response is no page. */
    public int maxLimit() {
        return maxLimit;
    }

    /** Returns how its pages follow each other. */
    public PageWalk pageWalk() {
        return pageWalk;
    }

    public Payload payload() {
        return payload;
    }

    /** Returns the operation that applies with these arguments: this one, its variant, or the variant's variant. */
    public Operation variantFor(Arguments arguments) {
        return variantOn != null && variantOn.holds(this, arguments) ? variant.variantFor(arguments) : this;
    }

    /** Returns the operation that completes the records of the response; {@code null} if they are complete. */
    public Operation completion() {
        return completion;
    }

    /** Returns whether path and query are longer than {@link #MAX_TARGET} in any API version. */
    public boolean exceedsUrl(Arguments arguments) {
        int bound = 0;
        for (Parameter<?> parameter : query) {
            bound += maxLength(arguments.get(parameter));
        }
        for (Parameter<?> parameter : path.parameters()) {
            bound += maxLength(arguments.get(parameter));
        }
        // the bound avoids building the URLs of nearly all calls; half of the limit is left for the path itself
        return bound > MAX_TARGET / 2 && Arrays.stream(ApiVersion.values())
                .anyMatch(version -> target(version, arguments).length() > MAX_TARGET);
    }

    private static int maxLength(Object value) {
        int length = 0;
        if (value instanceof List<?> list) {
            for (Object element : list) {
                length += element.toString().length() + 1;
            }
        } else if (value != null) {
            length = value.toString().length();
        }
        return length * MAX_ENCODED_LENGTH;
    }

    /** Returns the arguments with those that follow from them or from the body. */
    public Arguments resolveParameters(Arguments arguments, Input body) {
        return resolver.resolve(arguments, body);
    }

    /** Returns method and path with the names of parameters instead of their values, for logs. */
    public String template(ApiVersion version) {
        return method + ' ' + resource.path(version) + path.text();
    }

    /**
     * Returns path and query of the call, below the service URL.
     *
     * @throws HubSpotValidationException if a parameter of the path has no value
     */
    public String target(ApiVersion version, Arguments arguments) {
        StringBuilder target = new StringBuilder(96).append(resource.path(version));
        path.appendTo(target, this, arguments);
        char separator = '?';
        for (Parameter<?> parameter : query) {
            Object value = arguments.get(parameter);
            if (value != null) {
                target.append(separator).append(parameter.name()).append('=');
                Encoding.percent(target, value instanceof List<?> list ? join(list) : value.toString());
                separator = '&';
            }
        }
        return target.toString();
    }

    /**
     * Returns the value of a parameter.
     *
     * @throws HubSpotValidationException if it has none
     */
    public <T> T require(Parameter<T> parameter, Arguments arguments) {
        T value = arguments.get(parameter);
        if (value == null) {
            throw invalid(parameter.name() + " is required for " + name() + ": set header " + parameter.header()
                    + " or option " + parameter.name());
        }
        return value;
    }

    /**
     * Checks a value against the limits of this operation.
     *
     * @throws IllegalArgumentException if it is out of bounds
     */
    public void check(Parameter<?> parameter, Object value) {
        if (parameter.equals(Parameters.LIMIT) && value instanceof Integer limit && (limit < 1 || limit > maxLimit)) {
            throw new IllegalArgumentException("limit " + limit + " is not between 1 and " + maxLimit
                    + ", what HubSpot gives per page: for more set allPages=true (header "
                    + Parameters.LIMIT.header() + " or option limit)");
        }
    }

    /** Returns the value of an option that many operations share, reduced to the maximum of this operation. */
    public Object capped(Parameter<?> parameter, Object value) {
        return parameter.equals(Parameters.LIMIT) && value instanceof Integer limit && limit > maxLimit && paged()
                ? (Object) maxLimit : value;
    }

    /** Returns the exception of an input that is refused before it is sent. */
    public HubSpotValidationException invalid(String problem) {
        return invalid(problem, null);
    }

    /** Returns the exception of an input that is refused before it is sent. */
    public HubSpotValidationException invalid(String problem, Throwable cause) {
        return new HubSpotValidationException(HubSpotError.local(uri, problem, 0), cause);
    }

    @Override
    public String toString() {
        return uri;
    }

    private static String join(List<?> values) {
        StringBuilder text = new StringBuilder();
        for (Object value : values) {
            if (!text.isEmpty()) {
                text.append(',');
            }
            text.append(value);
        }
        return text.toString();
    }
}
