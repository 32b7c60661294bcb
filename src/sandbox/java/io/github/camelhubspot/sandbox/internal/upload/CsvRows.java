/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
 * with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.camelhubspot.sandbox.internal.upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.ObjLongConsumer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.camelhubspot.sandbox.internal.wire.ApiError;
import io.github.camelhubspot.sandbox.internal.wire.MultipartBody;

/** The rows of an uploaded CSV file, read as a stream. */
public final class CsvRows {

    private final MultipartBody.Part file;

    public CsvRows(MultipartBody.Part file) {
        this.file = file;
    }

    /** Returns the first row; empty if the file has none. */
    public List<String> first() {
        try (CsvReader<CsvRecord> reader = open()) {
            Iterator<CsvRecord> rows = reader.iterator();
            return rows.hasNext() ? rows.next().getFields() : List.of();
        } catch (CsvParseException e) {
            throw ApiError.invalid("The file " + file.fileName() + " cannot be read as CSV: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the file has more rows than a limit, without the header. Parses the file only if it has that many line breaks. */
    boolean moreThan(int limit) {
        long lineBreaks = 0;
        for (int i = file.from(); i < file.to(); i++) {
            if (file.bytes()[i] == '\n' || file.bytes()[i] == '\r') {
                lineBreaks++;
            }
        }
        if (lineBreaks <= limit) {
            return false;
        }
        try (CsvReader<CsvRecord> reader = open()) {
            long rows = -1;
            for (Iterator<CsvRecord> all = reader.iterator(); all.hasNext() && rows <= limit; all.next()) {
                rows++;
            }
            return rows > limit;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passes each row to a consumer, with the number of the line it starts on, counted from 1. */
    public void forEach(boolean skipHeader, ObjLongConsumer<List<String>> consumer) {
        try (CsvReader<CsvRecord> reader = open()) {
            boolean skip = skipHeader;
            for (CsvRecord row : reader) {
                if (!skip) {
                    consumer.accept(row.getFields(), row.getStartingLineNumber());
                }
                skip = false;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CsvReader<CsvRecord> open() {
        ByteArrayInputStream in = new ByteArrayInputStream(file.bytes(), file.from(), file.length());
        return CsvReader.builder().detectBomHeader(true).skipEmptyLines(true).extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE).ofCsvRecord(in, StandardCharsets.UTF_8);
    }
}
