using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Repairs;

/// <content>
/// Arguments of layers inside blocks, which change at every use of the block at once: <see cref="BlockUses"/> judges whether all uses bear it.
/// </content>
public sealed partial class Draft
{
    private readonly HashSet<string> _changedBlocks = [];

    /// <summary>The blocks that it changes, as they are before and after; other models may use them.</summary>
    public IReadOnlyList<(BlockSpec Before, BlockSpec After)> ChangedBlocks =>
        [.. _before.Blocks.Where(b => _changedBlocks.Contains(b.Name)).Select(b => (b, _blocks[b.Name]))];

    /// <param name="path">Which layer.</param>
    /// <param name="change">What becomes of it, and of its attribute.</param>
    private Draft EditArguments(IReadOnlyList<int> path, Func<AttributeSyntax, AttributeSpec, AttributeSpec> change) =>
        path.Count <= 1 ? Edit(path, layer => change(_sources.Layers[path[0]], layer)) : EditInBlock(path, change);

    private Draft EditInBlock(IReadOnlyList<int> path, Func<AttributeSyntax, AttributeSpec, AttributeSpec> change)
    {
        int at = path[0] >= _sources.Inherited ? At(path[0]) : -1;
        BlockSpec? block = at < 0 ? null : _blocks.TryGetValue(_layers[at].Spec.Kind, out BlockSpec outer) ? outer : null;
        foreach (int inner in path.Skip(1).Take(path.Count - 2))
        {
            block = block is not null && _blocks.TryGetValue(block.Layers[inner].Kind, out BlockSpec next) ? next : null;
        }

        AttributeSources? written = _possible && block is not null ? _sources.OfBlock(block.Name, CancellationToken.None) : null;
        _possible &= written is not null;
        if (!_possible)
        {
            return this;
        }

        int last = path[path.Count - 1];
        AttributeSpec[] layers = [.. block!.Layers];
        AttributeSpec before = layers[last];
        layers[last] = change(written!.Layers[last], before);
        _possible &= before.Arguments.All(a => layers[last][a.Name] == a.Value || !IsOfParameters(a.Value));
        _blocks[block.Name] = block with { Layers = layers };
        _changedBlocks.Add(block.Name);
        Touched.Add(path[0]);
        _after = null;
        return this;
    }

    /// <summary>What a use says is not for one use to change.</summary>
    private static bool IsOfParameters(Argument value) => value is ParameterArgument or UnaryArgument or BinaryArgument or ConditionalArgument;
}
