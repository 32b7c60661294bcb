/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.wire;

import java.util.Set;

/**
 * What an HTTP method does on a path and what it requires. The gateway checks the requirements before it runs the handler.
 *
 * @param kind    rate limit that calls count against
 * @param scope   required OAuth scope; null for none
 * @param body    required body
 * @param params  accepted query parameters
 * @param handler processes the call, with the account locked
 */
public record ApiMethod(Kind kind, String scope, BodyKind body, Set<String> params, Handler handler) {

    public enum Kind {
        CRM, SEARCH, OAUTH
    }

    public enum BodyKind {
        NONE, JSON, MULTIPART, FORM
    }

    @FunctionalInterface
    public interface Handler {
        Response handle(ReceivedCall call);
    }
}
