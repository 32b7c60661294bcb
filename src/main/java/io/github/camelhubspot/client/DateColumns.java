package io.github.camelhubspot.client;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import de.siegmar.fastcsv.reader.CsvRecord;

/**
 * Dates whose order of day, month and year nobody has told. HubSpot reads the month first then, and takes the third of April
 * for the fourth of March without a word. Only columns in which every value is a date are judged, and those that can only be
 * read month first are left alone.
 */
final class DateColumns {

    private static final Pattern DATE = Pattern.compile("(\\d{1,4})([./-])(\\d{1,2})\\2(\\d{1,4})");
    private static final int MONTHS = 12;
    private static final int DAYS = 31;

    /** ANY: 05/05/2024 is the same day either way, and proves nothing. */
    private enum Order { MONTH_FIRST, DAY_FIRST, YEAR_FIRST, EITHER, ANY, NO_DATE }

    private DateColumns() {
    }

    /** @param rows rows of the file, from its beginning */
    static void check(String file, List<CsvRecord> rows, List<ImportColumn> columns, ImportProblems problems) {
        for (ImportColumn column : columns) {
            if (column.property() != null && !column.key()) {
                check(file, rows, column, problems);
            }
        }
    }

    private static void check(String file, List<CsvRecord> rows, ImportColumn column, ImportProblems problems) {
        String name = column.property().toLowerCase(Locale.ROOT);
        boolean named = name.contains("date") || name.contains("birth") || name.endsWith("_at") || name.endsWith("_on");
        CsvRecord other = null;
        CsvRecord unclear = null;
        boolean monthFirst = false;
        for (CsvRecord row : rows) {
            String value = column.index() < row.getFieldCount() ? row.getField(column.index()).strip() : "";
            if (value.isEmpty()) {
                continue;
            }
            switch (order(value, named)) {
                case NO_DATE -> {
                    return;
                }
                case DAY_FIRST, YEAR_FIRST -> other = other == null ? row : other;
                case EITHER -> unclear = unclear == null ? row : unclear;
                case MONTH_FIRST -> monthFirst = true;
                default -> {
                }
            }
        }
        if (other != null) {
            String value = other.getField(column.index()).strip();
            problems.add(file, other.getStartingLineNumber(), column.index() + 1, "'" + value + "' is not written month first,"
                    + " as HubSpot reads dates: set dateFormat to "
                    + (order(value, named) == Order.YEAR_FIRST ? "YEAR_MONTH_DAY" : "DAY_MONTH_YEAR"));
        } else if (unclear != null && !monthFirst) {
            problems.add(file, unclear.getStartingLineNumber(), column.index() + 1, "'"
                    + unclear.getField(column.index()).strip() + "' may be read month first or day first: set dateFormat");
        }
    }

    /** @param named whether the property is one for dates, where a year may have two digits */
    private static Order order(String value, boolean named) {
        Matcher date = DATE.matcher(value);
        if (!date.matches()) {
            return Order.NO_DATE;
        }
        int second = Integer.parseInt(date.group(3));
        if (date.group(1).length() == 4) {
            return isDay(date.group(4)) && second >= 1 && second <= MONTHS ? Order.YEAR_FIRST : Order.NO_DATE;
        }
        int year = date.group(4).length();
        if (!isDay(date.group(1)) || !isDay(date.group(3)) || year != 4 && !(named && year == 2)) {
            return Order.NO_DATE;
        }
        int first = Integer.parseInt(date.group(1));
        return first > MONTHS && second > MONTHS ? Order.NO_DATE : first > MONTHS ? Order.DAY_FIRST
                : second > MONTHS ? Order.MONTH_FIRST : first == second ? Order.ANY : Order.EITHER;
    }

    private static boolean isDay(String digits) {
        return digits.length() <= 2 && Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= DAYS;
    }
}
