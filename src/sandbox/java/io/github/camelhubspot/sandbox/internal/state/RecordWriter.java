/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.sandbox.internal.rules.AssociationInput;
import io.github.camelhubspot.sandbox.internal.rules.AssociationSpec;
import io.github.camelhubspot.sandbox.internal.rules.AssociationTypes;
import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.rules.PropertyRules;
import io.github.camelhubspot.sandbox.internal.rules.SchemaDefaults;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;

/** Creates, changes and archives records by HubSpot's rules, for the API and for imports. Guarded by {@link Account}. */
public final class RecordWriter {

    private final Account account;

    RecordWriter(Account account) {
        this.account = account;
    }

    /** Creates a record from a request body; {@code associations} is null if the body has no such field. */
    public StoredRecord create(ObjectStore store, Map<String, String> values, List<AssociationInput> associations) {
        Map<String, String> kept = PropertyRules.check(store::property, values);
        checkRequired(store, kept);
        List<Links.Link> links = links(store, associations);
        if (store.type().isLead() && store.associationRequired() && links.stream().noneMatch(RecordWriter::holdsLead)) {
            throw ApiError.invalid("Error creating LEAD. A lead must be associated with an existing contact or company")
                    .detail("associations must hold a contact or a company", "MISSING_REQUIRED_ASSOCIATION", null);
        }
        return insert(store, account.nextId(), kept, links, "API");
    }

    /** Creates a record without associations, for upserts, imports and tests. */
    public StoredRecord createBare(ObjectStore store, long id, Map<String, String> kept, String source) {
        return insert(store, id, kept, List.of(), source);
    }

    private StoredRecord insert(ObjectStore store, long id, Map<String, String> kept, List<Links.Link> links, String source) {
        checkUnique(store, kept, -1);
        long now = account.now();
        StoredRecord created = StoredRecord.create(id, kept, now, source);
        Links.End end = new Links.End(store.type(), id);
        links.forEach(link -> account.links().add(end, link.to(), link.spec()));
        if (store.type().isLead() && !links.isEmpty()) {
            created = created.changed(LeadLinks.derive(account, id), now, "CALCULATED");
        }
        store.put(created, now);
        return created;
    }

    public StoredRecord update(ObjectStore store, StoredRecord old, Map<String, String> values) {
        return update(store, old, values, account.now());
    }

    /** Like {@link #update(ObjectStore, StoredRecord, Map)}, with a modification time in milliseconds. */
    public StoredRecord update(ObjectStore store, StoredRecord old, Map<String, String> values, long modified) {
        return updateKept(store, old, PropertyRules.check(store::property, values), "API", modified);
    }

    public StoredRecord updateKept(ObjectStore store, StoredRecord old, Map<String, String> kept, String source) {
        return updateKept(store, old, kept, source, account.now());
    }

    private StoredRecord updateKept(ObjectStore store, StoredRecord old, Map<String, String> kept, String source, long modified) {
        checkUnique(store, kept, old.id());
        if (store.type().isLead() && "".equals(kept.get(SchemaDefaults.LEAD_NAME))) {
            throw ApiError.invalid("Error updating LEAD. " + SchemaDefaults.LEAD_NAME + " cannot be empty")
                    .detail("required property", "MISSING_REQUIRED_PROPERTY", SchemaDefaults.LEAD_NAME);
        }
        StoredRecord changed = old.changed(kept, modified, source);
        store.put(changed, account.now());
        return changed;
    }

    public void archive(ObjectStore store, StoredRecord old) {
        store.archive(old, account.now());
    }

    public void checkRequired(ObjectStore store, Map<String, String> kept) {
        if (store.type().isLead() && kept.getOrDefault(SchemaDefaults.LEAD_NAME, "").isEmpty()) {
            throw ApiError.invalid("Error creating LEAD. Some required properties were not set.")
                    .detail(SchemaDefaults.LEAD_NAME + " is required", "MISSING_REQUIRED_PROPERTY", SchemaDefaults.LEAD_NAME)
                    .context("properties", List.of(SchemaDefaults.LEAD_NAME));
        }
    }

    /** Adds associations between two records and updates the derived properties of leads. */
    public void associate(Links.End from, Links.End to, List<AssociationSpec> specs) {
        specs.forEach(spec -> spec.checkDirection(from.type(), to.type()));
        specs.forEach(spec -> account.links().add(from, to, spec));
        refreshLead(from);
        refreshLead(to);
    }

    /** Removes associations between two records (all, if {@code specs} is null); archives a lead that has no primary one left. */
    public void dissociate(Links.End from, Links.End to, List<AssociationSpec> specs) {
        Links.End lead = from.type().isLead() ? from : to;
        boolean hadPrimary = lead.type().isLead() && LeadLinks.hasPrimary(account, lead.id());
        if (specs == null) {
            account.links().removeAll(from, to);
        } else {
            specs.forEach(spec -> account.links().remove(from, to, spec));
        }
        if (hadPrimary && !LeadLinks.hasPrimary(account, lead.id())) {
            ObjectStore store = account.store(lead.type());
            StoredRecord stored = store.get(lead.id());
            if (stored != null) {
                archive(store, stored);
            }
            return;
        }
        refreshLead(from);
        refreshLead(to);
    }

    private void refreshLead(Links.End end) {
        if (end.type().isLead()) {
            ObjectStore store = account.store(end.type());
            StoredRecord lead = store.get(end.id());
            if (lead != null) {
                store.put(lead.changed(LeadLinks.derive(account, end.id()), account.now(), "CALCULATED"), account.now());
            }
        }
    }

    private List<Links.Link> links(ObjectStore store, List<AssociationInput> associations) {
        List<Links.Link> links = new ArrayList<>();
        if (associations == null) {
            return links;
        }
        for (AssociationInput input : associations) {
            for (AssociationSpec spec : input.types()) {
                ObjectType toType = targetType(store.type(), spec, input.toId());
                if (account.store(toType).get(input.toId()) == null) {
                    throw ApiError.invalid("One or more associations are not valid: no " + toType.singular() + " with id "
                            + input.toId() + " exists").detail(toType.label() + "=" + input.toId() + " is not valid",
                            "INVALID_ASSOCIATION_TARGET", null);
                }
                links.add(new Links.Link(new Links.End(toType, input.toId()), spec));
            }
        }
        return links;
    }

    private ObjectType targetType(ObjectType from, AssociationSpec spec, long toId) {
        AssociationTypes.Definition definition = spec.hubspotDefined() ? AssociationTypes.find(spec.typeId()) : null;
        ObjectType toType = definition != null ? definition.to() : account.typeOfRecord(toId);
        spec.checkDirection(from, toType);
        return toType;
    }

    private static boolean holdsLead(Links.Link link) {
        String to = link.to().type().id();
        return to.equals(ObjectType.CONTACT) || to.equals(ObjectType.COMPANY);
    }

    private void checkUnique(ObjectStore store, Map<String, String> kept, long ownId) {
        Map<String, StoredRecord> taken = new LinkedHashMap<>();
        kept.forEach((name, text) -> {
            if (!text.isEmpty() && store.property(name).unique()) {
                StoredRecord other = store.byUnique(name, text);
                if (other != null && other.id() != ownId) {
                    taken.put(name, other);
                }
            }
        });
        taken.forEach((name, other) -> {
            throw new ApiError(409, "OBJECT_ALREADY_EXISTS", "A " + store.type().singular() + " with that " + name
                    + " already exists. Existing ID: " + other.id())
                    .detail("value of unique property is taken", "DUPLICATE_UNIQUE_PROPERTY_VALUE", name);
        });
    }
}
