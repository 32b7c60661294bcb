package io.github.camelhubspot;

/** What an import does with its rows. The component always sends a value, although HubSpot's default is {@link #UPSERT}. */
public enum ImportOperation {
    /** Create records, and update those that exist. */
    UPSERT,
    /** Create records only: a row whose record exists is an error. */
    CREATE,
    /** Update records only: a row whose record does not exist is an error. */
    UPDATE
}
