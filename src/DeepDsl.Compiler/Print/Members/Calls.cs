namespace DeepDsl.Compiler.Print.Members;

/// <summary>Statements that several members begin with.</summary>
internal static class Calls
{
    /// <summary>How many samples the first input holds; the others are held to it by the runtime.</summary>
    public static string Batch(ModelBorder border) => $"base.BatchOf(0, {border.Inputs[0].Parameter}.Length)";

    public static IEnumerable<string> SetInputs(ModelBorder border) => border.Inputs.Select((input, i) => $"call.SetInput({i}, {input.Parameter});");
}
