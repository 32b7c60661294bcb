package io.github.camelhubspot.internal.importfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.parameter.ImportFile;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Names;
import io.github.camelhubspot.internal.support.Texts;

/**
 * Under which name each file is sent. HubSpot joins a file to its entry in the import request by name, and refuses or loses
 * what does not fit.
 */
final class ImportFileNames {

    private ImportFileNames() {
    }

    /**
     * The files with their names: explicit name, else the request's single one, else the file's own, else a default.
     *
     * @throws io.github.camelhubspot.HubSpotValidationException if names contradict each other or the request
     */
    static List<ImportFile> of(Call call, List<ImportFile> files, Map<?, ?> request) {
        List<String> expected = expected(call, request);
        String explicit = call.arguments().get(Parameters.FILE_NAME);
        if (files.size() == 1) {
            String name = single(call, explicit == null ? null : ImportFile.baseName(explicit), expected, files.get(0));
            return List.of(files.get(0).named(checked(call, name)));
        }
        if (explicit != null) {
            throw call.operation().invalid("fileName names one file, but the message brings " + files.size());
        }
        List<ImportFile> result = new ArrayList<>(files.size());
        for (ImportFile file : files) {
            String name = file.name() != null || expected.size() != files.size() ? Names.like(file.name(), expected)
                    : expected.get(result.size());
            if (name == null) {
                throw call.operation().invalid("file " + (result.size() + 1) + " of the message, "
                        + (file.name() == null ? "which has no name" : Texts.quoted(file.name()))
                        + ", is not in importRequest.files, which has " + Names.quoted(expected));
            }
            result.add(file.named(checked(call, name)));
        }
        List<String> names = result.stream().map(ImportFile::name).toList();
        if (names.stream().distinct().count() < names.size() || !names.containsAll(expected)) {
            throw call.operation().invalid("the message brings the files " + Names.quoted(names)
                    + ", but importRequest.files has " + Names.quoted(expected) + ": each is needed once");
        }
        return result;
    }

    private static String single(Call call, String explicit, List<String> expected, ImportFile file) {
        if (expected.size() > 1) {
            throw call.operation().invalid("importRequest.files has " + Names.quoted(expected) + ", but the message brings one file");
        }
        String requested = expected.isEmpty() ? null : expected.get(0);
        if (explicit != null && requested != null && Names.like(explicit, expected) == null) {
            throw call.operation().invalid("fileName " + Texts.quoted(explicit)
                    + " contradicts importRequest.files[0].fileName " + Texts.quoted(requested));
        }
        return requested != null ? requested
                : explicit != null ? explicit
                : file.name() != null ? file.name() : ImportFile.DEFAULT_NAME;
    }

    private static List<String> expected(Call call, Map<?, ?> request) {
        List<String> names = new ArrayList<>();
        if (request.get("files") instanceof List<?> files) {
            for (Object file : files) {
                Object name = file instanceof Map<?, ?> map ? map.get("fileName") : null;
                if (name == null || !ImportFile.baseName(name.toString()).equals(name.toString())) {
                    throw call.operation().invalid("importRequest.files[" + names.size() + "].fileName "
                            + (name == null ? "is missing" : "'" + Texts.printable(name)
                                    + "' has a path or spaces around it: HubSpot knows files by base name"));
                }
                names.add(name.toString());
            }
        }
        return names;
    }

    /** A quote or a line break in a name would end the header that carries it. */
    private static String checked(Call call, String name) {
        if (name.isBlank() || name.indexOf('"') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
            throw call.operation().invalid("fileName '" + Texts.printable(name)
                    + "' cannot be sent: it must not be blank nor have quotes or control characters");
        }
        return name;
    }
}
