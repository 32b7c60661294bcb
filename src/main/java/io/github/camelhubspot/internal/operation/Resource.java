package io.github.camelhubspot.internal.operation;

import java.util.function.Function;

/** The collections of HubSpot's API that operations work on, with their path in each API version. */
public enum Resource {
    /** Lead records. */
    LEADS(version -> version.dated() ? "/crm/objects/" + version.text() + "/leads" : "/crm/v3/objects/leads"),
    /** Associations of one lead. Version 3 of the objects API has no associations, so those of version 4 are used. */
    LEAD_ASSOCIATIONS(version -> version.dated() ? "/crm/objects/" + version.text() + "/leads" : "/crm/v4/objects/leads"),
    /** Associations from leads to another type, in batches. Only here can a single label be removed. */
    ASSOCIATIONS_FROM_LEADS(version -> "/crm/" + (version.dated() ? "associations/" + version.text() : "v4/associations")
            + "/leads"),
    /** Imports. */
    IMPORTS(version -> version.dated() ? "/crm/imports/" + version.text() : "/crm/v3/imports");

    private final Function<ApiVersion, String> path;

    Resource(Function<ApiVersion, String> path) {
        this.path = path;
    }

    /** Returns the path of the collection, without a slash at the end. */
    public String path(ApiVersion version) {
        return path.apply(version);
    }
}
