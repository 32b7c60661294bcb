/**
 * Credentials and access tokens. Knows no operation but the one that gets a token.
 */
package io.github.camelhubspot.internal.auth;
