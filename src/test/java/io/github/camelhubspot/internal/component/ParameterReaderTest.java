package io.github.camelhubspot.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;

import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.imports.ImportsOperation;
import io.github.camelhubspot.imports.ImportsTable;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.leads.LeadsOperation;
import io.github.camelhubspot.leads.LeadsTable;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;

/** Reading of the headers of a message. */
class ParameterReaderTest {

    private static final Arguments OPTIONS = Arguments.of(Map.of(Parameters.LEAD_ID, "1", Parameters.ARCHIVED, true));

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Map<String, Integer> reads = new HashMap<>();

    private Message message(Map<String, Object> headers) {
        Message message = new DefaultMessage(new DefaultExchange(context)) {
            @Override
            public Object getHeader(String name) {
                reads.merge(name, 1, Integer::sum);
                return super.getHeader(name);
            }
        };
        message.setHeaders(new HashMap<>(headers));
        return message;
    }

    private Arguments read(Operation operation, Message message) {
        return new ParameterReader(context).arguments(operation, message, OPTIONS);
    }

    @Test
    void readsEachHeaderOfTheOperationOnce() {
        Message message = message(Map.of("CamelHubSpotLeadId", 2, "CamelHubSpotLimit", "not a number"));
        Operation operation = LeadsTable.of(LeadsOperation.read);
        Arguments arguments = read(operation, message);
        message.setHeader("CamelHubSpotLeadId", 3);
        assertThat(arguments.get(Parameters.LEAD_ID)).isEqualTo("2");
        assertThat(arguments.get(Parameters.ARCHIVED)).isTrue();
        assertThat(arguments.get(Parameters.LIMIT)).as("read has no such parameter").isNull();
        assertThat(reads).hasSameSizeAs(operation.parameters()).allSatisfy((name, count) -> assertThat(count).isEqualTo(1));
    }

    @Test
    void usesTheOptions_withoutAHeaderOfTheOperation() {
        Operation operation = LeadsTable.of(LeadsOperation.read);
        assertThat(read(operation, message(Map.of()))).isSameAs(OPTIONS);
        assertThat(read(operation, message(Map.of("CamelHubSpotLeadId", " ", "other", 1)))).isSameAs(OPTIONS);
    }

    @Test
    void refusesAnUnacceptableHeader_alsoOneThatIsNeededAfterTheCall() {
        Message message = message(Map.of("CamelHubSpotIncludeCounters", "maybe"));
        assertThatThrownBy(() -> read(ImportsTable.of(ImportsOperation.get), message))
                .isInstanceOf(HubSpotValidationException.class)
                .hasMessage("hubspot-import:get: includeCounters 'maybe' is not true"
                        + " or false (header CamelHubSpotIncludeCounters or option includeCounters)");
    }
}
