package dev.tributary.fl.simulate.campaign;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of one party's table by their position in it. People {@code 0 .. rows - 1} are the lender's,
 * the bureau's start at {@code rows - sharedRows}; each table has an order of its own.
 */
final class CampaignRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final long LENDER_STREAM = 5;
  private static final long BUREAU_STREAM = 6;
  private static final long ID_STREAM = 7;
  private static final long THIN_STREAM = 8;
  private static final double THIN_SHARE = 0.05;
  private static final long ID_BASE = 1_000_003;

  private final CampaignSpec spec;
  private final boolean lender;
  private final Applicants applicants;
  private final ColumnRecipe[] recipes;
  private final Permutation order;
  private final Permutation ids;
  private final long firstPerson;

  private CampaignRows(
      CampaignSpec spec, boolean lender, Applicants applicants, List<ColumnRecipe> recipes) {
    this.spec = spec;
    this.lender = lender;
    this.applicants = applicants;
    this.recipes = recipes.toArray(ColumnRecipe[]::new);
    order = new Permutation(size(), spec.seed(), lender ? LENDER_STREAM : BUREAU_STREAM);
    ids = new Permutation(3 * spec.people(), spec.seed(), ID_STREAM);
    firstPerson = lender ? 0 : spec.rows() - spec.sharedRows();
  }

  static CampaignRows lender(CampaignSpec spec) {
    return new CampaignRows(spec, true, applicants(spec), LenderColumns.recipes());
  }

  static CampaignRows bureau(CampaignSpec spec) {
    return new CampaignRows(spec, false, applicants(spec), new BureauColumns(spec).recipes());
  }

  long size() {
    return lender ? spec.rows() : spec.bureauRows();
  }

  /** The lender's ids are numbers and it has the label; the bureau's ids are padded strings. */
  StructType schema() {
    StructType schema =
        new StructType().add("id", lender ? DataTypes.LongType : DataTypes.StringType);
    schema = lender ? schema.add("applied", DataTypes.IntegerType) : schema;
    for (ColumnRecipe recipe : recipes) {
      DataType type = recipe.shape().isWhole() ? DataTypes.IntegerType : DataTypes.DoubleType;
      schema = schema.add(recipe.name(), type);
    }
    return schema;
  }

  Row row(long position) {
    long person = firstPerson + order.at(position);
    long id = ID_BASE + ids.at(person);
    double[] traits = applicants.traits(person);
    int at = 0;
    Object[] cells = new Object[recipes.length + (lender ? 2 : 1)];
    cells[at++] = lender ? (Object) id : padded(id);
    if (lender) {
      cells[at++] = applicants.label(person, traits);
    }
    long stream = lender ? LENDER_STREAM : BUREAU_STREAM;
    CounterRandom random = new CounterRandom(spec.seed(), stream, person);
    boolean thin = new CounterRandom(spec.seed(), THIN_STREAM, person).nextUniform() < THIN_SHARE;
    for (ColumnRecipe recipe : recipes) {
      cells[at++] = recipe.cell(traits, random, thin);
    }
    return RowFactory.create(cells);
  }

  private static Applicants applicants(CampaignSpec spec) {
    BureauColumns columns = new BureauColumns(spec);
    return new Applicants(spec, columns.themes(), columns.informativeThemes());
  }

  private static String padded(long id) {
    String digits = Long.toString(id);
    return "0".repeat(12 - digits.length()) + digits;
  }
}
