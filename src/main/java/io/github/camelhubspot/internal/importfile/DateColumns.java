package io.github.camelhubspot.internal.importfile;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.camelhubspot.internal.support.Texts;

/**
 * Finds dates that HubSpot would misread because the request has no {@code dateFormat}: HubSpot then reads the month first, and
 * takes 03/04 for the fourth of March without a warning. A column is a date column if its property has a name of dates or most of
 * its values are dates; values that are no dates are ignored. A column that can only be read month first has no problem.
 */
final class DateColumns {

    private static final Pattern DATE = Pattern.compile("(\\d{1,4})([./-])(\\d{1,2})\\2(\\d{1,4})");
    private static final Pattern NAME_OF_DATE = Pattern.compile("(?<!up|candi|vali|man)date|birth|_at$|_on$");
    private static final int MONTHS = 12;
    private static final int DAYS = 31;

    /** ANY is a date such as 05/05/2024, which is the same day either way and decides nothing. */
    private enum Order { MONTH_FIRST, DAY_FIRST, YEAR_FIRST, EITHER, ANY, NO_DATE }

    private DateColumns() {
    }

    /** @param rows the first rows of the file */
    static void check(String file, List<CsvRecord> rows, List<ImportColumn> columns, ImportProblems problems) {
        for (ImportColumn column : columns) {
            if (column.property() != null && !column.key()) {
                check(file, rows, column, problems);
            }
        }
    }

    private static void check(String file, List<CsvRecord> rows, ImportColumn column, ImportProblems problems) {
        String name = column.property().toLowerCase(Locale.ROOT);
        boolean named = NAME_OF_DATE.matcher(name).find();
        CsvRecord notMonthFirst = null;
        CsvRecord unclear = null;
        boolean monthFirst = false;
        int dates = 0;
        int values = 0;
        for (CsvRecord row : rows) {
            String value = column.index() < row.getFieldCount() ? row.getField(column.index()).strip() : "";
            if (value.isEmpty()) {
                continue;
            }
            Order order = order(value, named);
            values++;
            dates += order == Order.NO_DATE ? 0 : 1;
            switch (order) {
                case DAY_FIRST, YEAR_FIRST -> notMonthFirst = notMonthFirst == null ? row : notMonthFirst;
                case EITHER -> unclear = unclear == null ? row : unclear;
                case MONTH_FIRST -> monthFirst = true;
                default -> {
                }
            }
        }
        if (!named && dates * 2 <= values) {
            return;
        }
        if (notMonthFirst != null) {
            String value = notMonthFirst.getField(column.index()).strip();
            problems.add(file, notMonthFirst.getStartingLineNumber(), column.index() + 1, Texts.quoted(value)
                    + " is not written month first, as HubSpot reads dates: set dateFormat to "
                    + (order(value, named) == Order.YEAR_FIRST ? "YEAR_MONTH_DAY" : "DAY_MONTH_YEAR"));
        } else if (unclear != null && !monthFirst) {
            problems.add(file, unclear.getStartingLineNumber(), column.index() + 1, Texts.quoted(
                    unclear.getField(column.index()).strip()) + " may be read month first or day first: set dateFormat");
        }
    }

    /** @param named whether the property has a name of dates; then a year may have two digits */
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
