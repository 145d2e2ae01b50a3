namespace DeepDsl.Compiler.Spec;

/// <summary>A model's declaration as text, one attribute a line: kept in checkpoints, so that a file says what it belongs to.</summary>
public static class ModelText
{
    public static string Write(ModelSpec spec) =>
        BlockText.Write(spec.Blocks)
        + string.Concat(spec.Layers.Concat(spec.Settings.Where(s => s.Kind != TrainSpec.AttributeName)).Select(a => a + "\n"));
}
