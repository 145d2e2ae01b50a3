namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// The backward programs for the gradients of the inputs alone, where there are such, and of the parameters alone: parts of one schedule,
/// of which either runs what it needs.
/// </summary>
internal static class SplitBackward
{
    public static ProgramUnit Run(ProgramUnit unit)
    {
        Buffer[] inputs = [.. unit.Borders.InputGradients.OfType<Border>().Select(b => b.Buffer)];
        return inputs.Length == 0 ? unit : unit with
        {
            Programs = [.. unit.Programs.SelectMany(p => p.Name == "Backward" ? Parts(p, inputs) : [p])],
        };
    }

    private static IReadOnlyList<Program> Parts(Program both, IReadOnlyList<Buffer> inputs)
    {
        IEnumerable<Buffer> parameters = both.Launches.SelectMany(l => l.Writes).Where(b => b.Space == Space.Gradients);
        return
        [
            new Program("BackwardInput", both.LeadingTo(inputs)) { IsOptional = true },
            new Program("Backward", both.LeadingTo(parameters)) { Shared = both.Items },
        ];
    }
}
