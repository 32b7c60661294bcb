package io.github.camelhubspot;

/** What a {@code null} property value of an input means. */
public enum NullValues {
    /** The property is not sent: HubSpot keeps its value. */
    SKIP,
    /** The property is sent as empty text: HubSpot clears its value. */
    CLEAR
}
