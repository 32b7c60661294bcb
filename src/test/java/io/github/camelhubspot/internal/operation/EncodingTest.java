package io.github.camelhubspot.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Percent-encoding of path segments and query values. */
class EncodingTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "abcXYZ019-._~, abcXYZ019-._~",
        "a/b, a%2Fb",
        "%2e%2e, %252e%252e",
        "NTI1Cg%3D%3D, NTI1Cg%253D%253D",
        "a+b=c&d, a%2Bb%3Dc%26d",
        "\"a b,c\", a%20b%2Cc",
        "?#;:@!$'()*, %3F%23%3B%3A%40%21%24%27%28%29%2A",
        "ü€😀, %C3%BC%E2%82%AC%F0%9F%98%80",
    })
    void leavesOnlyUnreservedCharactersAsTheyAre(String value, String encoded) {
        StringBuilder target = new StringBuilder("x=");
        Encoding.percent(target, value);
        assertThat(target).hasToString("x=" + encoded);
    }
}
