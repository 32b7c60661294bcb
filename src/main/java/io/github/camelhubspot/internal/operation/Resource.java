package io.github.camelhubspot.internal.operation;

import java.util.function.Function;

/** The collections of HubSpot's API that operations work on, and where each lies in a version. */
public enum Resource {
    /** Lead records. */
    LEADS(version -> version.dated() ? "/crm/objects/" + version.text() + "/leads" : "/crm/v3/objects/leads"),
    /** Associations of one lead. Version 3 of the objects API has none of its own: they live in version 4. */
    LEAD_ASSOCIATIONS(version -> version.dated() ? "/crm/objects/" + version.text() + "/leads" : "/crm/v4/objects/leads"),
    /** Associations from leads to another type, in batches: the only place where a single label can be removed. */
    ASSOCIATIONS_FROM_LEADS(version -> "/crm/" + (version.dated() ? "associations/" + version.text() : "v4/associations")
            + "/leads"),
    /** Imports. */
    IMPORTS(version -> version.dated() ? "/crm/imports/" + version.text() : "/crm/v3/imports");

    private final Function<ApiVersion, String> path;

    Resource(Function<ApiVersion, String> path) {
        this.path = path;
    }

    /** The path of the collection, without a slash at the end. */
    public String path(ApiVersion version) {
        return path.apply(version);
    }
}
