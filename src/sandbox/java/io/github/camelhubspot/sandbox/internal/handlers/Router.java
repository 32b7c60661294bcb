/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.handlers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.camelhubspot.sandbox.internal.rules.ObjectType;
import io.github.camelhubspot.sandbox.internal.state.Account;
import io.github.camelhubspot.sandbox.internal.state.ObjectStore;
import io.github.camelhubspot.sandbox.internal.wire.ApiMethod.BodyKind;
import io.github.camelhubspot.sandbox.internal.wire.ApiMethod.Handler;
import io.github.camelhubspot.sandbox.internal.wire.ApiMethod.Kind;
import io.github.camelhubspot.sandbox.internal.wire.ApiMethod;

/** Maps paths of all versions of the API to the methods they accept. */
public final class Router {

    private static final Set<String> DATED = Set.of("2025-09", "2026-03", "2026-09");
    private static final Set<String> READ = Set.of("properties", "propertiesWithHistory", "associations", "archived",
            "idProperty");
    private static final Set<String> LIST = Set.of("limit", "after", "properties", "propertiesWithHistory", "associations",
            "archived");

    private final Account account;
    private final Handler token;
    private final ImportHandlers imports;

    public Router(Account account, Handler token) {
        this.account = account;
        this.token = token;
        this.imports = new ImportHandlers(account);
    }

    /** Returns what a path accepts, by HTTP method; empty if the API has no such path. */
    public Map<String, ApiMethod> find(List<String> path) {
        if (path.size() < 3) {
            return Map.of();
        }
        String head = path.get(0) + "/" + path.get(1);
        String third = path.get(2);
        return switch (head) {
            case "crm/v3" -> switch (third) {
                case "objects" -> records(path.subList(3, path.size()), 201);
                case "imports" -> imports(path.subList(3, path.size()));
                default -> Map.of();
            };
            case "crm/v4" -> switch (third) {
                case "objects" -> associationsOnly(path.subList(3, path.size()));
                case "associations" -> associationBatches(path.subList(3, path.size()));
                default -> Map.of();
            };
            case "crm/objects" -> dated(third)
                    ? objects(path.subList(3, path.size()), third.equals("2025-09") ? 200 : 201) : Map.of();
            case "crm/associations" -> dated(third) ? associationBatches(path.subList(3, path.size())) : Map.of();
            case "crm/imports" -> dated(third) ? imports(path.subList(3, path.size())) : Map.of();
            case "oauth/v1", "oauth/v3", "oauth/2026-03", "oauth/2026-09" -> token(path);
            default -> Map.of();
        };
    }

    private static boolean dated(String version) {
        return DATED.contains(version);
    }

    private Map<String, ApiMethod> token(List<String> path) {
        if (path.size() != 3 || !path.get(2).equals("token")) {
            return Map.of();
        }
        Set<String> params = path.get(1).equals("v1")
                ? Set.of("grant_type", "client_id", "client_secret", "refresh_token") : Set.of();
        return Map.of("POST", new ApiMethod(Kind.OAUTH, null, BodyKind.FORM, params, token));
    }

    /** Dated versions keep records and associations under one root. */
    private Map<String, ApiMethod> objects(List<String> rest, int createdStatus) {
        return rest.size() > 2 && rest.get(2).equals("associations") ? associationsOnly(rest) : records(rest, createdStatus);
    }

    private Map<String, ApiMethod> records(List<String> rest, int createdStatus) {
        Optional<ObjectType> type = rest.isEmpty() ? Optional.empty() : ObjectType.find(rest.get(0));
        if (type.isEmpty()) {
            return Map.of();
        }
        ObjectStore store = account.store(type.get());
        RecordHandlers single = new RecordHandlers(account, store);
        String read = scope(type.get(), "read");
        String write = scope(type.get(), "write");
        if (rest.size() == 1) {
            return Map.of("GET", crm(read, BodyKind.NONE, LIST, single::list),
                    "POST", crm(write, BodyKind.JSON, Set.of(), single::create));
        }
        String second = rest.get(1);
        if (rest.size() == 2 && second.equals("search")) {
            return Map.of("POST",
                    new ApiMethod(Kind.SEARCH, read, BodyKind.JSON, Set.of(), new SearchHandler(account, store)::search));
        }
        if (rest.size() == 2 && !second.isEmpty() && !second.equals("batch")) {
            return Map.of("GET", crm(read, BodyKind.NONE, READ, call -> single.read(call, second)),
                    "PATCH", crm(write, BodyKind.JSON, Set.of("idProperty"), call -> single.update(call, second)),
                    "DELETE", crm(write, BodyKind.NONE, Set.of(), call -> single.archive(call, second)));
        }
        return rest.size() == 3 && second.equals("batch") ? batch(store, rest.get(2), createdStatus) : Map.of();
    }

    private Map<String, ApiMethod> batch(ObjectStore store, String action, int createdStatus) {
        BatchHandlers batch = new BatchHandlers(account, store, createdStatus);
        String write = scope(store.type(), "write");
        Map<String, ApiMethod> known = new HashMap<>();
        known.put("read", crm(scope(store.type(), "read"), BodyKind.JSON, Set.of("archived"), batch::read));
        known.put("create", crm(write, BodyKind.JSON, Set.of(), batch::create));
        known.put("update", crm(write, BodyKind.JSON, Set.of(), batch::update));
        known.put("upsert", crm(write, BodyKind.JSON, Set.of(), batch::upsert));
        known.put("archive", crm(write, BodyKind.JSON, Set.of(), batch::archive));
        return known.containsKey(action) ? Map.of("POST", known.get(action)) : Map.of();
    }

    private Map<String, ApiMethod> associationsOnly(List<String> rest) {
        if (rest.size() < 4 || rest.size() > 6 || !rest.get(2).equals("associations")) {
            return Map.of();
        }
        boolean byDefault = rest.get(3).equals("default");
        Optional<ObjectType> from = ObjectType.find(rest.get(0));
        Optional<ObjectType> to = byDefault && rest.size() < 6 ? Optional.empty() : ObjectType.find(rest.get(byDefault ? 4 : 3));
        if (from.isEmpty() || to.isEmpty() || rest.size() == 6 && !byDefault) {
            return Map.of();
        }
        AssociationHandlers handlers = new AssociationHandlers(account, from.get());
        String fromId = rest.get(1);
        String write = scope(from.get(), "write");
        if (byDefault) {
            return Map.of("PUT", crm(write, BodyKind.NONE, Set.of(),
                    call -> handlers.associateDefault(call, fromId, to.get(), rest.get(5))));
        }
        if (rest.size() == 4) {
            return Map.of("GET", crm(scope(from.get(), "read"), BodyKind.NONE, Set.of("limit", "after"),
                    call -> handlers.list(call, fromId, to.get())));
        }
        return Map.of("PUT", crm(write, BodyKind.JSON, Set.of(), call -> handlers.associate(call, fromId, to.get(), rest.get(4))),
                "DELETE", crm(write, BodyKind.NONE, Set.of(), call -> handlers.remove(call, fromId, to.get(), rest.get(4))));
    }

    /** Associations of many records in one call. */
    private Map<String, ApiMethod> associationBatches(List<String> rest) {
        if (rest.size() < 4 || !rest.get(2).equals("batch")) {
            return Map.of();
        }
        Optional<ObjectType> from = ObjectType.find(rest.get(0));
        Optional<ObjectType> to = ObjectType.find(rest.get(1));
        if (from.isEmpty() || to.isEmpty()) {
            return Map.of();
        }
        AssociationHandlers handlers = new AssociationHandlers(account, from.get());
        return switch (String.join("/", rest.subList(3, rest.size()))) {
            case "read" -> Map.of("POST", crm(scope(from.get(), "read"), BodyKind.JSON, Set.of(),
                    call -> handlers.readBatch(call, to.get())));
            case "labels/archive" -> Map.of("POST", crm(scope(from.get(), "write"), BodyKind.JSON, Set.of(),
                    call -> handlers.archiveLabels(call, to.get())));
            default -> Map.of();
        };
    }

    /** HubSpot accepts a trailing slash on the path of the collection, as older clients send it. */
    private Map<String, ApiMethod> imports(List<String> rest) {
        String scope = "crm.import";
        if (rest.isEmpty() || rest.size() == 1 && rest.get(0).isEmpty()) {
            return Map.of("GET", crm(scope, BodyKind.NONE, Set.of("limit", "after"), imports::list),
                    "POST", crm(scope, BodyKind.MULTIPART, Set.of(), imports::start));
        }
        String id = rest.get(0);
        if (rest.size() == 1) {
            return Map.of("GET", crm(scope, BodyKind.NONE, Set.of(), call -> imports.get(call, id)));
        }
        if (rest.size() == 2 && rest.get(1).equals("errors")) {
            return Map.of("GET", crm(scope, BodyKind.NONE, Set.of("limit", "after", "includeErrorMessage", "includeRowData"),
                    call -> imports.errors(call, id)));
        }
        if (rest.size() == 2 && rest.get(1).equals("cancel")) {
            return Map.of("POST", crm(scope, BodyKind.NONE, Set.of(), call -> imports.cancel(call, id)));
        }
        return Map.of();
    }

    private static String scope(ObjectType type, String access) {
        return "crm.objects." + type.plural() + "." + access;
    }

    private static ApiMethod crm(String scope, BodyKind body, Set<String> params, Handler handler) {
        return new ApiMethod(Kind.CRM, scope, body, params, handler);
    }
}
