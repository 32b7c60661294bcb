/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandboxtest;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.stream.Collectors;

import io.github.camelhubspot.sandboxtest.SandboxClient.Response;

/** Builds uploads for imports. */
final class Upload {

    private static final String BOUNDARY = "sandbox-boundary";

    private final StringBuilder body = new StringBuilder();

    Upload file(String name, String content) {
        return part("files", name, "text/csv", content);
    }

    Upload request(String json) {
        return part("importRequest", null, "application/json", json.replace('\'', '"'));
    }

    Upload part(String name, String fileName, String type, String content) {
        body.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; name=\"").append(name).append('"');
        if (fileName != null) {
            body.append("; filename=\"").append(fileName).append('"');
        }
        body.append("\r\nContent-Type: ").append(type).append("\r\n\r\n").append(content).append("\r\n");
        return this;
    }

    Response send(SandboxClient client, String path) {
        return client.send("POST", path, "multipart/form-data; boundary=" + BOUNDARY,
                BodyPublishers.ofString(body + "--" + BOUNDARY + "--\r\n"));
    }

    /** A request for one file; columns are written {@code Header=property}, a star marks the key. */
    static String request(String fileName, String typeId, String operation, String... columns) {
        String mappings = Arrays.stream(columns).map(column -> {
            String[] sides = column.split("=");
            boolean key = sides[1].endsWith("*");
            String property = key ? sides[1].substring(0, sides[1].length() - 1) : sides[1];
            String type = !key ? "STANDARD" : property.equals("hs_object_id") ? "HUBSPOT_OBJECT_ID" : "HUBSPOT_ALTERNATE_ID";
            return "{'columnObjectTypeId':'" + typeId + "','columnName':'" + sides[0] + "','propertyName':'" + property
                    + "','columnType':'" + type + "'}";
        }).collect(Collectors.joining(","));
        return "{'name':'Test','importOperations':{'" + typeId + "':'" + operation + "'},'files':[{'fileName':'" + fileName
                + "','fileFormat':'CSV','fileImportPage':{'hasHeader':true,'columnMappings':[" + mappings + "]}}]}";
    }
}
