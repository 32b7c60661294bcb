package io.github.camelhubspot.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

/** The column names of a CSV file. */
final class CsvHeader {

    /** HubSpot takes fewer than 1,000 columns; no header of those is longer. */
    private static final int MAX_BYTES = 1024 * 1024;
    private static final String BOM = "\uFEFF";

    private CsvHeader() {
    }

    /** @throws io.github.camelhubspot.HubSpotValidationException if the file has no readable header */
    static List<String> read(Operation operation, ImportFile file) {
        byte[] head;
        try {
            head = file.content().head(MAX_BYTES);
        } catch (IOException e) {
            throw operation.invalid("file " + file.name() + " cannot be read: " + e, e);
        }
        String text = new String(head, StandardCharsets.UTF_8);
        List<String> columns = firstRecord(operation, file, text.startsWith(BOM) ? text.substring(1) : text,
                head.length == MAX_BYTES);
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (column.isBlank() || !seen.add(column)) {
                throw operation.invalid("the header of file " + file.name() + (column.isBlank()
                        ? " has a column without a name" : " has the column '" + Parameter.printable(column) + "' twice"));
            }
        }
        return columns;
    }

    /** @param cut whether the text may end in the middle of a record */
    private static List<String> firstRecord(Operation operation, ImportFile file, String text, boolean cut) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw operation.invalid("file " + file.name() + " is empty: a header with the column names is expected");
            }
            List<String> columns = records.next().getFields();
            if (cut && !goesOn(records)) {
                throw operation.invalid("the header of file " + file.name() + " does not end within the first " + MAX_BYTES
                        + " bytes: is it a CSV file?");
            }
            return columns;
        } catch (CsvParseException e) {
            throw operation.invalid("the header of file " + file.name() + " is not CSV: "
                    + (e.getCause() == null ? e : e.getCause()).getMessage(), e);
        } catch (IOException e) {
            throw operation.invalid("file " + file.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether there is something behind the header, which may be cut in its middle and so not be readable. */
    private static boolean goesOn(Iterator<CsvRecord> records) {
        try {
            return records.hasNext();
        } catch (CsvParseException e) {
            return true;
        }
    }
}
