package dev.tributary.connectors.files;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DecimalType;

/** Whether the files of a folder are parts of one table. */
final class FileSchemas {
  private static final int MOST_NAMED = 5;
  private static final int HALF_BYTES = 2;

  private FileSchemas() {}

  /** USER if two files have other columns, or the same in another order. */
  static void requireAlike(
      String first, List<String> columns, String second, List<String> others, String cure) {
    if (!columns.equals(others)) {
      throw FederationException.user(
          "%s and %s are files of different tables: %s; %s",
          first, second, difference(first, columns, second, others), cure);
    }
  }

  /**
   * The same of all files of a source: where there are many, Spark looks which of them to compare.
   *
   * @param format {@code parquet}, {@code orc} or {@code avro}
   */
  static void requireAlike(SparkSession spark, String format, DataFiles files) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    List<FileStatus> some = files.some();
    requireAlike(hadoop, format, some);
    List<FileStatus> all = files.full();
    if (all.size() > some.size()) {
      requireAlike(hadoop, format, SchemaKinds.oneOfEach(spark, format, all));
    }
  }

  /**
   * USER if Parquet, ORC or Avro files of one folder differ in columns or types: Spark takes the
   * columns from one file, and what another lacks would be missing without a word.
   *
   * @param format {@code parquet}, {@code orc} or {@code avro}
   */
  static void requireAlike(Configuration hadoop, String format, List<FileStatus> files) {
    Map<String, String> first = Map.of();
    String name = "";
    for (FileStatus file : files) {
      Map<String, String> other = columns(hadoop, format, file);
      String second = file.getPath().getName();
      if (first.isEmpty()) {
        first = other;
        name = second;
      }
      if (other.isEmpty()) {
        continue;
      }
      for (Map.Entry<String, String> column : first.entrySet()) {
        String type = other.get(column.getKey());
        if (type != null && !type.equals(column.getValue())) {
          throw FederationException.user(
              "column '%s' is %s in %s and %s in %s: write all files with one type",
              column.getKey(), column.getValue(), name, type, second);
        }
      }
      if (!first.keySet().equals(other.keySet())) {
        throw FederationException.user(
            "%s and %s are files of different tables: %s; write them alike%s",
            name,
            second,
            difference(name, first.keySet(), second, other.keySet()),
            format.equals("avro")
                ? ""
                : ", or set data.options: {mergeSchema: true} if what a file lacks is missing");
      }
    }
  }

  private static String difference(
      String first, Collection<String> columns, String second, Collection<String> others) {
    List<String> onlyFirst = new ArrayList<>(columns);
    onlyFirst.removeAll(others);
    List<String> onlySecond = new ArrayList<>(others);
    onlySecond.removeAll(columns);
    if (onlyFirst.isEmpty() && onlySecond.isEmpty()) {
      return "their columns stand in another order";
    }
    return List.of(only(first, onlyFirst), only(second, onlySecond)).stream()
        .filter(text -> !text.isEmpty())
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  private static String only(String file, List<String> columns) {
    return columns.isEmpty()
        ? ""
        : "only "
            + file
            + " has "
            + String.join(", ", columns.subList(0, Math.min(MOST_NAMED, columns.size())))
            + (columns.size() > MOST_NAMED ? ", ..." : "");
  }

  /** Types by name. */
  static Map<String, String> columns(Configuration hadoop, String format, FileStatus file) {
    return switch (format) {
      case "orc" -> OrcColumns.of(hadoop, file);
      case "avro" -> AvroColumns.of(hadoop, file.getPath());
      default -> parquet(hadoop, file);
    };
  }

  private static Map<String, String> parquet(Configuration hadoop, FileStatus file) {
    Map<String, String> columns = new LinkedHashMap<>();
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file.getPath(), hadoop))) {
      for (Type type : reader.getFileMetaData().getSchema().getFields()) {
        requireReadable(type);
        columns.put(type.getName(), words(type));
      }
    } catch (FederationException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      ParquetFooter.requireKnown(hadoop, file);
      throw new FederationException(
          ErrorCode.USER,
          String.format(
              "%s cannot be read as parquet: %s; write it again, or correct data.format",
              file.getPath().toUri().getPath(), firstLine(e)),
          e);
    }
    return columns;
  }

  /** Of types that it does not read Spark does not say which column has them. */
  private static void requireReadable(Type type) {
    if (type.isPrimitive()
        && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
        && type.asPrimitiveType().getTypeLength() == HALF_BYTES
        && type.getLogicalTypeAnnotation() == null) {
      throw ParquetFooter.halfPrecision(type.getName());
    }
    if (type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
        && timestamp.getUnit() == TimeUnit.NANOS) {
      throw FederationException.user(
          "column '%s' holds timestamps in nanoseconds, which Spark cannot read: write it in"
              + " microseconds, or leave it out of the file",
          type.getName());
    }
    if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
        && decimal.getPrecision() > DecimalType.MAX_PRECISION()) {
      throw FederationException.user(
          "column '%s' holds decimals of %d digits, of which Spark reads %d at most: write it as"
              + " double, or leave it out of the file",
          type.getName(), decimal.getPrecision(), DecimalType.MAX_PRECISION());
    }
    if (type.getLogicalTypeAnnotation() instanceof TimeLogicalTypeAnnotation) {
      throw FederationException.user(
          "column '%s' holds times of the day, which Spark cannot read: write it as a number, or"
              + " leave it out of the file",
          type.getName());
    }
  }

  private static String words(Type type) {
    if (!type.isPrimitive()) {
      return "a group";
    }
    PrimitiveType primitive = type.asPrimitiveType();
    String name = primitive.getPrimitiveTypeName().name().toLowerCase(Locale.ROOT);
    return type.getLogicalTypeAnnotation() == null
        ? name
        : name + " (" + type.getLogicalTypeAnnotation() + ")";
  }

  /** What an error says first. */
  static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
  }
}
