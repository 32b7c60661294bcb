package io.github.camelhubspot.internal.importfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HubSpot's limits, and the scan of a file. */
class ImportLimitsTest {

    private static final Operation START = Operation.builder("hubspot-import:start").call("POST", Resource.IMPORTS).build();

    private static CsvScan scan(byte[] bytes, int piece) {
        CsvScan scan = new CsvScan();
        for (int from = 0; from < bytes.length; from += piece) {
            scan.accept(bytes, from, Math.min(piece, bytes.length - from));
        }
        scan.end();
        return scan;
    }

    @ParameterizedTest
    @CsvSource({ "1048576,false", "1048577,true" })
    void acceptsTheMaximumNumberOfRowsAndNotOneMore(int rows, boolean refused) {
        byte[] row = "a,\"b\r\nb\"\r\n".getBytes(StandardCharsets.UTF_8);
        CsvScan scan = new CsvScan();
        for (int i = 0; i <= rows; i++) {
            scan.accept(row, 0, row.length);
        }
        scan.end();
        ImportProblems problems = new ImportProblems();
        ImportLimits.checkContent("c.csv", scan, true, true, problems);
        assertThat(problems.count()).isEqualTo(refused ? 1 : 0);
        if (refused) {
            assertThat(problems.exception(START)).hasMessageContaining("has 1048577 rows").hasMessageContaining("1048576 per file");
        }
    }

    @ParameterizedTest
    @CsvSource({ "536870912,0", "536870913,1" })
    void accepts512MegabytesAndNotAByteMore(long bytes, int count) {
        ImportProblems problems = new ImportProblems();
        ImportLimits.checkLength("c.csv", bytes, problems);
        assertThat(problems.count()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3, 7, 1000 })
    void countsRowsInPiecesOfAnySize(int piece) {
        byte[] text = "h,i\r\n\"a \"\"b\"\"\r\n,c\",\u00e4\u20ac\ud83d\ude00\r\n\r\n1,2\n3,4\r5,x\"y\n\"\"\n\n\"q\"\"\",7"
                .getBytes(StandardCharsets.UTF_8);
        CsvScan scan = scan(text, piece);
        assertThat(scan.rows()).isEqualTo(7);
        assertThat(scan.invalidByte()).isEqualTo(-1);
        assertThat(scan.quoted()).isFalse();
        assertThat(scan.bytes()).isEqualTo(text.length);
    }

    @Test
    void acceptsTheSameUtf8AsTheDecoderOfJava() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(5)];
            random.nextBytes(bytes);
            for (int k = 0; k < bytes.length; k++) {
                if (random.nextInt(3) > 0) {
                    bytes[k] |= (byte) 0x80;
                }
            }
            boolean valid = java.util.Arrays.equals(bytes, new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
            assertThat(scan(bytes, 2).invalidByte() < 0).as(java.util.HexFormat.of().formatHex(bytes)).isEqualTo(valid);
        }
    }
}
