using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Other arguments of the attribute at fault: whoever checked them knows which would do.</summary>
internal static class ArgumentRepairs
{
    public static IEnumerable<Draft> For(BrokenModel model, Problem problem) => problem.Remedies.Select(remedy =>
        problem.Setting ? model.Draft().ApplyToSetting(problem.Path[0], remedy) : model.Draft().Apply(problem.Path, remedy));
}
