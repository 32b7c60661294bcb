/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.sandbox.SandboxProperty.Type;

/** The properties an object type has at the start. */
final class SchemaDefaults {

    static final String OBJECT_ID = "hs_object_id";
    static final String CREATED = "createdate";
    static final String HS_CREATED = "hs_createdate";
    static final String HS_MODIFIED = "hs_lastmodifieddate";
    /** Contacts are the only type whose modification date has no prefix. */
    static final String MODIFIED = "lastmodifieddate";
    static final String LEAD_NAME = "hs_lead_name";

    private SchemaDefaults() {
    }

    static Map<String, SandboxProperty> of(ObjectType type) {
        List<SandboxProperty> all = new ArrayList<>();
        all.add(SandboxProperty.readOnly(OBJECT_ID, Type.NUMBER));
        all.add(SandboxProperty.readOnly(CREATED, Type.DATETIME));
        all.add(SandboxProperty.readOnly(HS_CREATED, Type.DATETIME));
        all.add(SandboxProperty.readOnly(HS_MODIFIED, Type.DATETIME));
        all.add(SandboxProperty.of("hubspot_owner_id", Type.NUMBER));
        switch (type.id()) {
            case ObjectType.LEAD -> addLead(all);
            case ObjectType.CONTACT -> addContact(all);
            case ObjectType.COMPANY -> addCompany(all);
            default -> all.add(SandboxProperty.of("hs_name", Type.STRING));
        }
        Map<String, SandboxProperty> schema = new LinkedHashMap<>();
        all.forEach(property -> schema.put(property.name(), property));
        return schema;
    }

    /** What a read answers with beside the requested properties. */
    static List<String> alwaysRead(ObjectType type) {
        return type.id().equals(ObjectType.CONTACT)
                ? List.of(CREATED, MODIFIED, OBJECT_ID)
                : List.of(CREATED, HS_MODIFIED, OBJECT_ID);
    }

    private static void addLead(List<SandboxProperty> all) {
        all.add(SandboxProperty.of(LEAD_NAME, Type.STRING));
        all.add(enumeration("hs_lead_type", "NEW_BUSINESS", "NEW BUSINESS", "RE_ATTEMPTING", "UPSELL"));
        all.add(enumeration("hs_lead_label", "HOT", "WARM", "COLD"));
        all.add(enumeration("hs_pipeline"));
        all.add(enumeration("hs_pipeline_stage"));
        all.add(enumeration("hs_lead_source"));
        all.add(enumeration("hs_lead_disqualification_reason"));
        all.add(SandboxProperty.of("hs_lead_is_open", Type.BOOL));
        all.add(SandboxProperty.of("hs_last_activity_date", Type.DATETIME));
        for (String derived : LeadLinks.DERIVED) {
            all.add(SandboxProperty.readOnly(derived, Type.STRING));
        }
        all.add(SandboxProperty.unique("external_id", Type.STRING));
        all.add(SandboxProperty.of("lead_score", Type.NUMBER));
        all.add(SandboxProperty.of("next_meeting", Type.DATE));
    }

    private static void addContact(List<SandboxProperty> all) {
        all.add(SandboxProperty.readOnly(MODIFIED, Type.DATETIME));
        all.add(SandboxProperty.unique("email", Type.EMAIL));
        addTexts(all, "firstname", "lastname", "phone", "mobilephone", "company", "website", "address", "city", "state", "zip",
                "country", "jobtitle");
        all.add(enumeration("lifecyclestage", "subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity",
                "customer", "evangelist", "other"));
        all.add(SandboxProperty.of("birthdate", Type.DATE));
        all.add(SandboxProperty.of("annualrevenue", Type.NUMBER));
    }

    private static void addCompany(List<SandboxProperty> all) {
        all.add(SandboxProperty.of("name", Type.STRING));
        all.add(SandboxProperty.unique("domain", Type.STRING));
        addTexts(all, "website", "phone", "address", "city", "state", "zip", "country");
        all.add(enumeration("industry"));
        all.add(SandboxProperty.of("numberofemployees", Type.NUMBER));
        all.add(SandboxProperty.of("annualrevenue", Type.NUMBER));
    }

    private static void addTexts(List<SandboxProperty> all, String... names) {
        for (String name : names) {
            all.add(SandboxProperty.of(name, Type.STRING));
        }
    }

    private static SandboxProperty enumeration(String name, String... options) {
        return new SandboxProperty(name, Type.ENUMERATION, false, false, List.of(options));
    }
}
