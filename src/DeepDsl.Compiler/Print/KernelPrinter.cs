using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print;

/// <summary>The statements of a kernel that are C# on every machine: numbers, loops, conditions.</summary>
internal abstract class KernelPrinter(CodeWriter w)
{
    /// <summary>A statement that machines differ in.</summary>
    protected abstract void PrintOwn(Statement statement);

    protected abstract string IndexType(VariableIndex variable);

    /// <summary>What is assigned to a variable.</summary>
    protected abstract string Value(VariableIndex variable, IndexExpr value);

    protected abstract string Int(IndexExpr value);

    /// <summary>As an operand on either side of a sign.</summary>
    protected abstract string IntOperand(IndexExpr value);

    protected void Body(EquatableArray<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            Print(statement);
        }
    }

    protected string Text(Condition condition)
    {
        (string left, string right) = (IntOperand(condition.Left), IntOperand(condition.Right));
        return condition.Comparison switch
        {
            Comparison.AtMost => $"{left} <= {right}",
            Comparison.AtLeast => $"{left} >= {right}",
            Comparison.Below => $"{Int(condition.Left)} < {Int(condition.Right)}",
            Comparison.Equal => $"{Int(condition.Left)} == {Int(condition.Right)}",
            _ => $"(uint){left} < {(condition.Right is ConstantIndex ? right + "u" : "(uint)" + right)}",
        };
    }

    private void Print(Statement statement)
    {
        switch (statement)
        {
            case LetIndex s:
                w.Line($"{IndexType(s.Variable)} {s.Variable.Name} = {Value(s.Variable, s.Value)};");
                break;
            case Advance s:
                w.Line(s.By is ConstantIndex { Value: 1 } ? $"{s.Variable.Name}++;" : $"{s.Variable.Name} += {Value(s.Variable, s.By)};");
                break;
            case For s:
                For(s);
                break;
            case If s:
                If(s);
                break;
            case Scope s:
                using (w.Block(""))
                {
                    Body(s.Body);
                }

                break;
            default:
                PrintOwn(statement);
                break;
        }
    }

    private void For(For s)
    {
        string name = s.Variable.Name;
        string step = s.Step is ConstantIndex { Value: 1 } ? $"{name}++" : $"{name} += {Int(s.Step)}";
        using (w.Block($"for (int {name} = {Int(s.From)}; {name} < {IntOperand(s.To)}; {step})"))
        {
            Body(s.Body);
        }
    }

    private void If(If s)
    {
        using (w.Block($"if ({Text(s.Condition)})"))
        {
            Body(s.Then);
        }

        if (s.Else.Count > 0)
        {
            using (w.Block("else"))
            {
                Body(s.Else);
            }
        }
    }
}
