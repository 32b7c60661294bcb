package io.github.camelhubspot.internal.importfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.camelhubspot.internal.operation.Call;
import io.github.camelhubspot.internal.parameter.ImportFile;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Names;
import io.github.camelhubspot.internal.support.Texts;

/**
 * Decides under which name each file is sent. HubSpot matches a file with its entry in the import request by name, and refuses or
 * ignores files without an entry.
 */
final class ImportFileNames {

    private ImportFileNames() {
    }

    /**
     * Returns the files under the names to send: the explicit name, else the only one in the request, else the file's own, else a
     * default.
     *
     * @throws io.github.camelhubspot.HubSpotValidationException if names contradict each other or the import request
     */
    static List<ImportFile> of(Call call, List<ImportFile> files, Map<?, ?> request) {
        List<String> expected = expected(call, request);
        String explicit = call.arguments().get(Parameters.FILE_NAME);
        if (files.size() == 1) {
            String name = single(call, explicit == null ? null : ImportFile.baseName(explicit), expected, files.get(0));
            return List.of(files.get(0).named(checked(call, name)));
        }
        if (explicit != null) {
            throw call.operation().invalid("fileName names one file, but the message has " + files.size());
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
            throw call.operation().invalid("the message has the files " + Names.quoted(names)
                    + ", but importRequest.files has " + Names.quoted(expected) + ": each is needed once");
        }
        return result;
    }

    /** Returns whether the name is that of an Excel workbook. */
    static boolean isSpreadsheet(String fileName) {
        String extension = extension(fileName);
        return extension.equals("xlsx") || extension.equals("xls");
    }

    /** Returns the part of a name after its last dot, in lower case; the whole name if it has none. */
    static String extension(String fileName) {
        return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String single(Call call, String explicit, List<String> expected, ImportFile file) {
        if (expected.size() > 1) {
            throw call.operation().invalid("importRequest.files has " + Names.quoted(expected)
                    + ", but the message has one file");
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
                                    + "' has a path or spaces around it: HubSpot identifies files by base name"));
                }
                names.add(name.toString());
            }
        }
        return names;
    }

    /** Refuses quotes and control characters, which would end the header that contains the name. */
    private static String checked(Call call, String name) {
        if (name.isBlank() || name.indexOf('"') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
            throw call.operation().invalid("fileName '" + Texts.printable(name)
                    + "' cannot be sent: it must not be blank nor have quotes or control characters");
        }
        return name;
    }
}
