package io.github.camelhubspot.leads;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.github.camelhubspot.HubSpotConstants;
import org.apache.camel.Exchange;

/** Makes many leads, and reads the verdicts on them. */
abstract class BulkTestSupport extends LeadsTestSupport {

    static final int COUNT = 250;

    Map<String, Object> newLead(int number) {
        return Map.of("hs_lead_name", "lead " + number, "contactId", number % 50 == 7 ? "404404" : contact);
    }

    static <T> List<T> many(IntFunction<T> each) {
        return IntStream.range(0, COUNT).mapToObj(each).toList();
    }

    List<String> leads() {
        return many(number -> lead("lead " + number));
    }

    @SuppressWarnings("unchecked") // the outputs are maps
    static List<Map<String, Object>> verdicts(Exchange exchange) {
        return (List<Map<String, Object>>) exchange.getMessage().getHeader(HubSpotConstants.VERDICTS);
    }

    static List<Object> outcomes(Exchange exchange) {
        return verdicts(exchange).stream().map(verdict -> verdict.get("outcome")).toList();
    }

    static List<?> results(Exchange exchange) {
        return (List<?>) exchange.getMessage().getBody(Map.class).get("results");
    }
}
