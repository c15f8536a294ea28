package dev.tributary.fl.jobs.split;

import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.types.DataType;
import scala.runtime.BoxedUnit;

/**
 * A condition on the key that is safe to evaluate although another organisation wrote it: columns
 * of the key, literals, arithmetic, comparisons, {@code and or not in between case cast is null},
 * and the functions of {@link #FUNCTIONS}. No subquery, no user-defined function, nothing that
 * calls Java, reads the environment or differs from run to run.
 *
 * <p>Spark's own parser reads the text; then every node of the tree must be on the list, so that
 * what a later Spark adds is refused until somebody has looked at it.
 */
public final class SplitExpression {
  /** Functions that a condition may call: deterministic, of bounded cost and output. */
  public static final Set<String> FUNCTIONS =
      Set.of(
          "abs",
          "ascii",
          "bigint",
          "bit_length",
          "ceil",
          "char_length",
          "coalesce",
          "crc32",
          "double",
          "floor",
          "hash",
          "if",
          "ifnull",
          "int",
          "isnotnull",
          "isnull",
          "length",
          "lower",
          "ltrim",
          "md5",
          "mod",
          "nullif",
          "pmod",
          "right",
          "left",
          "rtrim",
          "sha1",
          "sha2",
          "sign",
          "string",
          "substr",
          "substring",
          "trim",
          "upper",
          "xxhash64",
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

  private static final int MAX_LENGTH = 1000;

  private final String text;

  private SplitExpression(String text) {
    this.text = text;
  }

  /**
   * Parses and checks a condition; nothing is evaluated.
   *
   * @param key key of the job file, for messages
   * @param text the condition
   * @param columns names of the key's columns
   * @throws FederationException USER, naming what is not allowed
   */
  public static SplitExpression checked(String key, String text, List<String> columns) {
    if (text.isBlank() || text.length() > MAX_LENGTH) {
      throw FederationException.user(
          "%s must be a condition of 1 to %d characters. Provided value: %d",
          key, MAX_LENGTH, text.length());
    }
    if (text.contains("${") || text.contains("/*") || text.contains("--")) {
      throw FederationException.user(
          "%s must not contain '${', '/*' or '--': variables and comments are not allowed", key);
    }
    Expression tree = parse(key, text);
    tree.foreach(
        node -> {
          checkNode(key, node, columns);
          return BoxedUnit.UNIT;
        });
    return new SplitExpression(text);
  }

  /** The condition, for Spark's {@code expr}. */
  public String text() {
    return text;
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

  private static void checkNode(String key, TreeNode<?> node, List<String> columns) {
    if (node instanceof UnresolvedAttribute attribute) {
      if (columns.stream().noneMatch(attribute.name()::equalsIgnoreCase)) {
        throw FederationException.user(
            "%s may use columns of the key only (%s), not '%s'",
            key, String.join(", ", columns), attribute.name());
      }
    } else if (node instanceof UnresolvedFunction function) {
      checkFunction(key, function);
    } else if (!NODES.contains(simpleName(node))) {
      throw FederationException.user(
          "%s must not use %s: allowed are columns of the key, literals, arithmetic, comparisons,"
              + " and, or, not, in, between, case, cast and a list of functions",
          key, describe(node));
    }
  }

  private static void checkFunction(String key, UnresolvedFunction function) {
    String name = function.prettyName().toLowerCase(Locale.ROOT);
    if (!FUNCTIONS.contains(name)) {
      throw FederationException.user(
          "%s must not call '%s': a split may call %s only",
          key, name, String.join(", ", FUNCTIONS.stream().sorted().toList()));
    }
    if (function.isDistinct() || function.filter().isDefined()) {
      throw FederationException.user("%s must not use distinct or filter in '%s'", key, name);
    }
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

  /** USER unless a condition is a truth value. */
  static void checkType(String key, DataType type) {
    if (!"boolean".equals(type.typeName())) {
      throw FederationException.user(
          "%s must be a condition, such as id %% 5 = 0. Provided value: an expression of type %s",
          key, type.typeName());
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
