package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Callable;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.GrowingText;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Tuple;
import io.github.kubesprayoffline.ansible.value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An expression of the template language, ready to be evaluated any number of times. */
sealed interface Expression {

  @Nullable Object evaluate(Scope scope);

  private static List<@Nullable Object> all(List<Expression> expressions, Scope scope) {
    scope.budget().makeItems(expressions.size());
    List<@Nullable Object> values = new ArrayList<>();
    expressions.forEach(expression -> values.add(expression.evaluate(scope)));
    return values;
  }

  record Constant(@Nullable Object value) implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      return value;
    }
  }

  record Name(String name) implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      scope.budget().chars(name.length());
      return scope.resolve(name);
    }
  }

  record ListOf(List<Expression> items) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return all(items, scope);
    }
  }

  record TupleOf(List<Expression> items) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return Tuple.copyOf(all(items, scope));
    }
  }

  record MapOf(List<Expression> keys, List<Expression> values) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      scope.budget().makeEntries(keys.size());
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        map.put(Python.key(keys.get(i).evaluate(scope)), values.get(i).evaluate(scope));
      }
      return map;
    }
  }

  record Attribute(Expression target, String name) implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      return Members.attribute(target.evaluate(scope), name);
    }
  }

  record Item(Expression target, Expression key) implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      return Members.item(target.evaluate(scope), key.evaluate(scope));
    }
  }

  record Slice(Expression target, Expression start, Expression stop, Expression step)
      implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return Slices.slice(
          target.evaluate(scope),
          start.evaluate(scope),
          stop.evaluate(scope),
          step.evaluate(scope));
    }
  }

  record Call(Expression callee, ArgumentList arguments) implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      scope.budget().step();
      Object function = callee.evaluate(scope);
      if (function instanceof Callable callable) {
        Arguments given = arguments.evaluate(scope);
        given.charge();
        return Filters.made(callable.call(given.positional(), given.named()), null, scope.budget());
      }
      Undefined.require(function == null ? "" : function);
      throw new EvaluationException(
          "'%s' object is not callable".formatted(Python.typeName(function)));
    }
  }

  record Filtered(Expression input, String filter, ArgumentList arguments) implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      scope.budget().step();
      return Filters.apply(filter, input.evaluate(scope), arguments.evaluate(scope), scope);
    }
  }

  record Tested(Expression input, String test, ArgumentList arguments) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      scope.budget().step();
      return Tests.apply(test, input.evaluate(scope), arguments.evaluate(scope), scope);
    }
  }

  record Not(Expression operand) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return !Python.truth(operand.evaluate(scope));
    }
  }

  /** {@code and}, {@code or}: the operand that decides, as it is. */
  record Junction(boolean isAnd, Expression left, Expression right) implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      Object first = left.evaluate(scope);
      return Python.truth(first) == isAnd ? right.evaluate(scope) : first;
    }
  }

  record Choice(Expression condition, Expression chosen, @Nullable Expression otherwise)
      implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      if (Python.truth(condition.evaluate(scope))) {
        return chosen.evaluate(scope);
      }
      return otherwise == null
          ? new Undefined("the inline if has no else", true)
          : otherwise.evaluate(scope);
    }
  }

  record Concatenation(List<Expression> parts) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      GrowingText out = new GrowingText();
      for (Expression part : parts) {
        out.append(Python.str(part.evaluate(scope)));
      }
      return out.toString();
    }
  }

  record Arithmetic(String operator, Expression left, Expression right) implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      scope.budget().step();
      return Operators.calculate(operator, left.evaluate(scope), right.evaluate(scope));
    }
  }

  record Sign(boolean negative, Expression operand) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return Operators.sign(negative, operand.evaluate(scope));
    }
  }

  /** A chain of comparisons: all must hold, each operand is evaluated once. */
  record Comparison(Expression first, List<String> operators, List<Expression> operands)
      implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      scope.budget().step();
      Object left = first.evaluate(scope);
      for (int i = 0; i < operators.size(); i++) {
        Object right = operands.get(i).evaluate(scope);
        if (!Operators.holds(operators.get(i), left, right)) {
          return false;
        }
        left = right;
      }
      return true;
    }
  }

  /** The arguments of a call, not evaluated yet; the last two unpack a list and a map. */
  record ArgumentList(
      List<Expression> positional,
      Map<String, Expression> named,
      @Nullable Expression unpackedList,
      @Nullable Expression unpackedMap) {

    static final ArgumentList NONE = new ArgumentList(List.of(), Map.of(), null, null);

    Arguments evaluate(Scope scope) {
      if (equals(NONE)) {
        return Arguments.NONE;
      }
      List<@Nullable Object> values = all(positional, scope);
      if (unpackedList != null) {
        List<@Nullable Object> more = Python.iterate(unpackedList.evaluate(scope));
        scope.budget().makeItems(more.size());
        values.addAll(more);
      }
      Map<String, @Nullable Object> byName = new LinkedHashMap<>();
      named.forEach((name, argument) -> byName.put(name, argument.evaluate(scope)));
      if (unpackedMap != null && unpackedMap.evaluate(scope) instanceof Map<?, ?> map) {
        scope.budget().makeEntries(map.size());
        map.forEach((name, value) -> byName.put(Python.str(name), value));
      }
      return new Arguments(values, byName);
    }
  }
}
