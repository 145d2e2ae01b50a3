using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Expressions;

/// <summary>
/// The body of a function of tensors, read from the text that the generator makes of it. That has calls alone, each with the number of its
/// place in the method behind an apostrophe: <c>h = MatMul'4(x, w); Add'9(h, (0.5))</c>.
/// </summary>
/// <param name="Locals">What the function names before its result.</param>
/// <param name="Result">What it gives.</param>
internal sealed record TensorCode(IReadOnlyList<(string Name, TensorTerm Value)> Locals, TensorTerm Result)
{
    /// <exception cref="FormatException">Another version wrote the text.</exception>
    public static TensorCode Read(string text)
    {
        SpecReader reader = new(text);
        List<(string, TensorTerm)> locals = [];
        while (true)
        {
            TensorTerm term = Term(reader);
            if (term is NameTerm name && reader.Take("="))
            {
                locals.Add((name.Name, Term(reader)));
                reader.Expect(";");
                continue;
            }

            reader.End();
            return new TensorCode(locals, term);
        }
    }

    private static TensorTerm Term(SpecReader reader)
    {
        char c = reader.Peek();
        if (c == '"')
        {
            return new ScalarTerm(reader.Text());
        }

        if (reader.Take("["))
        {
            return new ListTerm(Terms(reader, "]"));
        }

        if (c is '(' or '-' || char.IsDigit(c))
        {
            return Number(reader);
        }

        string name = reader.Identifier();
        if (!reader.Take("'"))
        {
            return new NameTerm(name);
        }

        int node = (int)Number(reader).Value;
        reader.Expect("(");
        return new CallTerm(name, Terms(reader, ")"), node);
    }

    private static NumberTerm Number(SpecReader reader) =>
        new(reader.OneNumber() is NumberArgument number ? number.Value : throw reader.Unexpected("a number"));

    private static TensorTerm[] Terms(SpecReader reader, string end)
    {
        List<TensorTerm> terms = [];
        while (!reader.Take(end))
        {
            if (terms.Count > 0)
            {
                reader.Expect(",");
            }

            terms.Add(Term(reader));
        }

        return [.. terms];
    }
}
