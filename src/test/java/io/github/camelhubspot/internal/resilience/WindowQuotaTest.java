package io.github.camelhubspot.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limit of a window, from the user's option and HubSpot's headers. */
class WindowQuotaTest {

    private static RateLimitInfo headers(Integer max, Duration interval) {
        return new RateLimitInfo(max, null, interval, null, false, null, null);
    }

    @ParameterizedTest
    @CsvSource({ "0,100,100", "50,100,50", "150,100,100" })
    void allowsTheLowerLimit(int userLimit, int accountLimit, int allowed) {
        assertThat(new WindowQuota(userLimit, accountLimit, 10_000).limit()).isEqualTo(allowed);
    }

    @Test
    void takesLimitAndPeriodFromAResponse() {
        WindowQuota quota = new WindowQuota(0, 100, 10_000).updated(headers(190, Duration.ofSeconds(5)));
        assertThat(quota).isEqualTo(new WindowQuota(0, 190, 5_000));
    }

    @ParameterizedTest
    @CsvSource({ "0,999", "-1,0", ",60001" })
    void ignoresImplausibleHeaders(Integer max, long millis) {
        WindowQuota quota = new WindowQuota(0, 100, 10_000);
        assertThat(quota.updated(headers(max, Duration.ofMillis(millis)))).isEqualTo(quota);
        assertThat(quota.updated(RateLimitInfo.NONE)).isEqualTo(quota);
    }
}
