package io.github.camelhubspot.internal.operation;

import java.util.ArrayList;
import java.util.Arrays;
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
 * One operation of HubSpot's API: data that says where a call goes, what it takes, what it answers and whether it may be
 * repeated. Nothing in the component asks an operation for its name to decide what to do.
 */
public final class Operation {

    /** Lets an operation take a parameter from another or from the body, such as the id of the lead that it got. */
    @FunctionalInterface
    public interface ParameterResolver {
        public Arguments derive(Arguments arguments, Input body);
    }

    /** Whether a call must go another way than its operation usually does. */
    @FunctionalInterface
    public interface Condition {
        boolean holds(Operation operation, Arguments arguments);
    }

    /**
     * The longest path with query that is sent. HubSpot answers 414 to a URL that is too long and does not say what that is.
     * Servers commonly bound the head of a request to 8,192 bytes: this leaves room for the headers, of which a token may
     * take half a thousand.
     */
    static final int MAX_TARGET = 7_000;
    /** A character outside ASCII has up to three bytes, and each becomes three characters. */
    private static final int MOST_ENCODED = 9;

    private final String uri;
    private final String method;
    private final Resource resource;
    private final PathTemplate path;
    private final List<Parameter<?>> query;
    private final Payload payload;
    private final ResponseType answer;
    private final boolean idempotent;
    private final RateLimitBucket lane;
    private final int maxLimit;
    private final PageWalk walk;
    private final Set<Parameter<?>> parameters;
    private final ParameterResolver derivation;
    private final Condition variantOn;
    private final Operation variant;
    private final Coalescing coalescing;
    private final Operation completion;

    private Operation(Builder builder) {
        this.uri = builder.uri;
        this.method = builder.method;
        this.resource = builder.resource;
        this.path = builder.path;
        this.query = List.copyOf(builder.query);
        this.payload = builder.payload;
        this.answer = builder.answer;
        this.idempotent = builder.idempotent;
        this.lane = builder.lane;
        this.maxLimit = builder.maxLimit;
        this.walk = builder.walk;
        this.derivation = builder.derivation;
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
        this.parameters = Set.copyOf(all);
    }

    /** @param uri the operation as a URI names it, such as {@code hubspot-leads:read} */
    public static Builder builder(String uri) {
        return new Builder(uri);
    }

    /** The operation as a URI names it, such as {@code hubspot-leads:read}. */
    public String uri() {
        return uri;
    }

    /** The operation's name, such as {@code read}. */
    public String name() {
        return uri.substring(uri.indexOf(':') + 1);
    }

    public String method() {
        return method;
    }

    /** Every parameter that a header or an option may give for this operation. */
    public Set<Parameter<?>> parameters() {
        return parameters;
    }

    public ResponseType answer() {
        return answer;
    }

    /** Whether the call may be sent again when the fate of the first one is unclear. */
    public boolean idempotent() {
        return idempotent;
    }

    /** The quota that HubSpot counts the call in. */
    public RateLimitBucket lane() {
        return lane;
    }

    /** Whether the answer holds many records. */
    public boolean largeAnswer() {
        return answer.element() != null;
    }

    /** Whether the answer is a page with a cursor. */
    public boolean paged() {
        return maxLimit > 0;
    }

    /** Whether the operation takes many inputs, each of which may end another way. */
    public boolean inBatches() {
        return payload.inBatches();
    }

    /** How single calls are gathered into calls of batches; {@code null} if HubSpot has no batch for them. */
    public Coalescing coalescing() {
        return coalescing;
    }

    public int maxLimit() {
        return maxLimit;
    }

    /** How its pages follow each other. */
    public PageWalk walk() {
        return walk;
    }

    public Payload payload() {
        return payload;
    }

    /** The call as it is with these arguments: this operation, its variant, or one of that. */
    public Operation resolve(Arguments arguments) {
        return variantOn != null && variantOn.holds(this, arguments) ? variant.resolve(arguments) : this;
    }

    /** The call that reads the rest of the records answered; {@code null} if they are complete. */
    public Operation completion() {
        return completion;
    }

    /** Whether path and query are longer than {@link #MAX_TARGET}, in the API version whose path is the longest. */
    public boolean exceedsUrl(Arguments arguments) {
        int most = 0;
        for (Parameter<?> parameter : query) {
            most += lengthAtMost(arguments.get(parameter));
        }
        for (Parameter<?> parameter : path.parameters()) {
            most += lengthAtMost(arguments.get(parameter));
        }
        // nearly every call ends here, without a URL being made for it
        return most > MAX_TARGET / 2 && Arrays.stream(ApiVersion.values())
                .anyMatch(version -> target(version, arguments).length() > MAX_TARGET);
    }

    private static int lengthAtMost(Object value) {
        int length = 0;
        if (value instanceof List<?> list) {
            for (Object element : list) {
                length += element.toString().length() + 1;
            }
        } else if (value != null) {
            length = value.toString().length();
        }
        return length * MOST_ENCODED;
    }

    public Arguments derive(Arguments arguments, Input body) {
        return derivation.derive(arguments, body);
    }

    /** Method and path of the call, with the names of parameters instead of their values: for logs. */
    public String template(ApiVersion version) {
        return method + ' ' + resource.path(version) + path.text();
    }

    /** The path and query of the call, below the service URL. */
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

    /** @throws HubSpotValidationException if the parameter has no value */
    public <T> T require(Parameter<T> parameter, Arguments arguments) {
        T value = arguments.get(parameter);
        if (value == null) {
            throw invalid(parameter.name() + " is required for " + name() + ": set header " + parameter.header()
                    + " or option " + parameter.name());
        }
        return value;
    }

    /**
     * Checks a value that this operation bounds.
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

    /** A value of an option that many operations share, at most as large as this operation takes. */
    public Object capped(Parameter<?> parameter, Object value) {
        return parameter.equals(Parameters.LIMIT) && value instanceof Integer limit && limit > maxLimit && paged()
                ? (Object) maxLimit : value;
    }

    /** An input of this operation that is refused before it is sent. */
    public HubSpotValidationException invalid(String problem) {
        return invalid(problem, null);
    }

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

    /** Writes down an operation. */
    public static final class Builder {

        private final String uri;
        private String method;
        private Resource resource;
        private PathTemplate path;
        private final List<Parameter<?>> query = new ArrayList<>();
        private final List<Parameter<?>> others = new ArrayList<>();
        private Payload payload = Payload.NONE;
        private ResponseType answer = ResponseType.NOTHING;
        private boolean idempotent = true;
        private RateLimitBucket lane = RateLimitBucket.GENERAL;
        private int maxLimit;
        private PageWalk walk = PageWalk.BY_CURSOR;
        private ParameterResolver derivation = (arguments, body) -> arguments;
        private Condition variantOn;
        private Operation variant;
        private Coalescing coalescing;
        private Operation completion;

        private Builder(String uri) {
            this.uri = uri;
        }

        /** @param path texts, taken as they are, and {@link Parameter}s, whose values are encoded */
        public Builder call(String method, Resource resource, Object... path) {
            this.method = method;
            this.resource = resource;
            this.path = PathTemplate.of(path);
            return this;
        }

        /** Parameters that go into the query under their own names. */
        public Builder query(Parameter<?>... parameters) {
            query.addAll(List.of(parameters));
            return this;
        }

        /** Parameters that apply although they go neither into the path nor into the query. */
        public Builder takes(Parameter<?>... parameters) {
            others.addAll(List.of(parameters));
            return this;
        }

        public Builder payload(Payload payload) {
            this.payload = payload;
            return this;
        }

        public Builder answer(ResponseType answer) {
            this.answer = answer;
            return this;
        }

        /** The operation takes inputs of any number, in batches. */
        public Builder batches(Payload inputs) {
            return payload(inputs).takes(Parameters.BATCH_SIZE, Parameters.BATCH_CONCURRENCY, Parameters.STREAMING,
                    Parameters.PARTIAL_FAILURE);
        }

        /** HubSpot has no idempotency key: a call whose answer is lost may have taken effect and must not be repeated. */
        public Builder notIdempotent() {
            this.idempotent = false;
            return this;
        }

        /** The answer is a page; its cursor goes into the query. */
        public Builder paged(int maxLimit) {
            this.maxLimit = maxLimit;
            return query(Parameters.LIMIT, Parameters.AFTER).takes(Parameters.ALL_PAGES);
        }

        /** The answer is a page of what a search finds; HubSpot counts it as such. Who calls says which page. */
        public Builder searchPage(int maxLimit) {
            this.lane = RateLimitBucket.SEARCH;
            this.maxLimit = maxLimit;
            return this;
        }

        /** As {@link #searchPage}, with a cursor that goes into the body. */
        public Builder search(int maxLimit, PageWalk walk) {
            this.walk = walk;
            return searchPage(maxLimit).takes(Parameters.LIMIT, Parameters.AFTER, Parameters.ALL_PAGES);
        }

        /** Where parameters come from when neither header nor option gives them. */
        public Builder derive(ParameterResolver derivation) {
            this.derivation = derivation;
            return this;
        }

        /** Another call that stands for this operation as soon as the parameter has a value. */
        public Builder variant(Parameter<?> on, Operation operation) {
            return variant((asked, arguments) -> arguments.get(on) != null, operation);
        }

        /** Another call that stands for this operation under a condition. */
        public Builder variant(Condition on, Operation operation) {
            this.variantOn = on;
            this.variant = operation;
            return this;
        }

        /** Single calls can be gathered into calls of a batch. */
        public Builder coalescedBy(Coalescing way) {
            this.coalescing = way;
            return takes(Parameters.COALESCE, Parameters.COALESCE_DELAY);
        }

        /**
         * The records answered lack what this call does not ask for, and another one reads it.
         *
         * @param operation takes the records' ids in batches and answers with records
         */
        public Builder completedBy(Operation operation) {
            this.completion = operation;
            return this;
        }

        public Operation build() {
            return new Operation(this);
        }
    }
}
