package dev.tributary.fl.spark.vertical;

import org.apache.spark.sql.types.DataType;

/**
 * One column that a model adds.
 *
 * @param name empty to leave it out
 */
record OutputColumn(String name, Output.Kind kind, DataType type) {}
