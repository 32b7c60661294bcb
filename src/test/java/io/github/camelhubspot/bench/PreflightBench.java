package io.github.camelhubspot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.camelhubspot.imports.HubSpotImportComponent;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures the time that the preflight adds to an import of 100 MB, until the call to a closed port. */
@Tag("bench")
class PreflightBench {

    private static final int SIZE = 100 * 1024 * 1024;

    @TempDir
    Path dir;

    @Test
    void addsLessThanASecondPer100Megabytes() throws Exception {
        Path file = dir.resolve("contacts.csv");
        long bytes = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("email,firstname,lastname,company,city\n");
            for (int i = 0; bytes < SIZE; i++) {
                String row = "jane" + i + "@example.com,J\u00fcrgen,\"O'Neil, \"\"J\"\"\",\u0141\u00f3d\u017a Solar Sp. z o.o.,K\u00f6ln " + "x".repeat(40) + "\n";
                bytes += row.length() + 6;
                out.write(row);
            }
        }
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("hubspot-import", HubSpotImportComponent.class);
            context.start();
            try (var template = context.createProducerTemplate()) {
                double with = best(template, file, true);
                double without = best(template, file, false);
                System.out.printf("preflight of %d MB: %.2f s with, %.3f s without%n", Files.size(file) >> 20, with, without);
                assertThat(with - without).isLessThan(1);
            }
        }
    }

    private static double best(org.apache.camel.ProducerTemplate template, Path file, boolean validation) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 4; round++) {
            long start = System.nanoTime();
            // without retries, which would take longer than the preflight
            Exchange exchange = template.request("hubspot-import:start?accessToken=t&maxRetries=0&serviceUrl=http://localhost:1"
                    + "&objectTypeId=0-1&columnMappings=AUTO&validation=" + validation, request -> request.getMessage().setBody(file));
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
            assertThat(exchange.getException()).hasMessageContaining("not sent");
        }
        return best;
    }
}
