using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Passes;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler;

/// <summary>The passes in order, from a declaration to the texts that implement it.</summary>
public static class Pipeline
{
    public static CompiledModel Compile(ModelSpec spec)
    {
        (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(spec, training: false);
        return new CompiledModel(EquatableArray<GeneratedFile>.Empty, problems.ToArray());
    }
}
