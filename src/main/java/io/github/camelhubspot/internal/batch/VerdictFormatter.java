package io.github.camelhubspot.internal.batch;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.OutputType;
import io.github.camelhubspot.internal.client.HubSpotClient;
import io.github.camelhubspot.internal.operation.ResponseType;
import io.github.camelhubspot.model.BatchVerdict;

/** Verdicts and merged results as a route gets them. */
record VerdictFormatter(HubSpotClient client, OutputType outputType) {

    private static final ResponseType VERDICT = new ResponseType(BatchVerdict.class, null, false);

    Object form(Verdict verdict) {
        return client.inOutputType(verdict.asMap(), VERDICT, outputType);
    }

    Object result(Map<String, Object> merged) {
        return client.inOutputType(merged, ResponseType.BATCH_RESULT, outputType);
    }

    /** Each is given its form when it is looked at: most routes look at none, or at those that failed. */
    List<Object> list(List<Verdict> verdicts) {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return form(verdicts.get(index));
            }

            @Override
            public int size() {
                return verdicts.size();
            }

            /** Short: it is a header, and headers are logged. */
            @Override
            public String toString() {
                return "verdicts on " + size() + " inputs, " + verdicts.stream().filter(Verdict::isDone).count() + " done";
            }
        };
    }
}
