package io.github.camelhubspot.internal.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.camelhubspot.support.FuzzInput;
import io.github.camelhubspot.support.FuzzRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored positions with random content: each is rejected with the documented exception, or can be used and stored again. */
class PositionFuzzTest {

    private static final String CHANGE = "{\"version\":1,\"modified\":\"2026-11-22T08:00:00.123Z\",\"leadId\":\"4711\"}";
    private static final String[] SAMPLES = { CHANGE,
            "{\"version\":1,\"archived\":{\"from\":\"2026-11-22T08:00:00Z\",\"to\":\"2026-11-22T09:00:00Z\","
                    + "\"after\":\"NTI1Cg%3D%3D\"}}",
            "{\"version\":2,\"modified\":\"-1000000000-01-01T00:00:00Z\",\"leadId\":\"-1\"}",
            "{\"version\":1,\"modified\":\"+1000000000-12-31T23:59:59.999999999Z\",\"leadId\":\"9223372036854775807\"}",
            "{\"version\":1,\"archived\":{\"from\":\"+1000000000-12-31T23:59:59.999999999Z\"}}" };

    private static void use(FuzzInput input) {
        String text = input.text(SAMPLES);
        if (input.oneIn(2)) {
            useChange(text);
        } else {
            useSweep(text);
        }
    }

    private static void useChange(String text) {
        ChangePosition position = ChangePosition.parse(text);
        assertThat(ChangePosition.parse(position.text())).isEqualTo(position);
        ChangeFeed feed = new ChangeFeed(query -> {
            assertThat(query.from().toEpochMilli()).isNotNegative();
            return new ChangePage(List.of(), false, Instant.parse("2026-11-22T08:00:00Z"));
        }, position, Duration.ofMinutes(1), Duration.ofMinutes(10));
        assertThat(feed.next(200)).isEmpty();
        assertThat(feed.deliveredUpTo()).isEqualTo(position);
    }

    private static void useSweep(String text) {
        SweepPosition position = SweepPosition.parse(text);
        assertThat(SweepPosition.parse(position.text())).isEqualTo(position);
        ArchivedSweep sweep = new ArchivedSweep(after -> new ArchivedSource.Page(List.of(), null,
                Instant.parse("2026-11-22T08:00:00Z")), position, Duration.ofMinutes(1));
        assertThat(sweep.next(100)).isEmpty();
    }

    @Test
    void rejectsOrAcceptsRandomPositions() {
        FuzzRun.ofTwoSeconds("positions").accepting(IllegalArgumentException.class).feed(PositionFuzzTest::use);
    }

    @Test
    @Tag("campaign")
    void rejectsOrAcceptsRandomPositions_forMinutes() {
        FuzzRun.ofMinutes("positions").accepting(IllegalArgumentException.class).feed(PositionFuzzTest::use);
    }

    @ParameterizedTest
    @ValueSource(strings = { "+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z", "1969-12-31T23:59:59Z" })
    void rejectsATimeThatHubSpotDoesNotAccept(String time) {
        assertThatThrownBy(() -> ChangePosition.parse(CHANGE.replace("2026-11-22T08:00:00.123Z", time)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is not a position such as");
        assertThatThrownBy(() -> SweepPosition.parse("{\"version\":1,\"archived\":{\"from\":\"" + time + "\"}}"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is not a position of archived leads");
    }
}
