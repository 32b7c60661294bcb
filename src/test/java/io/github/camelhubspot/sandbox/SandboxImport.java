/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An import as it stands at a moment.
 *
 * @param id         decimal id
 * @param name       name given at the start
 * @param state      STARTED, PROCESSING, DEFERRED, DONE, FAILED, CANCELED or whatever a test has set
 * @param createdAt  when it was started
 * @param updatedAt  when its state last changed
 * @param counters   counters by name; empty before processing has ended
 * @param errorTypes type of each error, in order
 * @param fileNames  names of the uploaded files
 */
public record SandboxImport(String id, String name, String state, Instant createdAt, Instant updatedAt,
        Map<String, Integer> counters, List<String> errorTypes, List<String> fileNames) {
}
