package io.github.camelhubspot.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parsing of the options serviceUrl and apiVersion. */
class ServiceUrlTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-, -, https://api.hubapi.com, v3",
        "' ', ' ', https://api.hubapi.com, v3",
        "https://api.hubapi.com/, 2026-03, https://api.hubapi.com, 2026-03",
        "' https://api.hubapi.com// ', -, https://api.hubapi.com, v3",
        "http://localhost:8080, 2025-09, http://localhost:8080, 2025-09",
        "https://proxy.example.com/hubspot, -, https://proxy.example.com/hubspot, v3",
        "https://proxy.example.com/crm, -, https://proxy.example.com/crm, v3",
        "https://api.hubapi.com/crm/v3/objects/leads, -, https://api.hubapi.com, v3",
        "https://api.hubapi.com/crm/v3/objects/leads/, v3, https://api.hubapi.com, v3",
        "https://api.hubapi.com/crm/v3/imports, -, https://api.hubapi.com, v3",
        "https://api.hubapi.com/crm/objects/2026-03/leads, -, https://api.hubapi.com, 2026-03",
        "https://api.hubapi.com/crm/objects/2026-09/0-136, 2026-09, https://api.hubapi.com, 2026-09",
        "https://api.hubapi.com/crm/imports/2025-09, -, https://api.hubapi.com, 2025-09",
        "https://gw.example.com/x/crm/imports/2026-03/, -, https://gw.example.com/x, 2026-03",
        "HTTPS://API.hubapi.com, -, HTTPS://API.hubapi.com, v3",
    })
    void readsBaseAndVersion(String url, String version, String base, String expectedVersion) {
        ServiceUrl serviceUrl = ServiceUrl.of(url, version);
        assertThat(serviceUrl.base()).hasToString(base);
        assertThat(serviceUrl.version().text()).isEqualTo(expectedVersion);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "api.hubapi.com, -, must start with https:// or http://",
        "ftp://api.hubapi.com, -, must start with https:// or http://",
        "https://, -, is not a URL",
        "https:///crm, -, must be scheme",
        "https://api.hubapi.com/?a=b, -, must be scheme",
        "https://api.hubapi.com/#x, -, must be scheme",
        "https://user:pw@api.hubapi.com, -, must be scheme",
        "https://api hubapi.com, -, is not a URL",
        "https://api.hubapi.com, v4, use one of 'v3, 2025-09, 2026-03, 2026-09'",
        "https://api.hubapi.com/crm/v3/objects/leads, 2026-03, means apiVersion v3",
        "https://api.hubapi.com/crm/objects/2024-01/leads, -, is not known",
        "https://api.hubapi.com/crm/v3, -, ends in a path",
        "https://api.hubapi.com/crm/v3/, -, leave it out",
        "https://api.hubapi.com/crm/v3/objects/contacts, -, ends in a path",
        "https://gw.example.com/x/crm/objects, -, ends in a path",
        "https://api.hubapi.com/oauth/v1/token, -, ends in a path",
    })
    void refusesAnUnusableUrlOrVersion(String url, String version, String message) {
        assertThatThrownBy(() -> ServiceUrl.of(url, version)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message.replace("'", ""));
    }

    @ParameterizedTest
    @CsvSource("https://user:secret-pw@api.hubapi.com")
    void doesNotShowThePasswordOfAUrl(String url) {
        assertThatThrownBy(() -> ServiceUrl.of(url, null)).message().doesNotContain("secret-pw");
    }
}
