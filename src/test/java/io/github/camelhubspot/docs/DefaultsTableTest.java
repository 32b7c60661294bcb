package io.github.camelhubspot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.camelhubspot.HubSpotConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.TimeUtils;
import org.junit.jupiter.api.Test;

/** The table of defaults in docs/resilience.md. */
class DefaultsTableTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z]\\w+)` \\| ([^|]+) \\| [^|]+ \\|$", Pattern.MULTILINE);

    @Test
    void everyDefaultIsThatOfTheConfiguration() throws Exception {
        List<MatchResult> rows = ROW.matcher(MarkdownPage.read(Path.of("docs/resilience.md")).text()).results().toList();
        assertThat(rows).hasSizeGreaterThan(15);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            PropertyConfigurerGetter options = (PropertyConfigurerGetter) PluginHelper.getConfigurerResolver(context)
                    .resolvePropertyConfigurer(HubSpotConfiguration.class.getName(), context);
            for (MatchResult row : rows) {
                Object value = options.getOptionValue(new HubSpotConfiguration(), row.group(1), false);
                assertThat(text(row.group(2))).as(row.group(1)).isEqualTo(value == null ? "unset"
                        : value instanceof Number number ? String.valueOf(number.longValue()) : value.toString());
            }
        }
    }

    private static String text(String documented) {
        return documented.matches("\\d+(ms|s|m|h)") ? String.valueOf(TimeUtils.toMilliSeconds(documented)) : documented;
    }
}
