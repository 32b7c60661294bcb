package io.github.camelhubspot.internal.component.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.camelhubspot.HubSpotConfiguration;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What JMX and Camel's developer console show of accounts. */
class AccountManagementTest extends HubSpotTestSupport {

    private static final String OTHER = "hubspot-leads:list?accessToken=another";

    @Override
    protected boolean useJmx() {
        return true;
    }

    @Override
    protected HubSpotConfiguration configuration() {
        HubSpotConfiguration configuration = super.configuration();
        configuration.setRateLimit(null);
        return configuration;
    }

    private MBeanServer server() {
        return context.getManagementStrategy().getManagementAgent().getMBeanServer();
    }

    private ObjectName name(String account) throws Exception {
        return new ObjectName("org.apache.camel:context=" + context.getManagementName() + ",type=services,name=\"hubspot-"
                + account + "\"");
    }

    private Object attribute(String name) throws Exception {
        return server().getAttribute(name("localhost-1"), name);
    }

    @Test
    void jmxShowsEachAccountUnderAStableName() throws Exception {
        Instant begin = Instant.now();
        send("hubspot-leads:read?leadId=1", null);
        send("hubspot-import:list", null); // the other scheme, the same account
        assertThat(attribute("Account")).isEqualTo("localhost-1");
        assertThat(attribute("Calls")).isEqualTo(2L);
        assertThat(attribute("Failures")).isEqualTo(1L);
        assertThat(attribute("Retries")).isEqualTo(0L);
        assertThat(attribute("Refusals")).isEqualTo(0L);
        assertThat(attribute("Waiting")).isEqualTo(0);
        assertThat(attribute("Retrying")).isEqualTo(0);
        assertThat(attribute("Limit")).isEqualTo(190);
        assertThat((int) attribute("Available")).isBetween(1, 190);
        assertThat((long) attribute("DailyRemaining")).isEqualTo(624_998L);
        assertThat(attribute("CircuitState")).isEqualTo("DISABLED");
        assertThat(attribute("TokenAge")).isEqualTo(-1L);
        assertThat(attribute("LastStatus")).isEqualTo(200);
        assertThat(((Date) attribute("LastSuccess")).toInstant()).isBetween(begin.minusMillis(1), Instant.now());
        assertThat(attribute("Problem")).isEqualTo("");
        send(OTHER, null);
        assertThat(server().getAttribute(name("localhost-2"), "Problem")).asString().contains("401");
        assertThat(attribute("Calls")).isEqualTo(2L);
    }

    @Test
    void everyAttributeHasADescriptionAndNoneShowsASecret() throws Exception {
        send("hubspot-leads:list", null);
        List<String> values = new ArrayList<>();
        for (MBeanAttributeInfo attribute : server().getMBeanInfo(name("localhost-1")).getAttributes()) {
            assertThat(attribute.getDescription()).as(attribute.getName()).contains(" ");
            values.add(String.valueOf(attribute(attribute.getName())));
        }
        assertThat(values).hasSize(15).noneMatch(value -> value.contains(sandbox().accessToken()));
    }

    @Test
    void accountsAreRemovedFromJmxWithTheContext() throws Exception {
        send("hubspot-leads:list", null);
        MBeanServer server = server();
        ObjectName name = name("localhost-1");
        assertThat(server.isRegistered(name)).isTrue();
        context.stop();
        assertThat(server.isRegistered(name)).isFalse();
    }

    private DevConsole console() {
        DevConsole console = DevConsoleRegistry.get(context).resolveById("hubspot");
        assertThat(console).isNotNull();
        return console;
    }

    @Test
    void theConsoleShowsAllAccountsAsText() {
        assertThat(console().call(DevConsole.MediaType.TEXT)).isEqualTo("Accounts: 0\n");
        send("hubspot-leads:read?leadId=1", null);
        send(OTHER, null);
        assertThat((String) console().call(DevConsole.MediaType.TEXT)).startsWith("Accounts: 2\n    localhost-1\n"
                + "        calls: 1\n        failures: 1\n        retries: 0\n        refusals: 0\n        waiting: 0\n"
                + "        retrying: 0\n        limit: 190\n        available: ").contains("    localhost-2\n",
                        "        problem: HubSpot did not accept the credential with the last call (401)\n")
                .doesNotContain(sandbox().accessToken()).doesNotContain("another");
    }

    @Test
    void theConsoleShowsThemAsJson() {
        send("hubspot-leads:list", null);
        JsonObject json = (JsonObject) console().call(DevConsole.MediaType.JSON);
        assertThat(json.<List<Map<String, Object>>> getCollection("accounts")).singleElement().satisfies(one -> {
            assertThat(one).containsEntry("account", "localhost-1").containsEntry("calls", 1L).containsEntry("limit", 190)
                    .containsEntry("circuitState", "DISABLED").containsEntry("lastStatus", 200)
                    .containsEntry("dailyRemaining", 624_999L).doesNotContainKeys("tokenAge", "problem");
            assertThat(Instant.parse((String) one.get("lastSuccess"))).isBeforeOrEqualTo(Instant.now());
        });
        assertThat(json.toJson()).contains("\"localhost-1\"").doesNotContain(sandbox().accessToken());
    }
}
