using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>Memories of the segment before, which the layers in a block take one after the other from what its use names.</summary>
public sealed partial class BuildModel
{
    private MemoryUse? _memory;

    /// <summary>What the use of a block says of memories; null where it says nothing, or something wrong.</summary>
    private MemoryUse? ReadMemory(BlockSpec block, AttributeSpec spec, Scope scope, Node? steps, IReadOnlyList<int> path)
    {
        MemoryUse use = new(Evaluated(spec, scope, path));
        if (use.InitialNames.Count == 0 && use.FinalNames.Count == 0)
        {
            return null;
        }

        string? wrong = steps is not null ? $"and {PerStep}, by which each step is a sample of its own; drop one of them"
            : _cell is not null ? "inside a cell, which goes step by step; put it beside the cell"
            : use.InitialNames.Count == 0 ? $"named by {BlockSpec.FinalStateArgument}, but no {BlockSpec.InitialStateArgument}, whose shape says how long it is; name it"
            : null;
        if (wrong is not null)
        {
            Report(ProblemKind.ArgumentRange, path, $"{block.Title} has a memory of the segment before {wrong}.",
                use.InitialNames.Count == 0 ? BlockSpec.FinalStateArgument : BlockSpec.InitialStateArgument);
            return null;
        }

        foreach (string argument in MemoryUse.Arguments)
        {
            if ((argument == BlockSpec.InitialStateArgument ? use.InitialNames : use.FinalNames).Count is not (0 or 2) and var named)
            {
                Report(ProblemKind.MergeShapes, path,
                    $"{block.Title} has 2 states, the memories of its layers and how many steps those hold, but {argument} names {named}; name 2, or none.",
                    argument);
                return null;
            }
        }

        use.All = Lookup(scope, use.InitialNames[0], block.Title, path, BlockSpec.InitialStateArgument, 0);
        use.Filled = Lookup(scope, use.InitialNames[1], block.Title, path, BlockSpec.InitialStateArgument, 1);
        if (use.All?.Value is { Shape.Rank: not 4 } value)
        {
            Report(ProblemKind.WrongRank, path,
                $"{block.Title} takes the memories of its layers side by side, [layers, M, C], but {use.All.Title} gives {value.Shape.WithoutBatch()}.",
                BlockSpec.InitialStateArgument);
            use.All = new(null, path);
        }

        return use;
    }

    /// <summary>Whether a layer takes its memory from the block around it.</summary>
    private bool RemembersByBlock(Layer layer, Scope scope) => _memory is not null && layer.Op.KeepsMemory
        && layer.Texts(BlockSpec.InitialStateArgument).Count == 0 && !IsPerStep(layer.Spec, scope);

    /// <summary>The next memory of the block, and how many steps it holds.</summary>
    private Scope.Entry?[] NextMemory(Layer layer)
    {
        (MemoryUse use, Graph g) = (_memory!, _model.Graph);
        int number = use.Left.Count;
        if (use.All?.Value is not { } all || number >= all.Shape[1].Value)
        {
            return [null, use.Filled];
        }

        g.Layer = layer.Path;
        Node own = g.Reshape(g.Slice(all, 1, number, 1), new Shape(all.Shape[0], all.Shape[2], all.Shape[3]));
        return [use.All.With(own), use.Filled];
    }

    private void KeepMemory(IReadOnlyList<Node> given)
    {
        _memory!.Left.Add(given.Count > 0 ? given[0] : null);
        _memory.LeftFilled ??= given.Count > 1 ? given[1] : null;
    }

    /// <summary>Names what the layers of a block remember, once all have said it; the names exist where something is wrong too.</summary>
    private void GiveMemory(BlockSpec block, MemoryUse use, bool isSound, Scope scope, IReadOnlyList<int> path)
    {
        int layers = use.Left.Count;
        if (isSound && layers == 0)
        {
            Report(ProblemKind.UnusedName, path,
                $"{block.Title} has {BlockSpec.InitialStateArgument}, but no layer in it keeps a memory, as [RelativeAttention] does",
                BlockSpec.InitialStateArgument, remedies: Remedy.Drop([.. MemoryUse.Arguments]).Said("remove it"));
        }
        else if (isSound && use.All?.Value is { } all && all.Shape[1] != layers)
        {
            Shape shape = all.Shape.WithoutBatch();
            Report(ProblemKind.MergeShapes, path,
                $"{block.Title} has {Counted.Of(layers, "layer")} with a memory, but {use.All.Title} gives {shape}, for {shape[0]}; give it "
                + $"[{layers}, {shape[1]}, {shape[2]}].",
                BlockSpec.InitialStateArgument);
        }

        Graph g = _model.Graph;
        Node? left = layers == 0 || use.Left.Contains(null) ? null
            : g.Concat(1, [.. use.Left.Select(l => g.Reshape(l!, new Shape(l!.Shape[0], 1, l.Shape[1], l.Shape[2])))]);
        Give(scope, block.Title, BlockSpec.FinalStateArgument, use.FinalNames, [left, use.LeftFilled], path);
    }
}
