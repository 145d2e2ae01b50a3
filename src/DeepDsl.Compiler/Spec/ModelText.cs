namespace DeepDsl.Compiler.Spec;

/// <summary>A model's declaration as text, one attribute a line: kept in checkpoints, so that a file says what it belongs to.</summary>
public static class ModelText
{
    public static string Write(ModelSpec spec) =>
        BlockText.Write(spec.Blocks)
        + string.Concat(spec.Layers.Concat(spec.Settings.Where(s => !s_free.Contains(s.Kind))).Select(a => a + "\n"));

    /// <summary>What may change while weights stay what they are: how they are trained, what of that varies, and how long sequences may be.</summary>
    private static readonly string[] s_free = [TrainSpec.AttributeName, TuneSpec.AttributeName, ExtentSpec.AttributeName];
}
