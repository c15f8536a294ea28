package dev.tributary.connectors;

import dev.tributary.fl.data.ColumnName;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * A condition on a row that is safe to evaluate although another organisation wrote it: columns,
 * literals, arithmetic, comparisons, {@code and or not in between case cast is null}, and the
 * functions of {@link #FUNCTIONS}. No subquery, no user-defined function, nothing that calls Java,
 * reads the environment or differs from run to run.
 *
 * <p>Spark's own parser reads the text; then every node of the tree must be on the list, so that
 * what a later Spark adds is refused until somebody has looked at it.
 */
public final class RowCondition {
  /** Functions that a condition may call: deterministic, of bounded cost and output. */
  public static final Set<String> FUNCTIONS =
      Set.of(
          "abs",
          "add_months",
          "ascii",
          "bigint",
          "bit_length",
          "ceil",
          "char_length",
          "coalesce",
          "crc32",
          "date_add",
          "date_sub",
          "datediff",
          "dayofmonth",
          "double",
          "floor",
          "hash",
          "if",
          "ifnull",
          "int",
          "isnotnull",
          "isnull",
          "last_day",
          "length",
          "lower",
          "ltrim",
          "md5",
          "mod",
          "month",
          "months_between",
          "nullif",
          "pmod",
          "quarter",
          "right",
          "left",
          "rtrim",
          "sha1",
          "sha2",
          "sign",
          "string",
          "substr",
          "substring",
          "to_date",
          "translate",
          "trim",
          "upper",
          "xxhash64",
          "year",
          "between");

  private static final String EXPRESSIONS = "org.apache.spark.sql.catalyst.expressions.";

  /** Node classes beside attributes and functions. */
  private static final Set<String> NODES =
      Set.of(
          "Add",
          "Subtract",
          "Multiply",
          "Divide",
          "IntegralDivide",
          "Remainder",
          "UnaryMinus",
          "UnaryPositive",
          "EqualTo",
          "EqualNullSafe",
          "LessThan",
          "LessThanOrEqual",
          "GreaterThan",
          "GreaterThanOrEqual",
          "And",
          "Or",
          "Not",
          "In",
          "Between",
          "IsNull",
          "IsNotNull",
          "Literal",
          "CaseWhen",
          "If",
          "Cast",
          "Substring",
          "StringTrim",
          "StringTrimLeft",
          "StringTrimRight");

  /** Nodes that ask which of two is larger. */
  private static final Set<String> ORDERS =
      Set.of("LessThan", "LessThanOrEqual", "GreaterThan", "GreaterThanOrEqual", "Between");

  /** The same as a function, as which Spark 4 has it, too. */
  private static final String BETWEEN = "between";

  /** Types that are functions. */
  private static final Set<String> CASTS = Set.of("bigint", "double", "int", "string");

  /** What a type of numbers holds as it is written: of bytes two digits, of 16 bits four. */
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,9}");

  /** Texts that have digits and are no numbers. */
  private static final Set<String> DIGESTS = Set.of("Md5", "Sha1", "Sha2");

  private static final int MAX_LENGTH = 1000;

  /** What Spark's parser turns into a moment of the day on which it reads it. */
  private static final Pattern OF_THE_DAY =
      Pattern.compile(
          "\\b(date|timestamp(_ntz|_ltz)?)\\s*r?['\"]\\s*(epoch|now|today|tomorrow|yesterday)",
          Pattern.CASE_INSENSITIVE);

  private final String key;
  private final Expression tree;

  private RowCondition(String key, Expression tree) {
    this.key = key;
    this.tree = tree;
  }

  /**
   * Parses and checks a condition; nothing is evaluated, and its columns are not looked for.
   *
   * @param key key of the file that has it, for messages
   * @param text the condition
   * @throws FederationException USER, naming what is not allowed
   */
  public static RowCondition checked(String key, String text) {
    if (text.isBlank() || text.length() > MAX_LENGTH) {
      throw FederationException.user(
          "%s must be a condition of 1 to %d characters. Provided value: %d",
          key, MAX_LENGTH, text.length());
    }
    if (text.contains("${") || text.contains("/*") || text.contains("--")) {
      throw FederationException.user(
          "%s must not contain '${', '/*' or '--': variables and comments are not allowed", key);
    }
    if (OF_THE_DAY.matcher(text).find()) {
      throw FederationException.user(
          "%s must not use a date such as 'today' or 'now', which differs from run to run: write the"
              + " day",
          key);
    }
    Expression tree = parse(key, text);
    tree.foreach(
        node -> {
          checkNode(key, node);
          return BoxedUnit.UNIT;
        });
    return new RowCondition(key, tree);
  }

  /** Names of the columns that it uses, as it spells them. */
  public Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    tree.foreach(
        node -> {
          if (node instanceof UnresolvedAttribute attribute) {
            columns.add(column(attribute));
          }
          return BoxedUnit.UNIT;
        });
    return columns;
  }

  /** What is compared by order with each other, as it is written. */
  List<List<Expression>> orders() {
    List<List<Expression>> orders = new ArrayList<>();
    tree.foreach(
        node -> {
          List<Expression> compared = new ArrayList<>();
          if (ORDERS.contains(simpleName(node))) {
            node.children().foreach(compared::add);
          } else if (node instanceof UnresolvedFunction function
              && name(function).equals(BETWEEN)) {
            function.arguments().foreach(compared::add);
          }
          if (!compared.isEmpty()) {
            orders.add(compared);
          }
          return BoxedUnit.UNIT;
        });
    return orders;
  }

  /**
   * The column that a condition means by a name: the one that is spelled so, or else in another
   * case of its letters.
   */
  public static Optional<String> match(String name, Collection<String> columns) {
    return columns.contains(name)
        ? Optional.of(name)
        : columns.stream().filter(name::equalsIgnoreCase).findFirst();
  }

  /** Its one part: Spark's own name of it has marks around a part with a dot in it. */
  static String column(UnresolvedAttribute attribute) {
    return attribute.nameParts().head();
  }

  /**
   * The condition for rows of a table: true, false, or null where it is unknown.
   *
   * @param rows of the table
   * @param names what the condition's own names stand for, whatever the case of their letters;
   *     others are columns of the table
   * @throws FederationException USER where it does not fit the columns, or takes text for a number
   */
  public Column of(Dataset<Row> rows, Map<String, Column> names) {
    Column condition = named(tree, names);
    Dataset<Row> asked = asked(rows, condition);
    checkType(asked.schema().apply(0).dataType());
    checkTexts(asked.queryExecution().analyzed());
    return condition;
  }

  /** A part of the condition, for rows of a table. */
  static Column named(Expression part, Map<String, Column> names) {
    // Upwards, since what stands for a name may hold a column of that name.
    return new Column(part.transformUp(renaming(names)));
  }

  /** USER where they do not fit the columns. */
  Dataset<Row> asked(Dataset<Row> rows, Column... parts) {
    try {
      return rows.select(parts);
    } catch (Exception e) {
      // Spark's AnalysisException is checked, undeclared.
      throw FederationException.user(
          "%s does not fit the columns: %s",
          key, String.valueOf(e.getMessage()).strip().lines().findFirst().orElse(""));
    }
  }

  private static PartialFunction<Expression, Expression> renaming(Map<String, Column> names) {
    return new AbstractPartialFunction<>() {
      @Override
      public boolean isDefinedAt(Expression node) {
        return node instanceof UnresolvedAttribute
            || (node instanceof UnresolvedFunction function
                && CASTS.contains(name(function))
                && function.arguments().size() == 1);
      }

      @Override
      public Expression apply(Expression node) {
        if (node instanceof UnresolvedFunction function) {
          // Else nothing tells them from what Spark casts by itself.
          return new Column(function.arguments().head()).cast(name(function)).expr();
        }
        String name = column((UnresolvedAttribute) node);
        return match(name, names.keySet()).map(names::get).orElse(SourceTable.column(name)).expr();
      }
    };
  }

  /**
   * Spark reads text as a number where one is compared with it: 18.7 becomes 18, a word nothing.
   */
  private void checkTexts(LogicalPlan plan) {
    plan.expressions()
        .foreach(
            expression -> {
              expression.foreach(
                  node -> {
                    if (node instanceof Cast cast
                        && cast.getTagValue(Cast.USER_SPECIFIED_CAST()).isEmpty()
                        && cast.dataType() instanceof NumericType
                        && cast.child().dataType() instanceof StringType
                        && !isWhole(cast.child(), cast.dataType())) {
                      throw takenForNumber(cast.child());
                    }
                    return BoxedUnit.UNIT;
                  });
              return BoxedUnit.UNIT;
            });
  }

  /**
   * Whether a text may be taken for a number as it is: a whole one of the condition, as in {@code
   * year = '2024'}; one made of whole numbers; and the key, which has one spelling whatever its
   * type ({@code id % 5 = 0}). The key alone is read by a function of ours.
   */
  private static boolean isWhole(Expression text, DataType number) {
    return text instanceof Literal word
        ? fits(word, number)
        : ofWhole(text, number) && !text.references().isEmpty();
  }

  private static boolean ofWhole(Expression part, DataType number) {
    if (part instanceof AttributeReference column) {
      return column.dataType() instanceof IntegralType;
    }
    if (part instanceof Literal word) {
      boolean text = word.dataType() instanceof StringType && word.value() != null;
      return !text || word.value().toString().isEmpty() || fits(word, number);
    }
    return part instanceof ScalaUDF
        || (!DIGESTS.contains(part.getClass().getSimpleName())
            && part.children().forall(child -> ofWhole(child, number)));
  }

  private static boolean fits(Literal literal, DataType number) {
    String word = String.valueOf(literal.value());
    int digits = number.defaultSize() == 1 ? 2 : number.defaultSize() == 2 ? 4 : 9;
    return WHOLE.matcher(word).matches() && word.replaceAll("\\D", "").length() <= digits;
  }

  private FederationException takenForNumber(Expression text) {
    if (text instanceof AttributeReference column) {
      return FederationException.user(
          "%s takes the column '%s', which is text, for a number: write cast(%s as double)",
          key, column.name(), ColumnName.spelled(column.name()));
    }
    if (text instanceof Literal literal) {
      return FederationException.user(
          "%s takes '%s', which is text, for a number: write it without quotes",
          key, literal.value());
    }
    String words = new Column(text).toString();
    return FederationException.user(
        "%s takes %s, which is text, for a number: write cast(%s as double)", key, words, words);
  }

  private static Expression parse(String key, String text) {
    try {
      return CatalystSqlParser$.MODULE$.parseExpression(text);
    } catch (StackOverflowError e) {
      throw FederationException.user("%s is nested too deeply", key);
    } catch (Exception e) {
      // The parser throws checked exceptions that its Scala signature does not declare.
      throw FederationException.user(
          "%s is not a condition that Spark SQL understands: %s",
          key, String.valueOf(e.getMessage()).strip().lines().findFirst().orElse(""));
    }
  }

  private static void checkNode(String key, TreeNode<?> node) {
    if (node instanceof UnresolvedAttribute attribute) {
      if (attribute.nameParts().size() != 1) {
        throw FederationException.user(
            "%s must not use a part of a column or another table: '%s'", key, attribute.name());
      }
    } else if (node instanceof UnresolvedFunction function) {
      checkFunction(key, function);
    } else if (!NODES.contains(simpleName(node))) {
      throw FederationException.user(
          "%s must not use %s: allowed are columns, literals, arithmetic, comparisons, and, or,"
              + " not, in, between, case, cast and a list of functions",
          key, describe(node));
    }
  }

  private static void checkFunction(String key, UnresolvedFunction function) {
    String name = name(function);
    if (!FUNCTIONS.contains(name)) {
      throw FederationException.user(
          "%s must not call '%s': a condition may call %s only",
          key, name, String.join(", ", FUNCTIONS.stream().sorted().toList()));
    }
    if (function.isDistinct() || function.filter().isDefined()) {
      throw FederationException.user("%s must not use distinct or filter in '%s'", key, name);
    }
  }

  private static String name(UnresolvedFunction function) {
    return function.prettyName().toLowerCase(Locale.ROOT);
  }

  private static String simpleName(TreeNode<?> node) {
    String name = node.getClass().getName();
    return name.startsWith(EXPRESSIONS) ? name.substring(EXPRESSIONS.length()) : name;
  }

  private static String describe(TreeNode<?> node) {
    String name = node.nodeName();
    return name.contains("Subquery") || name.contains("Exists") || name.contains("ListQuery")
        ? "a subquery"
        : "'" + name + "'";
  }

  private void checkType(DataType type) {
    if (!(type instanceof BooleanType)) {
      throw FederationException.user(
          "%s must be a condition, such as id %% 5 = 0. Provided value: an expression of type %s",
          key, type.typeName());
    }
  }
}
