/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

/** How a last page says that there is no further one. HubSpot leaves the field out; samples show the other two. */
public enum PagingStyle {
    /** No {@code paging} field (what HubSpot documents). */
    ABSENT,
    /** {@code "paging": null}. */
    NULL,
    /** <code>"paging": {}</code>. */
    EMPTY
}
