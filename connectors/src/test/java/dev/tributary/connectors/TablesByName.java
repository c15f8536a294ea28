package dev.tributary.connectors;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A service with one table, {@code project.people} of three rows, and no file. */
public final class TablesByName implements TableProvider {
  private static final StructType SCHEMA = new StructType().add("id", "long").add("x", "double");

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    if (!"project.people".equals(options.get("path"))) {
      throw new IllegalArgumentException("no table " + options.get("path"));
    }
    return SCHEMA;
  }

  @Override
  public Table getTable(StructType schema, Transform[] parts, Map<String, String> properties) {
    return new People();
  }

  private static final class People implements Table, SupportsRead {
    @Override
    public String name() {
      return "people";
    }

    @Override
    @SuppressWarnings("deprecation") // without a default all the same
    public StructType schema() {
      return SCHEMA;
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return Rows::new;
    }
  }

  private static final class Rows implements Scan, Batch {
    @Override
    public StructType readSchema() {
      return SCHEMA;
    }

    @Override
    public Batch toBatch() {
      return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
      return new InputPartition[] {new All()};
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
      return part -> new Reader();
    }
  }

  private static final class All implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  private static final class Reader implements PartitionReader<InternalRow> {
    private final Iterator<Long> ids = LongStream.of(1, 2, 3).iterator();
    private long id;

    @Override
    public boolean next() {
      boolean more = ids.hasNext();
      id = more ? ids.next() : id;
      return more;
    }

    @Override
    public InternalRow get() {
      return new GenericInternalRow(new Object[] {id, 0.5 * id});
    }

    @Override
    public void close() {}
  }
}
