package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.jinja.Expression.ArgumentList;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an expression; each method is a rule of the language, the loosest binding first. */
final class Parser extends TokenReader {

  private static final int MAX_DEPTH = 200;
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Expression NONE = new Expression.Constant(null);

  private int depth;

  Parser(String source, boolean rawStrings) {
    super(Lexer.words(source, rawStrings));
  }

  /** The whole source as one expression, or as a tuple where it has commas. */
  Expression parseAll() {
    Expression expression = tuple("");
    end();
    return expression;
  }

  /** The names that a statement gives values. */
  Targets targets() {
    boolean bracketed = takeOperator("(") != null;
    List<String> names = new ArrayList<>(List.of(dottedName()));
    boolean unpacks = false;
    while (takeOperator(",") != null) {
      unpacks = true;
      if (current().kind() == Token.Kind.NAME && !current().isName("in")) {
        names.add(dottedName());
      }
    }
    if (bracketed) {
      expect(")");
    }
    return new Targets(List.copyOf(names), unpacks);
  }

  /** The items of a loop, where {@code if} begins the loop's own condition. */
  Expression withoutCondition() {
    Expression first = or();
    if (!current().isOperator(",")) {
      return first;
    }
    List<Expression> items = new ArrayList<>(List.of(first));
    while (takeOperator(",") != null) {
      items.add(or());
    }
    return new Expression.TupleOf(items);
  }

  /** An expression, up to where it ends. */
  Expression expression() {
    if (++depth > MAX_DEPTH) {
      throw new EvaluationException("an expression nests more than %d deep".formatted(MAX_DEPTH));
    }
    Expression result = or();
    while (takeName("if")) {
      Expression condition = or();
      Expression otherwise = takeName("else") ? expression() : null;
      result = new Expression.Choice(condition, result, otherwise);
    }
    depth--;
    return result;
  }

  private Expression or() {
    Expression left = and();
    while (takeName("or")) {
      left = new Expression.Junction(false, left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (takeName("and")) {
      left = new Expression.Junction(true, left, not());
    }
    return left;
  }

  private Expression not() {
    int count = 0;
    while (takeName("not")) {
      count++;
    }
    Expression operand = comparison();
    for (int i = 0; i < Math.min(count, 2 + count % 2); i++) {
      operand = new Expression.Not(operand);
    }
    return operand;
  }

  private Expression comparison() {
    Expression first = sum();
    List<String> operators = new ArrayList<>();
    List<Expression> operands = new ArrayList<>();
    String operator = comparisonOperator();
    while (operator != null) {
      operators.add(operator);
      operands.add(sum());
      operator = comparisonOperator();
    }
    return operators.isEmpty() ? first : new Expression.Comparison(first, operators, operands);
  }

  private @Nullable String comparisonOperator() {
    Token word = current();
    if (word.kind() == Token.Kind.OPERATOR && COMPARISONS.contains(word.value())) {
      return (String) next().value();
    }
    if (takeName("in")) {
      return "in";
    }
    if (word.isName("not") && afterNext().isName("in")) {
      next();
      next();
      return "not in";
    }
    return null;
  }

  private Expression sum() {
    Expression left = concatenation();
    String operator = takeOperator("+", "-");
    while (operator != null) {
      left = new Expression.Arithmetic(operator, left, concatenation());
      operator = takeOperator("+", "-");
    }
    return left;
  }

  private Expression concatenation() {
    List<Expression> parts = new ArrayList<>(List.of(product()));
    while (takeOperator("~") != null) {
      parts.add(product());
    }
    return parts.size() == 1 ? parts.get(0) : new Expression.Concatenation(parts);
  }

  private Expression product() {
    Expression left = power();
    String operator = takeOperator("*", "/", "//", "%");
    while (operator != null) {
      left = new Expression.Arithmetic(operator, left, power());
      operator = takeOperator("*", "/", "//", "%");
    }
    return left;
  }

  private Expression power() {
    Expression left = unary(true);
    while (takeOperator("**") != null) {
      left = new Expression.Arithmetic("**", left, unary(true));
    }
    return left;
  }

  private Expression unary(boolean withFilters) {
    String sign = takeOperator("-", "+");
    Expression operand;
    if (sign == null) {
      operand = primary();
    } else {
      if (++depth > MAX_DEPTH) {
        throw new EvaluationException("an expression nests more than %d deep".formatted(MAX_DEPTH));
      }
      operand = new Expression.Sign(sign.equals("-"), unary(false));
      depth--;
    }
    operand = postfix(operand);
    return withFilters ? filters(operand) : operand;
  }

  private Expression primary() {
    Token word = next();
    return switch (word.kind()) {
      case NAME -> name((String) word.value());
      case STRING -> strings((String) word.value());
      case INTEGER, FLOAT -> new Expression.Constant(word.value());
      case OPERATOR -> bracketed((String) word.value());
      case END -> throw back();
    };
  }

  private static Expression name(String name) {
    return switch (name) {
      case "true", "True" -> new Expression.Constant(true);
      case "false", "False" -> new Expression.Constant(false);
      case "none", "None" -> NONE;
      default -> new Expression.Name(name);
    };
  }

  private Expression strings(String first) {
    StringBuilder text = new StringBuilder(first);
    while (current().kind() == Token.Kind.STRING) {
      text.append(next().value());
    }
    return new Expression.Constant(text.toString());
  }

  private Expression bracketed(String bracket) {
    return switch (bracket) {
      case "(" -> inBrackets();
      case "[" -> new Expression.ListOf(items("]"));
      case "{" -> map();
      default -> throw back();
    };
  }

  private Expression inBrackets() {
    if (takeOperator(")") != null) {
      return new Expression.TupleOf(List.of());
    }
    Expression inner = tuple(")");
    expect(")");
    return inner;
  }

  /** One expression, or several with commas between, up to a bracket that is left standing. */
  Expression tuple(String end) {
    Expression first = expression();
    if (!current().isOperator(",")) {
      return first;
    }
    List<Expression> items = new ArrayList<>(List.of(first));
    while (takeOperator(",") != null && !atEnd(end)) {
      items.add(expression());
    }
    return new Expression.TupleOf(items);
  }

  private boolean atEnd(String end) {
    return end.isEmpty() ? current().kind() == Token.Kind.END : current().isOperator(end);
  }

  private List<Expression> items(String end) {
    List<Expression> items = new ArrayList<>();
    while (takeOperator(end) == null) {
      if (!items.isEmpty()) {
        expect(",");
        if (takeOperator(end) != null) {
          break;
        }
      }
      items.add(expression());
    }
    return items;
  }

  private Expression map() {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (takeOperator("}") == null) {
      if (!keys.isEmpty()) {
        expect(",");
        if (takeOperator("}") != null) {
          break;
        }
      }
      keys.add(expression());
      expect(":");
      values.add(expression());
    }
    return new Expression.MapOf(keys, values);
  }

  private Expression postfix(Expression target) {
    Expression result = target;
    while (true) {
      if (takeOperator(".") != null) {
        result = member(result);
      } else if (takeOperator("[") != null) {
        result = subscript(result);
      } else if (takeOperator("(") != null) {
        result = new Expression.Call(result, arguments());
      } else {
        return result;
      }
    }
  }

  private Expression member(Expression target) {
    Token word = next();
    return switch (word.kind()) {
      case NAME -> new Expression.Attribute(target, (String) word.value());
      case INTEGER -> new Expression.Item(target, new Expression.Constant(word.value()));
      default -> throw back();
    };
  }

  private Expression subscript(Expression target) {
    Expression start = current().isOperator(":") ? NONE : tuple("]");
    if (takeOperator("]") != null) {
      return new Expression.Item(target, start);
    }
    expect(":");
    Expression stop = slicePart();
    Expression step = takeOperator(":") != null ? slicePart() : NONE;
    expect("]");
    return new Expression.Slice(target, start, stop, step);
  }

  private Expression slicePart() {
    return current().isOperator(":") || current().isOperator("]") ? NONE : expression();
  }

  private Expression filters(Expression input) {
    Expression result = input;
    while (true) {
      if (takeOperator("|") != null) {
        String name = Names.plain(dottedName());
        Filters.require(name);
        result = new Expression.Filtered(result, name, optionalArguments());
      } else if (takeName("is")) {
        result = test(result);
      } else if (takeOperator("(") != null) {
        result = new Expression.Call(result, arguments());
      } else {
        return result;
      }
    }
  }

  private Expression test(Expression input) {
    boolean negated = takeName("not");
    String name = Names.plain(dottedName());
    Tests.require(name);
    Expression test = new Expression.Tested(input, name, testArguments());
    return negated ? new Expression.Not(test) : test;
  }

  private ArgumentList testArguments() {
    if (takeOperator("(") != null) {
      return arguments();
    }
    Token word = current();
    boolean isArgument =
        switch (word.kind()) {
          case NAME -> !Set.<Object>of("else", "or", "and").contains(word.value());
          case STRING, INTEGER, FLOAT -> true;
          case OPERATOR -> word.isOperator("[") || word.isOperator("{");
          case END -> false;
        };
    if (!isArgument) {
      return ArgumentList.NONE;
    }
    if (word.isName("is")) {
      throw new EvaluationException("You cannot chain multiple tests with is");
    }
    return new ArgumentList(List.of(postfix(primary())), Map.of(), null, null);
  }

  private ArgumentList optionalArguments() {
    return takeOperator("(") != null ? arguments() : ArgumentList.NONE;
  }

  /** The arguments after an opening bracket, and the closing one. */
  private ArgumentList arguments() {
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    Expression unpackedList = null;
    Expression unpackedMap = null;
    boolean first = true;
    while (takeOperator(")") == null) {
      if (!first) {
        expect(",");
        if (takeOperator(")") != null) {
          break;
        }
      }
      first = false;
      if (takeOperator("*") != null) {
        unpackedList = expression();
      } else if (takeOperator("**") != null) {
        unpackedMap = expression();
      } else if (current().kind() == Token.Kind.NAME && afterNext().isOperator("=")) {
        String name = (String) next().value();
        expect("=");
        named.put(name, expression());
      } else {
        positional.add(expression());
      }
    }
    return new ArgumentList(positional, named, unpackedList, unpackedMap);
  }
}
