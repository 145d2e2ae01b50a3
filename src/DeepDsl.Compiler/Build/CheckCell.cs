using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>What is wrong with a cell wherever it is used: that it has states, and that something says what each becomes.</summary>
public static class CheckCell
{
    public static IEnumerable<Problem> Run(BlockSpec cell)
    {
        string[] states = [.. Names(cell, BlockSpec.StateKind, "Name")];
        if (cell.Layers.All(l => l.Kind != BlockSpec.StateKind))
        {
            yield return new Problem(ProblemKind.MissingArgument,
                $"{cell.Title} carries no state; add one, such as [State(\"h\", 64)], or mark the class [Block].", EquatableArray<int>.Empty);
        }

        HashSet<string> updated = [];
        for (int i = 0; i < cell.Layers.Count; i++)
        {
            AttributeSpec layer = cell.Layers[i];
            if (layer.Kind == BlockSpec.NextKind && layer["State"] is TextArgument { Value: var state })
            {
                if (!states.Contains(state))
                {
                    yield return UnknownState(cell.Title, state, states, [i]);
                }
                else if (layer["When"] is null && !updated.Add(state))
                {
                    yield return new Problem(ProblemKind.DuplicateName, SecondNext(cell.Title, state), new[] { i }, "State");
                }
            }
            else if (layer.Kind == BlockSpec.StateKind && layer["Name"] is TextArgument { Value: var name }
                && !Names(cell, BlockSpec.NextKind, "State").Contains(name))
            {
                yield return new Problem(ProblemKind.MissingArgument, WithoutNext(cell.Title, name), new[] { i }, "Name");
            }
        }

        if (cell.Parameters.Any(p => p.Name == BlockSpec.CellInput))
        {
            yield return new Problem(ProblemKind.ReservedName,
                $"Parameter {BlockSpec.CellInput} of {cell.Name} has the name of what a step of a cell reads; rename it.", EquatableArray<int>.Empty);
        }
    }

    internal static string WithoutNext(string cell, string state) =>
        $"State {state} of {cell} has no [Next], so it would stay what it is at first; say what it becomes: [Next(\"{state}\", \"..\")].";

    internal static string SecondNext(string cell, string state) => $"State {state} of {cell} has a [Next] already; remove one of the two.";

    internal static Problem UnknownState(string cell, string name, IReadOnlyCollection<string> states, IReadOnlyList<int> path)
    {
        string? nearest = Spelling.Nearest(name, states);
        string next = states.Count == 0 ? "no state has been declared yet." : Spelling.Advice(nearest, states);
        return new Problem(ProblemKind.UnknownName, $"Next in {cell} names the state \"{name}\", but there is none of that name; {next}",
            path.ToArray(), "State")
        {
            Suggestion = nearest ?? "",
        };
    }

    private static IEnumerable<string> Names(BlockSpec cell, string kind, string argument) =>
        cell.Layers.Where(l => l.Kind == kind).Select(l => l[argument]).OfType<TextArgument>().Select(t => t.Value);
}
