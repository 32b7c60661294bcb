package io.github.camelhubspot.internal.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.operation.Calls;
import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.leads.LeadsOperation;
import org.junit.jupiter.api.Test;

/** Parameters that are resolved from the body or from other parameters. */
class ParameterResolversTest {

    private static Arguments lead(Map<Parameter<?>, ?> given, Object body) {
        return ParameterResolvers.leadOfBody(Arguments.NONE.withHeaders(new HashMap<>(given)),
                Calls.input(LeadsOperation.update, body));
    }

    private static Arguments pair(Map<Parameter<?>, ?> given) {
        return ParameterResolvers.pair(Arguments.of(given), Calls.input(LeadsOperation.associate, null));
    }

    @Test
    void theBodyIsNotReadIfThereIsAnId() {
        InputStream unreadable = new ByteArrayInputStream(new byte[0]) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                throw new AssertionError("read");
            }
        };
        assertThat(lead(Map.of(Parameters.LEAD_ID, "1"), unreadable).get(Parameters.LEAD_ID)).isEqualTo("1");
    }

    @Test
    void theBodyProvidesIdAndIdProperty() {
        Arguments resolved = lead(Map.of(), Map.of("id", 5, "idProperty", "external_id", "properties", Map.of()));
        assertThat(resolved.get(Parameters.LEAD_ID)).isEqualTo("5");
        assertThat(resolved.get(Parameters.ID_PROPERTY)).isEqualTo("external_id");
        assertThatThrownBy(() -> lead(Map.of(Parameters.ID_PROPERTY, "other"),
                Map.of("id", "x", "idProperty", "external_id", "properties", Map.of()))).hasMessageContaining("'other' of header");
        assertThat(lead(Map.of(Parameters.LEAD_ID, "1"), Map.of("id", "x", "idProperty", "y", "properties", Map.of()))
                .get(Parameters.ID_PROPERTY)).isNull();
        assertThatThrownBy(() -> lead(Map.of(), Map.of("id", "x", "idProperty", Map.of(), "properties", Map.of())))
                .isInstanceOf(HubSpotValidationException.class).hasMessageContaining("the idProperty of the body is not usable");
    }

    @Test
    void aLeadThatHubSpotReturnedHasHubSpotsId() {
        Arguments resolved = lead(Map.of(Parameters.ID_PROPERTY, "external_id"),
                Map.of("id", "5", "properties", Map.of(), "archived", false));
        assertThat(resolved.get(Parameters.LEAD_ID)).isEqualTo("5");
        assertThat(resolved.get(Parameters.ID_PROPERTY)).isNull();
    }

    @Test
    void anImportIsNoLeadAndALeadNoImport() {
        Map<String, Object> both = Map.of("id", "7", "state", "DONE");
        assertThat(lead(Map.of(), both).get(Parameters.LEAD_ID)).isNull();
        Input body = Calls.input(LeadsOperation.update, both);
        assertThat(ParameterResolvers.importOfBody(Arguments.NONE, body).get(Parameters.IMPORT_ID)).isEqualTo("7");
        Input lead = Calls.input(LeadsOperation.update, Map.of("id", "7", "properties", Map.of()));
        assertThat(ParameterResolvers.importOfBody(Arguments.NONE, lead).get(Parameters.IMPORT_ID)).isNull();
    }

    @Test
    void contactIdAndCompanyIdAreShorthandForATarget() {
        Arguments contact = pair(Map.of(Parameters.LEAD_ID, "1", Parameters.CONTACT_ID, "2"));
        assertThat(contact.get(Parameters.TO_OBJECT_TYPE)).isEqualTo("contacts");
        assertThat(contact.get(Parameters.TO_OBJECT_ID)).isEqualTo("2");
        Arguments company = pair(Map.of(Parameters.LEAD_ID, "1", Parameters.COMPANY_ID, "3", Parameters.TO_OBJECT_TYPE, "0-2"));
        assertThat(company.get(Parameters.TO_OBJECT_TYPE)).isEqualTo("companies");
        assertThat(company.get(Parameters.TO_OBJECT_ID)).isEqualTo("3");
        assertThatThrownBy(() -> pair(Map.of(Parameters.LEAD_ID, "1", Parameters.COMPANY_ID, "3", Parameters.TO_OBJECT_TYPE, "deals")))
                .isInstanceOf(HubSpotValidationException.class).hasMessageContaining("contradict");
    }
}
