package io.github.camelhubspot.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

/** A run of random inputs reports the first input with an undocumented exception. */
class FuzzRunTest {

    @Test
    void aDocumentedExceptionIsAccepted() {
        AtomicInteger cases = new AtomicInteger();
        FuzzRun.ofTwoSeconds("documented").lasting(Duration.ZERO).accepting(IllegalArgumentException.class).feed(input -> {
            cases.incrementAndGet();
            throw new NumberFormatException(input.text("12"));
        });
        assertThat(cases.get()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void anotherExceptionFailsWithTheInputAndHowToRepeatIt() {
        assertThatThrownBy(() -> FuzzRun.ofTwoSeconds("other").accepting(IllegalArgumentException.class).feed(input -> {
            input.text("a sample");
            throw new IllegalStateException("unexpected");
        })).isInstanceOf(AssertionError.class).hasMessageContaining("-Dfuzz.seed=").hasMessageContaining("-Dfuzz.case=0")
                .hasRootCauseMessage("unexpected");
    }

    @Test
    void theShortRunHasTheSameInputsEachTime() {
        List<String> first = texts();
        assertThat(first).hasSizeGreaterThan(10).isEqualTo(texts());
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            texts.add(new FuzzInput(1, number).text("{\"id\": 1}", "[1, 2]"));
        }
        return texts;
    }
}
