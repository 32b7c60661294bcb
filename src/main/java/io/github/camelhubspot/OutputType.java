package io.github.camelhubspot;

/** The form in which an answer of HubSpot becomes the message body. */
public enum OutputType {
    /** Maps and lists, exactly HubSpot's fields. */
    MAP,
    /** The JSON text as received; re-written only where several answers are merged. */
    JSON,
    /** The records of {@code io.github.camelhubspot.model}. */
    POJO
}
