using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>
/// The member that copies a model. Its constructor takes a type that is there for this alone, so that no user's has its signature.
/// </summary>
internal static class CopyMembers
{
    private const string Source = "global::DeepDsl.CompilerServices.NetworkCopy";

    public static void Write(CodeWriter w, MemberWriter members, ModelSpec spec)
    {
        if (spec.IsAbstract)
        {
            return; // what derives from it is what could be copied
        }

        string type = Identifiers.Escape(spec.Name);
        w.Line("[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]"); // those of the user, which begin as in any new model
        w.Line($"private {type}({Source} source)");
        using (w.Indented())
        {
            w.Line(": base(source)");
        }

        w.Line("{\n}");
        w.Line();
        members.Method(
            $"public {type} Snapshot",
            "A copy that is a model of its own, with the parameters and running statistics that this one has between two updates. Its "
            + "predictions stay what they are while this one is trained on other threads; those of this one would mix old weights with "
            + "new. Training it starts afresh, with the declared options.",
            [], "The copy.", $"return new {type}(new {Source}(this));");
    }
}
