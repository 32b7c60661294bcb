/**
 * Credentials and access tokens. Knows no operation except the one that fetches a token.
 */
package io.github.camelhubspot.internal.auth;
