using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Recurrent;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>What the use of a cell says: how it goes through its input, and by which names states come in and go out.</summary>
/// <param name="use">Its arguments as literals.</param>
internal sealed class CellUse(AttributeSpec use)
{
    private const string ReverseName = "Reverse";

    private const string ReturnName = "Return";

    private const string BidirectionalName = "Bidirectional";

    /// <summary>Names of what every use of a cell takes.</summary>
    public static IReadOnlyCollection<string> Arguments { get; } =
        [ReverseName, ReturnName, BidirectionalName, StepSegments.Argument, BlockSpec.InitialStateArgument, BlockSpec.FinalStateArgument];

    public bool IsReversed { get; } = use[ReverseName] is BoolArgument { Value: true };

    /// <summary>Of several repetitions the last alone does; the others give what that goes through.</summary>
    public bool ReturnsLast { get; } = use[ReturnName] is EnumArgument { Name: "Last" };

    /// <summary>How both directions are joined; None where there is one.</summary>
    public string Bidirectional { get; } = use[BidirectionalName] is EnumArgument e ? e.Name : "None";

    public int Directions => Bidirectional == "None" ? 1 : 2;

    /// <summary>Steps of a segment, after each of which training keeps states; zero where it keeps every step.</summary>
    public int Segment { get; } = use[StepSegments.Argument] is NumberArgument n ? (int)n.Value : 0;

    public IReadOnlyList<string> InitialNames { get; } = [.. use.Texts(BlockSpec.InitialStateArgument)];

    public IReadOnlyList<string> FinalNames { get; } = [.. use.Texts(BlockSpec.FinalStateArgument)];

    /// <summary>What the states start from, in the order of the names, those first that no repetition has taken yet.</summary>
    public Queue<Scope.Entry> Initial { get; } = new();

    /// <summary>What was carried out of the last step, in the order of its names; null where that is unknown.</summary>
    public List<Node?> Finals { get; } = [];
}
