using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>
/// Writes documented members. For a broken model the same members throw what is wrong with it, so that one mistake does not become an
/// error at each of their uses.
/// </summary>
/// <param name="w">Takes the text.</param>
/// <param name="spec">The model.</param>
/// <param name="error">Null for a sound model: the exception that members throw, as an expression.</param>
internal sealed class MemberWriter(CodeWriter w, ModelSpec spec, string? error)
{
    private readonly List<MemberConflict> _conflicts = [];

    /// <summary>The members that could not be written.</summary>
    public IReadOnlyList<MemberConflict> Conflicts => _conflicts;

    /// <summary>False where the project's version of C# is too old for members with a priority among overloads.</summary>
    public bool HasPriorities => !spec.Problems.Any(p => p.Kind == ProblemKind.LanguageVersion);

    public bool IsSound => error is null;

    private string Throw => $"throw {error}";

    /// <param name="head">Modifiers, type and name.</param>
    /// <param name="summary">XML, as are all documents.</param>
    public void Method(string head, string summary, IReadOnlyList<MethodParameter> parameters, string returns, params string[] body) =>
        Write(head, "", "", summary, parameters, returns, body);

    /// <summary>A method with one type parameter.</summary>
    public void Generic(
        string head, string typeParameter, string constraint, string summary, IReadOnlyList<MethodParameter> parameters, string returns,
        params string[] body) =>
        Write(head, $"<{typeParameter}>", $" where {typeParameter} : {constraint}", summary, parameters, returns, body);

    private void Write(
        string head, string typeParameters, string constraints, string summary, IReadOnlyList<MethodParameter> parameters, string returns,
        string[] body)
    {
        string name = head.Substring(head.LastIndexOf(' ') + 1);
        string signature = Signature(parameters) + (typeParameters.Length > 0 ? "`1" : "");
        if (!IsFree(name, m => m.ExcludesMethod(name, signature)))
        {
            return;
        }

        Documents(summary, parameters, returns);
        using (w.Block($"{head}{typeParameters}({string.Join(", ", parameters.Select(p => p.Declaration))}){constraints}"))
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

    /// <param name="modifiers">Those of the property.</param>
    /// <param name="type">Its type.</param>
    /// <param name="name">Its name.</param>
    /// <param name="summary">XML.</param>
    /// <param name="value">An expression.</param>
    /// <param name="remarks">Lines of documentation behind the summary.</param>
    public void Property(string modifiers, string type, string name, string summary, string value, params string[] remarks)
    {
        if (!IsFree(name, m => m.ExcludesProperty(name, type)))
        {
            return;
        }

        Documents(summary, [], "");
        w.Lines(remarks);
        w.Line($"{modifiers} {type} {name} => {(IsSound ? value : Throw)};");
        w.Line();
    }

    public void Constructor(string summary, IReadOnlyList<MethodParameter> parameters, string definition)
    {
        string signature = Signature(parameters);
        if (!IsFree(MemberSpec.Constructor, m => m.ExcludesMethod(MemberSpec.Constructor, signature)))
        {
            return;
        }

        Documents(summary, parameters, "");
        w.Line($"public {Identifiers.Escape(spec.Name)}({string.Join(", ", parameters.Select(p => p.Declaration))})");
        using (w.Indented())
        {
            string broken = $"(global::DeepDsl.CompilerServices.NetworkDefinition?)null ?? {Throw}";
            w.Line($": base({(IsSound ? definition : broken)}, seed, device)");
        }

        w.Line("{\n}");
        w.Line();
    }

    private static string Signature(IEnumerable<MethodParameter> parameters) => string.Join(", ", parameters.Select(p => p.Signature));

    /// <summary>Whether neither the class nor a member of the user's is in the place.</summary>
    private bool IsFree(string name, Func<MemberSpec, bool> excludes)
    {
        MemberSpec? member = spec.Members.FirstOrDefault(excludes);
        if (member is null && name != spec.Name)
        {
            return true;
        }

        _conflicts.Add(new MemberConflict(name, member));
        return false;
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
