namespace DeepDsl.Compiler.Print.Members;

/// <summary>
/// Writes documented members. For a broken model the same members throw what is wrong with it, so that one mistake does not become an
/// error at each of their uses.
/// </summary>
/// <param name="error">Null for a sound model: the exception that members throw, as an expression.</param>
internal sealed class MemberWriter(CodeWriter w, string? error)
{
    private bool IsSound => error is null;

    private string Throw => $"throw {error}";

    /// <param name="head">Modifiers, type and name.</param>
    /// <param name="summary">XML, as are all documents.</param>
    public void Method(string head, string summary, IReadOnlyList<MethodParameter> parameters, string returns, params string[] body)
    {
        Documents(summary, parameters, returns);
        using (w.Block($"{head}({string.Join(", ", parameters.Select(p => p.Declaration))})"))
        {
            if (IsSound)
            {
                w.Lines(body);
            }
            else
            {
                w.Line(Throw + ";");
            }
        }

        w.Line();
    }

    /// <param name="remarks">Lines of documentation behind the summary.</param>
    public void Property(string head, string summary, string value, params string[] remarks)
    {
        Documents(summary, [], "");
        w.Lines(remarks);
        w.Line($"{head} => {(IsSound ? value : Throw)};");
        w.Line();
    }

    public void Constructor(string head, string summary, IReadOnlyList<MethodParameter> parameters, string definition)
    {
        Documents(summary, parameters, "");
        w.Line($"{head}({string.Join(", ", parameters.Select(p => p.Declaration))})");
        using (w.Indented())
        {
            string broken = $"(global::DeepDsl.CompilerServices.NetworkDefinition?)null ?? {Throw}";
            w.Line($": base({(IsSound ? definition : broken)}, seed, device)");
        }

        w.Line("{\n}");
        w.Line();
    }

    private void Documents(string summary, IEnumerable<MethodParameter> parameters, string returns)
    {
        w.Line($"/// <summary>{summary}</summary>");
        w.Lines(parameters.Select(p => $"/// <param name=\"{p.Name.TrimStart('@')}\">{p.Doc}</param>"));
        if (returns.Length > 0)
        {
            w.Line($"/// <returns>{returns}</returns>");
        }
    }
}
