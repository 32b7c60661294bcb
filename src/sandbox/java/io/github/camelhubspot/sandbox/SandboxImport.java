/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A snapshot of an import.
 *
 * @param id         decimal id
 * @param name       name given at the start
 * @param state      STARTED, PROCESSING, DEFERRED, DONE, FAILED, CANCELED, or the text that a test has set
 * @param createdAt  time of the start
 * @param updatedAt  time of the last change of state
 * @param counters   counters by name; empty until processing has ended
 * @param errorTypes types of the errors, in order
 * @param fileNames  file names of the uploaded files
 */
public record SandboxImport(String id, String name, String state, Instant createdAt, Instant updatedAt,
        Map<String, Integer> counters, List<String> errorTypes, List<String> fileNames) {
}
