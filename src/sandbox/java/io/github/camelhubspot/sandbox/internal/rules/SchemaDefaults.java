/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The properties that an object type has by default. */
public final class SchemaDefaults {

    public static final String OBJECT_ID = "hs_object_id";
    public static final String CREATED = "createdate";
    public static final String HS_CREATED = "hs_createdate";
    public static final String HS_MODIFIED = "hs_lastmodifieddate";
    /** Only contacts have a modification date without prefix. */
    public static final String MODIFIED = "lastmodifieddate";
    public static final String LEAD_NAME = "hs_lead_name";
    /** HubSpot copies these from the records that a lead is associated with. */
    public static final List<String> LEAD_DERIVED = List.of("hs_primary_contact_id", "hs_associated_contact_email",
            "hs_associated_contact_firstname", "hs_associated_contact_lastname", "hs_associated_company_name",
            "hs_associated_company_domain");

    private SchemaDefaults() {
    }

    public static Map<String, Property> of(ObjectType type) {
        List<Property> all = new ArrayList<>();
        all.add(Property.readOnly(OBJECT_ID, ValueType.NUMBER));
        all.add(Property.readOnly(CREATED, ValueType.DATETIME));
        all.add(Property.readOnly(HS_CREATED, ValueType.DATETIME));
        all.add(Property.readOnly(HS_MODIFIED, ValueType.DATETIME));
        all.add(Property.of("hubspot_owner_id", ValueType.NUMBER));
        switch (type.id()) {
            case ObjectType.LEAD -> addLead(all);
            case ObjectType.CONTACT -> addContact(all);
            case ObjectType.COMPANY -> addCompany(all);
            default -> all.add(Property.of("hs_name", ValueType.STRING));
        }
        Map<String, Property> schema = new LinkedHashMap<>();
        all.forEach(property -> schema.put(property.name(), property));
        return schema;
    }

    /** Returns the properties that each read returns in addition to the requested ones. */
    public static List<String> alwaysRead(ObjectType type) {
        return type.id().equals(ObjectType.CONTACT)
                ? List.of(CREATED, MODIFIED, OBJECT_ID)
                : List.of(CREATED, HS_MODIFIED, OBJECT_ID);
    }

    private static void addLead(List<Property> all) {
        all.add(Property.of(LEAD_NAME, ValueType.STRING));
        all.add(enumeration("hs_lead_type", "NEW_BUSINESS", "NEW BUSINESS", "RE_ATTEMPTING", "UPSELL"));
        all.add(enumeration("hs_lead_label", "HOT", "WARM", "COLD"));
        all.add(enumeration("hs_pipeline"));
        all.add(enumeration("hs_pipeline_stage"));
        all.add(enumeration("hs_lead_source"));
        all.add(enumeration("hs_lead_disqualification_reason"));
        all.add(Property.of("hs_lead_is_open", ValueType.BOOL));
        all.add(Property.of("hs_last_activity_date", ValueType.DATETIME));
        for (String derived : LEAD_DERIVED) {
            all.add(Property.readOnly(derived, ValueType.STRING));
        }
        all.add(Property.unique("external_id", ValueType.STRING));
        all.add(Property.of("lead_score", ValueType.NUMBER));
        all.add(Property.of("next_meeting", ValueType.DATE));
    }

    private static void addContact(List<Property> all) {
        all.add(Property.readOnly(MODIFIED, ValueType.DATETIME));
        all.add(Property.unique("email", ValueType.EMAIL));
        addTexts(all, "firstname", "lastname", "phone", "mobilephone", "company", "website", "address", "city", "state", "zip",
                "country", "jobtitle");
        all.add(enumeration("lifecyclestage", "subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity",
                "customer", "evangelist", "other"));
        all.add(Property.of("birthdate", ValueType.DATE));
        all.add(Property.of("annualrevenue", ValueType.NUMBER));
    }

    private static void addCompany(List<Property> all) {
        all.add(Property.of("name", ValueType.STRING));
        all.add(Property.unique("domain", ValueType.STRING));
        addTexts(all, "website", "phone", "address", "city", "state", "zip", "country");
        all.add(enumeration("industry"));
        all.add(Property.of("numberofemployees", ValueType.NUMBER));
        all.add(Property.of("annualrevenue", ValueType.NUMBER));
    }

    private static void addTexts(List<Property> all, String... names) {
        for (String name : names) {
            all.add(Property.of(name, ValueType.STRING));
        }
    }

    private static Property enumeration(String name, String... options) {
        return new Property(name, ValueType.ENUMERATION, false, false, List.of(options));
    }
}
