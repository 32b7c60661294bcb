package io.github.camelhubspot.internal.importfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.HubSpotValidationException;
import io.github.camelhubspot.internal.operation.Operation;
import io.github.camelhubspot.internal.operation.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shorthand that maps columns to properties. */
class ColumnMappingsTest {

    private static final Operation START = Operation.builder("hubspot-import:start").call("POST", Resource.IMPORTS).build();

    /** Returns the mappings as {@code column=property}, followed by the type of a key. */
    private static List<String> mapped(Object mappings, String... columns) {
        return ColumnMappings.of(START, mappings, List.of(columns), "0-1").stream()
                .map(one -> one.get("columnName") + "=" + one.get("propertyName")
                        + (one.containsKey("columnType") ? " " + one.get("columnType") : ""))
                .toList();
    }

    private static void assertRefused(String text, Object mappings, String... columns) {
        assertThatThrownBy(() -> mapped(mappings, columns)).isInstanceOf(HubSpotValidationException.class)
                .hasMessageContaining("hubspot-import:start").hasMessageContaining(text);
    }

    @Test
    void followsTheOrderOfTheFile() {
        assertThat(mapped("First Name=firstname, Email = email* ,Phone=phone", "Email", "Phone", "First Name"))
                .containsExactly("Email=email HUBSPOT_ALTERNATE_ID", "Phone=phone", "First Name=firstname");
    }

    @Test
    void everyColumnBelongsToTheObjectType() {
        assertThat(ColumnMappings.of(START, "A=a", List.of("A"), "0-136"))
                .containsExactly(Map.of("columnObjectTypeId", "0-136", "columnName", "A", "propertyName", "a"));
    }

    @Test
    void theKeyIsAnObjectIdOrAUniqueProperty() {
        assertThat(mapped("Id=hs_object_id*,Key=external_id*", "Id", "Key"))
                .containsExactly("Id=hs_object_id HUBSPOT_OBJECT_ID", "Key=external_id HUBSPOT_ALTERNATE_ID");
    }

    @Test
    void aBackslashEscapesTheNextCharacter() {
        assertThat(mapped("a\\,b=p1,c\\=d=p2,e*=p3\\*,f\\\\=p4\\\\*,g\\*=p5", "a,b", "c=d", "e*", "f\\", "g*"))
                .containsExactly("a,b=p1", "c=d=p2", "e*=p3*", "f\\=p4\\ HUBSPOT_ALTERNATE_ID", "g*=p5");
        assertThat(mapped("\\ lead=p1", " lead")).containsExactly(" lead=p1");
    }

    @Test
    void aMapNeedsNoEscapes() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a,b=c", "p1");
        map.put("Email", " email* ");
        assertThat(mapped(map, "Email", "a,b=c")).containsExactly("Email=email HUBSPOT_ALTERNATE_ID", "a,b=c=p1");
    }

    @Test
    void columnsWithoutAMappingAreAllNamed() {
        assertRefused("columnMappings does not fit the file: columns without a mapping: 'Phone', 'First Name'", "Email=email", "Email", "Phone", "First Name");
    }

    @Test
    void mappedColumnsThatTheFileLacksAreAllNamed() {
        assertRefused("columnMappings does not fit the file: mappings without a column: 'Fax', 'Telex'", "Fax=fax,Email=email,Telex=telex",
                "Email");
    }

    @ParameterizedTest
    @ValueSource(strings = { "First Name ", " First Name", "First\u00A0Name", "First Name\u202F", "First\tName", "\u200BFirst Name" })
    void invisibleBlanksDoNotPreventAMapping(String column) {
        assertThat(mapped("First Name=firstname,Email=email", column, "Email")).containsExactly(column + "=firstname", "Email=email");
        assertThat(mapped(Map.of("First Name", "firstname"), column)).containsExactly(column + "=firstname");
        assertThat(mapped("First Name=firstname," + column.replaceAll(" $", "\\\\ ").replaceAll("^ ", "\\\\ ") + "=other",
                "First Name", column)).containsExactly("First Name=firstname", column + "=other");
    }

    @Test
    void composedAndDecomposedAccentsAreEqual() {
        assertThat(mapped("Gr\u00f6\u00dfe=size", "Gro\u0308\u00dfe")).containsExactly("Gro\u0308\u00dfe=size");
        assertThat(mapped("Gro\u0308\u00dfe=size", "Gr\u00f6\u00dfe")).containsExactly("Gr\u00f6\u00dfe=size");
    }

    @Test
    void reportsUnmatchedColumnsAndMappingsInQuotes() {
        assertRefused("columns without a mapping: 'First\\u00A0Name', 'Last '; mappings without a column: 'Frist Name'",
                "Email=email,Frist Name=firstname", "Email", "First\u00A0Name", "Last ");
    }

    @Test
    void aLongNameOfAPropertyMayBeTheKey() {
        String property = "p".repeat(200_000);
        assertThat(mapped("Email=" + property + "*", "Email")).containsExactly("Email=" + property + " HUBSPOT_ALTERNATE_ID");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Email", "=email", "Email=", "Email=*", "Email=email,Email=mail", " =email" })
    void mappingsThatAreNoPairsAreRefused(String text) {
        assertRefused("columnMappings", text, "Email");
    }

    @Test
    void autoMapsHeadersThatArePropertyNames() {
        assertThat(mapped("AUTO", "email", "first_name2")).containsExactly("email=email HUBSPOT_ALTERNATE_ID",
                "first_name2=first_name2");
        assertThat(mapped(" auto ", "domain")).containsExactly("domain=domain HUBSPOT_ALTERNATE_ID");
        assertRefused("but these are not: 'First Name', 'E-Mail'", "AUTO", "email", "First Name", "E-Mail");
    }

    @Test
    void theKeyOfAutoIsTheFirstOfThreePropertiesAtAnyPosition() {
        assertThat(mapped("AUTO", "domain", "email", "hs_object_id")).containsExactly("domain=domain", "email=email",
                "hs_object_id=hs_object_id HUBSPOT_OBJECT_ID");
        assertThat(mapped("AUTO", "domain", "email")).containsExactly("domain=domain", "email=email HUBSPOT_ALTERNATE_ID");
        assertThat(mapped("AUTO", "firstname")).containsExactly("firstname=firstname");
    }
}
