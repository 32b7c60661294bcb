package io.github.camelhubspot;

/** The order of day, month and year in the dates of an import file. */
public enum DateFormat {
    MONTH_DAY_YEAR, DAY_MONTH_YEAR, YEAR_MONTH_DAY
}
