package io.github.camelhubspot;

/** The type of the message body that a response becomes. */
public enum OutputType {
    /** Maps and lists with exactly HubSpot's fields. */
    MAP,
    /** The JSON text as received; written anew only where several responses are merged. */
    JSON,
    /** The records of {@code io.github.camelhubspot.model}. */
    POJO
}
