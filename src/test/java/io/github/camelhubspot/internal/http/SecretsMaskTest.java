package io.github.camelhubspot.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Which secrets are masked in the texts of servers, and for how long. */
class SecretsMaskTest {

    private final Secrets secrets = new Secrets();

    @Test
    void aConfiguredSecretIsMaskedHoweverManyTokensAreRenewed() {
        secrets.addConfigured(Arrays.asList("client-secret-1", null, " "));
        for (int i = 0; i < 1_000; i++) {
            secrets.addToken("token-number-" + i + "-end");
        }
        assertThat(secrets.mask("client-secret-1 and token-number-999-end")).isEqualTo("*** and ***");
    }

    @Test
    void aTokenThatIsStillUsedIsMaskedHoweverManyOthersAreRenewed() {
        secrets.addToken("refresh-token-1");
        for (int i = 0; i < 1_000; i++) {
            secrets.addToken("token-number-" + i + "-end");
            secrets.addToken("refresh-token-1");
        }
        assertThat(secrets.mask("refresh-token-1")).isEqualTo("***");
        assertThat(secrets.mask("token-number-0-end")).as("a token of long ago").isEqualTo("token-number-0-end");
    }

    @Test
    void aSecretIsFoundInTheFormThatAUrlOrJsonOrHtmlHas() {
        secrets.addConfigured(List.of("top/sec\"ret&+1"));
        assertThat(secrets.mask("top%2Fsec%22ret%26%2B1")).isEqualTo("***");
        assertThat(secrets.mask("top\\/sec\\\"ret&+1")).isEqualTo("***");
        assertThat(secrets.mask("top/sec&quot;ret&amp;+1")).isEqualTo("***");
    }

    @Test
    void aShortSecretIsMaskedWhereItStandsAlone() {
        secrets.addConfigured(List.of("abc"));
        assertThat(secrets.mask("password=abc, but abcdef")).isEqualTo("password=***, but abcdef");
    }

    @Test
    void withoutSecretsATextStaysAsItIs() {
        assertThat(secrets.mask("any text")).isEqualTo("any text");
    }
}
