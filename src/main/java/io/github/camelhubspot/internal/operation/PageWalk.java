package io.github.camelhubspot.internal.operation;

/** How the pages of an operation follow each other. */
public interface PageWalk {

    /** As HubSpot's cursors lead. A short or even empty page may have one: only its absence is the end. */
    PageWalk BY_CURSOR = new PageWalk() {
        @Override
        public Call first(Call call, Input body) {
            return call;
        }

        @Override
        public Page page(Call asked, ApiResponse reply) {
            String after = reply.metadata().nextAfter();
            return new Page(reply.elements(), after == null ? null : asked.after(after), reply.status(), reply.correlationId());
        }
    };

    /** The call that asks for the first page. */
    Call first(Call call, Input body);

    /**
     * What a page gives, and how the walk goes on.
     *
     * @param reply has its elements as maps
     */
    Page page(Call asked, ApiResponse reply);
}
