namespace DeepDsl.Compiler.Passes;
internal static class BuildLoss
{
    public static LossGraph? Run(Spec.ModelSpec spec, Ops.ModelGraph model, bool intTargets) => null;
    public static ProbabilityGraph? Probabilities(Spec.ModelSpec spec, Ops.ModelGraph model) => null;
}
