using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>The models of a compilation that use blocks, as those see them who change a block.</summary>
/// <param name="compilation">With all of them.</param>
internal sealed class BlockUses(Compilation compilation, CancellationToken cancellation)
{
    private IReadOnlyList<BuiltModel>? _models;

    private IReadOnlyList<BuiltModel> Models => _models ??=
    [
        .. compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type, cancellation).OfType<INamedTypeSymbol>()
            .Select(t => Declarations.Of(compilation).Model(t, compilation, cancellation)).OfType<DeclaredModel>()
            .Where(m => m.Spec.Blocks.Count > 0).Select(m => m.Built),
    ];

    /// <summary>Whether no model is worse, by infos too, for what the draft makes of blocks.</summary>
    public bool Bear(Draft draft) => draft.ChangedBlocks.Count == 0 || Models.All(m => Bears(m, draft.ChangedBlocks));

    private static bool Bears(BuiltModel model, IReadOnlyList<(BlockSpec Before, BlockSpec After)> changes)
    {
        BlockSpec[] blocks = [.. model.Spec.Blocks.Select(b => changes.FirstOrDefault(c => c.Before == b).After ?? b)];
        if (blocks.SequenceEqual(model.Spec.Blocks))
        {
            return true;
        }

        BuiltModel after = Pipeline.Build(model.Spec with { Blocks = blocks });
        return after.Problems.Count <= model.Problems.Count
            && Complaints.Of(after, DiagnosticSeverity.Info).AddNothingTo(Complaints.Of(model, DiagnosticSeverity.Info));
    }
}
