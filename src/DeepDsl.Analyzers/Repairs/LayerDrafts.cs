using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Changes of a sound model's layers, by those that read them.</summary>
internal static class LayerDrafts
{
    /// <summary>Without what is given of some arguments.</summary>
    public static Draft DropGiven(this Draft draft, LayerRow row, params string[] arguments)
    {
        string[] given = [.. arguments.Where(row.Layer.Has)];
        return given.Length == 0 ? draft : draft.Drop(row.Path, given);
    }

    /// <summary>Takes a layer out that only those below it read.</summary>
    public static Draft Remove(this Draft draft, Flow flow, LayerRow row) => draft.If(IsPassed(flow, row)).Remove(row.Path);

    /// <summary>Puts a layer between this one and those below, which alone read it.</summary>
    public static Draft InsertAfter(this Draft draft, Flow flow, LayerRow row, string kind) =>
        draft.If(IsPassed(flow, row)).InsertAfter(row.Path, new AttributeSpec(kind, EquatableArray<ArgumentSpec>.Empty));

    /// <summary>Moves a layer that only those below it read.</summary>
    public static Draft MoveAfter(this Draft draft, Flow flow, LayerRow row, LayerRow target) =>
        draft.If(IsPassed(flow, row) && IsPassed(flow, target)).MoveAfter(row.Path, target.Path);

    /// <summary>Puts another layer in the place of one that has no name.</summary>
    public static Draft Replace(this Draft draft, LayerRow row, AttributeSpec by) => draft.If(IsAnonymous(row)).Replace(row.Path, by);

    /// <summary>Another function in place of the one that it applies.</summary>
    public static Draft SetActivation(this Draft draft, LayerRow row, string function)
    {
        if (!row.IsActivation())
        {
            return draft.Set(row.Path, "Activation", new EnumArgument("Activation", function));
        }

        Op op = OpTable.Find(function)!;
        return draft.DropGiven(row, [.. row.Layer.Op.Arguments.Select(a => a.Name).Where(a => !op.Has(a))]).Rename(row.Path, function);
    }

    /// <summary>No function in place of the one that it applies.</summary>
    public static Draft RemoveActivation(this Draft draft, Flow flow, LayerRow row) =>
        row.IsActivation() ? draft.Remove(flow, row) : draft.DropGiven(row, "Activation");

    public static Draft WithoutBias(this Draft draft, LayerRow row) =>
        draft.Set(row.Path, "Bias", "false").DropGiven(row, "BiasInit", "BiasInitValue");

    /// <summary>Whether it hands its value down, to those that read what stands above them.</summary>
    private static bool IsPassed(Flow flow, LayerRow row) =>
        IsAnonymous(row) && flow.Readers(row).All(r => !r.Layer.Has("From") && r.Sources[0] == row);

    private static bool IsAnonymous(LayerRow row) => !OpArgument.OfAllLayers.Any(row.Layer.Has);
}
