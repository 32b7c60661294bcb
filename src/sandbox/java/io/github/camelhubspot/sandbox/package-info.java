/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * An embedded HubSpot for tests, published as the {@code tests} jar. {@link io.github.camelhubspot.sandbox.HubSpotSandbox} starts
 * it. Only this package is API; the packages under {@code internal} may change.
 */
package io.github.camelhubspot.sandbox;
