package io.github.camelhubspot.internal.batch;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.model.BatchVerdict;

/** Converts verdicts and merged results to the output type of the endpoint. */
record VerdictFormatter(HubSpotClient client, OutputType outputType) {

    private static final ResponseType VERDICT = new ResponseType(BatchVerdict.class, null, false);

    Object format(Verdict verdict) {
        return client.inOutputType(verdict.asMap(), VERDICT, outputType);
    }

    Object result(Map<String, Object> merged) {
        return client.inOutputType(merged, ResponseType.BATCH_RESULT, outputType);
    }

    /** Returns a list that converts a verdict when it is read: most routes read none, or only those that failed. */
    List<Object> list(List<Verdict> verdicts) {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return format(verdicts.get(index));
            }

            @Override
            public int size() {
                return verdicts.size();
            }

            /** Is short, because the list is a header and headers are logged. */
            @Override
            public String toString() {
                return "verdicts on " + size() + " inputs, " + verdicts.stream().filter(Verdict::isDone).count() + " done";
            }
        };
    }
}
