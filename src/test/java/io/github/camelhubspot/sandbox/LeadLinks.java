/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What HubSpot derives for a lead from the records it is associated with. */
final class LeadLinks {

    static final List<String> DERIVED = List.of("hs_primary_contact_id", "hs_associated_contact_email",
            "hs_associated_contact_firstname", "hs_associated_contact_lastname", "hs_associated_company_name",
            "hs_associated_company_domain");

    private LeadLinks() {
    }

    static Map<String, String> derive(Account account, long leadId) {
        Map<String, String> derived = new LinkedHashMap<>();
        DERIVED.forEach(name -> derived.put(name, ""));
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

    /** Whether a primary contact or company still keeps the lead alive. */
    static boolean hasPrimary(Account account, long leadId) {
        return account.links().of(new Links.End(ObjectType.require(ObjectType.LEAD), leadId)).stream()
                .anyMatch(link -> AssociationTypes.isLeadPrimary(link.spec()));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
