package io.github.camelhubspot.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** How much of many answers at once is in memory. */
class LargeAnswersTest {

    private static final int PIECE = 256 * 1024;

    private final LargeAnswers largeAnswers = new LargeAnswers();

    /** An answer of any length, and how much of it its sender may send. */
    private final class Answer {

        private final Inflow inflow = new Inflow(largeAnswers);
        private int window = PIECE;

        /** Sends as much as it may, up to a limit. */
        private void send(int most) throws IOException {
            while (window >= PIECE && inflow.size() < most) {
                window -= PIECE;
                inflow.consume(ByteBuffer.allocate(PIECE));
                inflow.grant(count -> window += count);
            }
        }
    }

    private List<Answer> answers(int count) throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Answer answer = new Answer();
            answers.add(answer);
            answer.send(10 * LargeAnswers.FREE);
        }
        return answers;
    }

    @Test
    void onlySomeGrowBeyondAMegabyteAndTheOthersWaitAtTheSender() throws IOException {
        List<Answer> answers = answers(20);
        assertThat(answers).filteredOn(answer -> answer.inflow.size() == 10 * LargeAnswers.FREE).hasSize(4);
        assertThat(answers).filteredOn(answer -> answer.inflow.size() == LargeAnswers.FREE).hasSize(16);
    }

    @Test
    void whenOneIsReadTheNextGoesOn() throws IOException {
        List<Answer> answers = answers(6);
        answers.get(0).inflow.close();
        answers.get(4).send(3 * LargeAnswers.FREE);
        assertThat(answers.get(4).inflow.size()).isEqualTo(3 * LargeAnswers.FREE);
        answers.get(5).send(3 * LargeAnswers.FREE);
        assertThat(answers.get(5).inflow.size()).isEqualTo(LargeAnswers.FREE);
    }

    @Test
    void oneThatIsGivenUpWhileItWaitsTakesNobodysTurn() throws IOException {
        List<Answer> answers = answers(6);
        answers.get(4).inflow.close();
        answers.get(0).inflow.close();
        answers.get(5).send(2 * LargeAnswers.FREE);
        assertThat(answers.get(5).inflow.size()).isEqualTo(2 * LargeAnswers.FREE);
    }

    @Test
    void theBytesAreThoseThatCame() throws IOException {
        Inflow inflow = new Inflow(largeAnswers);
        byte[] expected = new byte[100_000];
        for (int at = 0; at < expected.length; at += 1_000) {
            java.util.Arrays.fill(expected, at, at + 1_000, (byte) (at / 1_000));
            inflow.consume(ByteBuffer.wrap(expected, at, 1_000));
        }
        assertThat(inflow.stream().readAllBytes()).isEqualTo(expected);
    }
}
