/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.state;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelhubspot.sandbox.internal.rules.AssociationTypes;
import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.rules.SchemaDefaults;

/** Derives properties of leads from the records they are associated with. */
public final class LeadLinks {

    private LeadLinks() {
    }

    static Map<String, String> derive(Account account, long leadId) {
        Map<String, String> derived = new LinkedHashMap<>();
        SchemaDefaults.LEAD_DERIVED.forEach(name -> derived.put(name, ""));
        for (Links.Link link : account.links().of(new Links.End(ObjectType.require(ObjectType.LEAD), leadId))) {
            StoredRecord other = account.store(link.to().type()).get(link.to().id());
            if (other == null || !AssociationTypes.isLeadPrimary(link.spec())) {
                continue;
            }
            if (link.to().type().id().equals(ObjectType.CONTACT)) {
                derived.put("hs_primary_contact_id", Long.toString(other.id()));
                derived.put("hs_associated_contact_email", orEmpty(other.text("email")));
                derived.put("hs_associated_contact_firstname", orEmpty(other.text("firstname")));
                derived.put("hs_associated_contact_lastname", orEmpty(other.text("lastname")));
            } else {
                derived.put("hs_associated_company_name", orEmpty(other.text("name")));
                derived.put("hs_associated_company_domain", orEmpty(other.text("domain")));
            }
        }
        return derived;
    }

    /** Whether the lead has a primary contact or company. */
    static boolean hasPrimary(Account account, long leadId) {
        return account.links().of(new Links.End(ObjectType.require(ObjectType.LEAD), leadId)).stream()
                .anyMatch(link -> AssociationTypes.isLeadPrimary(link.spec()));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
