/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How the last page of a list shows that no page follows. HubSpot omits the field; some of its samples show the other forms. */
public enum PagingStyle {
    /** No {@code paging} field, as HubSpot documents it. */
    ABSENT(page -> { }),
    /** {@code "paging": null}. */
    NULL(page -> page.putNull("paging")),
    /** <code>"paging": {}</code>. */
    EMPTY(page -> page.putObject("paging"));

    private final Consumer<ObjectNode> lastPage;

    PagingStyle(Consumer<ObjectNode> lastPage) {
        this.lastPage = lastPage;
    }

    /** Returns the function that completes the body of a last page. */
    Consumer<ObjectNode> lastPage() {
        return lastPage;
    }
}
