/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
/** What HubSpot defines: object types, association types, properties and their values. */
package io.github.camelhubspot.sandbox.internal.rules;
