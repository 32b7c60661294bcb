/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.Set;

/**
 * What a method does on a path, and what it takes; the gateway checks all of it before the handler runs.
 *
 * @param kind    which quota it counts against
 * @param scope   OAuth scope it needs; null for none
 * @param body    what the request must carry
 * @param params  known query parameters
 * @param handler runs with the account held
 */
record Operation(Kind kind, String scope, BodyKind body, Set<String> params, Handler handler) {

    enum Kind {
        CRM, SEARCH, OAUTH
    }

    enum BodyKind {
        NONE, JSON, MULTIPART, FORM
    }

    @FunctionalInterface
    interface Handler {
        Answer handle(Call call);
    }
}
