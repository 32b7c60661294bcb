package io.github.camelhubspot.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.camelhubspot.internal.leads.position.MemoryPosition;
import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code changes} rejects unusable options before anything is sent. */
class LeadChangesOptionsTest extends ChangesTestSupport {

    @TempDir
    Path directory;

    private HubSpotLeadsEndpoint endpoint(String options) {
        return context.getEndpoint("hubspot-leads:changes?" + options, HubSpotLeadsEndpoint.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "since=yesterday; since 'yesterday' is neither an instant",
            "since=2026-11-22; since '2026-11-22' is neither an instant", "since=2999-01-01T00:00:00Z; is in the future",
            "since=-5m; is in the future", "settleWindow=-1; settleWindow '-1' is negative",
            "settleWindow=a minute; settleWindow 'a minute' is not a time span", "overlap=-5s; overlap '-5s' is negative",
            "overlap=5x; overlap '5x' is not a time span", "concurrency=0; concurrency 0 is not between 1 and 100",
            "maxMessagesPerPoll=-1; maxMessagesPerPoll -1 is not between 0", "positionName=a/b; positionName 'a/b' must be",
            "batch=true&concurrency=2; with batch=true there is one exchange at a time",
            "stateDirectory=a&stateRepository=#positions; stateRepository and stateDirectory are both given",
            "associations=contacts,a/b; associations 'contacts,a/b' must be object types", "allPages=true; option allPages does not apply",
            "leadId=1; option leadId does not apply to hubspot-leads:changes",
            "archived=true&filterGroups=[]; filterGroups does not apply with archived=true" })
    void namesTheOption(String options, String problem) {
        context.getRegistry().bind("positions", new MemoryPosition());
        assertThatThrownBy(() -> endpoint(options)).isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "[{\"filters\":[; the body is not JSON",
            "[1]; filterGroups[0]: must be an object with a list filters",
            "[{\"filters\":[{\"propertyName\":\"a\",\"operator\":\"IS\"}]}]; filterGroups[0].filters[0].operator: is not known",
            "7; filterGroups: must be a list" })
    void namesTheProblemOfFilters(String filters, String problem) {
        assertThatThrownBy(() -> endpoint("filterGroups=RAW(" + filters + ")"))
                .isInstanceOf(ResolveEndpointFailedException.class).hasStackTraceContaining(problem);
    }

    private static String group(int filters) {
        return IntStream.range(0, filters).mapToObj(i -> "{\"propertyName\":\"p" + i + "\",\"operator\":\"HAS_PROPERTY\"}")
                .collect(Collectors.joining(",", "{\"filters\":[", "]}"));
    }

    private static String groups(int groups, int filters) {
        return "RAW(" + IntStream.range(0, groups).mapToObj(i -> group(filters)).collect(Collectors.joining(",", "[", "]")) + ")";
    }

    @Test
    void acceptsFourFiltersPerGroup() {
        assertThat(endpoint("filterGroups=" + groups(1, 4))).isNotNull();
        assertThatThrownBy(() -> endpoint("filterGroups=" + groups(1, 5))).hasStackTraceContaining(
                "filterGroups[0].filters: has 5 filters, 6 is what HubSpot takes, and 2 are added to each group");
        assertThat(endpoint("filterGroups=" + groups(4, 2))).isNotNull();
        assertThatThrownBy(() -> endpoint("filterGroups=" + groups(4, 3))).hasStackTraceContaining(
                "filterGroups: has 12 filters in 4 groups, 18 in all is what HubSpot takes");
    }

    @Test
    void rejectsFiltersThatAreTooLongForASearch() {
        String properties = IntStream.range(0, 260).mapToObj(i -> "property" + i).collect(Collectors.joining(","));
        assertThatThrownBy(() -> endpoint("properties=" + properties)).hasStackTraceContaining(
                "characters as JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{\"filterGroups\":%s}" })
    void filtersMayComeFromAFile(String form) throws Exception {
        String groups = "[{\"filters\":[{\"propertyName\":\"hs_lead_name\",\"operator\":\"EQ\",\"value\":\"B\"}]}]";
        Path file = directory.resolve("filters.json");
        Files.writeString(file, form.isEmpty() ? groups : form.formatted(groups));
        lead("A");
        lead("B");
        settle();
        consume(CHANGES + "&since=beginning&filterGroups=file:" + file);
        awaitEvents("CREATED B");
        awaitPolls();
        assertThat(events).hasSize(1);
    }
}
