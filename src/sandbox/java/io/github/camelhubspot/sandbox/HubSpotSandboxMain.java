/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Runs a sandbox as a process of its own until it is killed: {@code java … HubSpotSandboxMain [port]}. */
public final class HubSpotSandboxMain {

    private static final String DEFAULT_PORT = "8089";

    private HubSpotSandboxMain() {
    }

    /**
     * Starts a sandbox with one contact, prints its URL and token, and waits.
     *
     * @param args the port; if absent, the environment variable {@code HUBSPOT_SANDBOX_PORT}, else 8089; 0 selects a free one
     */
    public static void main(String[] args) throws InterruptedException {
        String port = args.length > 0 ? args[0] : System.getenv().getOrDefault("HUBSPOT_SANDBOX_PORT", DEFAULT_PORT);
        try (HubSpotSandbox sandbox = HubSpotSandbox.builder().port(Integer.parseInt(port)).start()) {
            String contact = sandbox.contacts().create("67890", Map.of("email", "jane@example.com", "firstname", "Jane"));
            System.out.println("HubSpot sandbox: " + sandbox.url());
            System.out.println("access token:    " + sandbox.accessToken());
            System.out.println("a contact:       " + contact);
            System.out.println("try:             curl -H 'Authorization: Bearer " + sandbox.accessToken() + "' '" + sandbox.url()
                    + "/crm/v3/objects/contacts?properties=email'");
            new CountDownLatch(1).await();
        }
    }
}
