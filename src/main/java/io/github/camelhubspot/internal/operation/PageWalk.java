package io.github.camelhubspot.internal.operation;

/** Says how the pages of an operation follow each other. */
public interface PageWalk {

    /** Follows HubSpot's cursors. Only a missing cursor is the end: a short or even empty page may have one. */
    PageWalk BY_CURSOR = new PageWalk() {
        @Override
        public Call first(Call call, Input body) {
            return call;
        }

        @Override
        public Page page(Call call, ApiResponse response) {
            String after = response.metadata().nextAfter();
            return new Page(response.elements(), after == null ? null : call.after(after), response.status(),
                    response.correlationId());
        }
    };

    /** Returns the call for the first page. */
    Call first(Call call, Input body);

    /**
     * Returns a page with the call for the next one.
     *
     * @param call     the call for this page
     * @param response has the elements of the page as maps
     */
    Page page(Call call, ApiResponse response);
}
